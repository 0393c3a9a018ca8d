/**
 * `portal`: every decision about a person, replayed from a file, and the operator's commands. Plain node runs
 * it. Commands are files under `commands/`, found by their name: adding one is adding a file.
 */
import { readdirSync } from 'node:fs';
import { BadInput, type Command } from './command.ts';
import { realIo } from './io.ts';
import { OperatorProblem } from './operator-problem.ts';

const folder = new URL('commands/', import.meta.url);

const names = readdirSync(folder)
	.filter((file) => file.endsWith('.ts'))
	.map((file) => file.slice(0, -'.ts'.length).replaceAll('-', ' '))
	.sort();

const load = async (name: string): Promise<Command> => {
	const file = new URL(`${name.replaceAll(' ', '-')}.ts`, folder);
	return ((await import(file.href)) as { command: Command }).command;
};

/** The longest name that the arguments begin with, and what follows it. */
const find = (args: readonly string[]): { name: string; rest: readonly string[] } | undefined => {
	const found = names
		.filter((name) => name.split(' ').every((word, index) => args[index] === word))
		.sort((a, b) => b.length - a.length)[0];
	return found === undefined
		? undefined
		: { name: found, rest: args.slice(found.split(' ').length) };
};

const printHelp = async (write: (text: string) => void): Promise<void> => {
	const commands = await Promise.all(names.map(load));
	const width = Math.max(...names.map((name) => name.length)) + 2;
	const list = commands.map(({ name, summary }) => `  ${name.padEnd(width)}${summary}`);
	write(
		[
			'用法：npm run -s portal -- <命令> [选项] [文件]',
			'',
			'命令：',
			...list,
			'',
			'文件为 JSON；写 - 或不写时读标准输入。结果以 JSON 写到标准输出，提示写到标准错误。',
			'退出码：0 已作答；1 已作答，但结果是不可忽略的否定；2 输入有误，逐行说明在标准错误。',
			'查看某个命令的用法：npm run -s portal -- <命令> --help',
			''
		].join('\n')
	);
};

const unknownCommand = (args: readonly string[]): BadInput =>
	new BadInput([
		`command: unknown command ${JSON.stringify(args[0])} (one of ${names.join(', ')})`
	]);

const toStdout = (text: string): void => {
	process.stdout.write(text);
};

const run = async (args: readonly string[]): Promise<number> => {
	const [first] = args;
	if (first === undefined) {
		await printHelp((text) => process.stderr.write(text));
		return 2;
	}
	const asksForHelp = first === 'help' || first === '--help' || first === '-h';
	const wanted = asksForHelp ? args.slice(1) : args;
	if (asksForHelp && wanted.length === 0) {
		await printHelp(toStdout);
		return 0;
	}
	const found = find(wanted);
	if (!found) throw unknownCommand(wanted);
	const command = await load(found.name);
	if (asksForHelp || found.rest.some((arg) => arg === '--help' || arg === '-h')) {
		toStdout(`${command.usage.trim()}\n`);
		return 0;
	}
	return command.run(found.rest, realIo);
};

// A reader that has seen enough (`| head`) is no failure.
process.stdout.on('error', (reason: NodeJS.ErrnoException) => {
	if (reason.code !== 'EPIPE') throw reason;
	process.exit(0);
});

try {
	process.exitCode = await run(process.argv.slice(2));
} catch (reason) {
	if (reason instanceof BadInput) {
		process.stderr.write(`${reason.lines.join('\n')}\n`);
		process.exitCode = 2;
	} else if (reason instanceof OperatorProblem) {
		process.stderr.write(`${reason.message}\n`);
		process.exitCode = 1;
	} else {
		process.stderr.write(
			`portal: ${reason instanceof Error ? (reason.stack ?? reason.message) : String(reason)}\n`
		);
		process.exitCode = 3;
	}
}
