/** What the operator's commands share: settings and the house, with sentences instead of stack traces. */
import path from 'node:path';
import { InvalidSettings, readSettings, type Settings } from '#lib/server/settings.ts';
import { MigrationsDiffer } from '#lib/server/store/migrations.ts';
import { openHouse, type House } from '#lib/server/wiring.ts';
import { BadInput } from './command.ts';
import { OperatorProblem } from './operator-problem.ts';

/** The settings of this installation. @throws {BadInput} with a line for each that cannot be used */
export const operatorSettings = (): Settings => {
	try {
		return readSettings(process.env);
	} catch (reason) {
		if (reason instanceof InvalidSettings) throw new BadInput(reason.lines);
		throw reason;
	}
};

/** Where something new goes: npm runs scripts in the package's folder, people mean where they stood. */
export const destination = (file: string): string =>
	path.resolve(
		(process.env['npm_lifecycle_event'] === 'portal' && process.env['INIT_CWD']) || process.cwd(),
		file
	);

/** Opens the house for one deed and closes it again. @throws {OperatorProblem} */
export const withHouse = async <T>(deed: (house: House) => Promise<T>): Promise<T> => {
	const settings = operatorSettings();
	const house = await openHouse(settings).catch((reason: unknown) => {
		if (reason instanceof MigrationsDiffer) throw new OperatorProblem(reason.message);
		const code = reason instanceof Error && 'code' in reason ? String(reason.code) : '';
		if (code === '') throw reason;
		throw new OperatorProblem(
			`数据库无法使用（${code}）：请检查 DATABASE_URL 和 DATA_DIR，或先运行 npm run portal -- check`
		);
	});
	try {
		return await deed(house);
	} finally {
		await house.close();
	}
};
