/** Input of a contract command: a file, or with `--case` a case of this portal. */
import type { Json } from '#lib/domain/json.ts';
import { Refused } from '#lib/domain/refusal.ts';
import type { ContractInput } from '#lib/server/usecases/cases/contract-inputs.ts';
import { BadInput, type Io } from './command.ts';
import { OperatorProblem } from './operator-problem.ts';
import { parseOptions } from './options.ts';

const sentences: Readonly<Record<string, string>> = {
	nothing_handed_in: '还没有提交过材料',
	no_sheets_yet: '还没有专家提交评分',
	no_vote_yet: '还没有上会表决'
};

const stored = async (number: string, inputOf: ContractInput): Promise<Json> => {
	try {
		// Only now: judging a file needs no database, and does not wait for one to be loaded.
		const { withHouse } = await import('./operator.ts');
		return await withHouse(async (house) =>
			inputOf(await house.contextFor({ as: 'system' }), number)
		);
	} catch (reason) {
		if (!(reason instanceof Refused)) throw reason;
		const sentence = sentences[reason.refusal.key];
		if (sentence === undefined)
			throw new BadInput([`--case: unknown case ${JSON.stringify(number)}`]);
		throw new OperatorProblem(`${number}：${sentence}`);
	}
};

/** What `--help` says of the two options. */
export const storedCaseUsage = `
  --case 受理号  取本系统中这份申报的事实，代替文件
  --input        与 --case 一起使用：只写出这些事实，存成文件可以在任何地方重算`.slice(1);

/**
 * The text that the command reads, or undefined when `--input` asked for no more than the text itself, which
 * is then printed.
 */
export const readInput = async (
	args: readonly string[],
	io: Io,
	inputOf: ContractInput
): Promise<string | undefined> => {
	const { file, text, flag } = parseOptions(args, {
		case: { type: 'string' },
		input: { type: 'boolean' }
	});
	const number = text('case');
	if (number === undefined) {
		if (flag('input')) throw new BadInput(['--input: found without --case (with --case only)']);
		return io.read(file);
	}
	if (file !== undefined)
		throw new BadInput([`FILE: found ${JSON.stringify(file)} (none with --case)`]);
	const input = await stored(number, inputOf);
	if (!flag('input')) return JSON.stringify(input);
	io.answer(input);
	return undefined;
};
