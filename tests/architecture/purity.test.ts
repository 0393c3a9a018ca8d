/** The lint rules that keep clock, chance, state and waiting where they belong catch what they should. */
import { ESLint } from 'eslint';
import ts from 'typescript-eslint';
import { expect, test } from 'vitest';

const eslint = new ESLint({
	// The sources below do not exist, so nothing can be known of their types.
	overrideConfig: [
		ts.configs.disableTypeChecked,
		{ languageOptions: { parserOptions: { projectService: false } } }
	]
});

const rulesBrokenBy = async (file: string, source: string): Promise<readonly string[]> => {
	const results = await eslint.lintText(source, { filePath: file });
	return results.flatMap(({ messages }) =>
		messages.map(({ ruleId, message }) => ruleId ?? message)
	);
};

const domain = 'src/lib/domain/example.ts';
const usecase = 'src/lib/server/usecases/example.ts';

test.each([
	[domain, 'export const now = () => Date.now();', 'no-restricted-syntax'],
	[domain, 'export const now = () => new Date();', 'no-restricted-syntax'],
	[domain, 'export const dice = () => Math.random();', 'no-restricted-syntax'],
	[domain, 'export const load = async () => 1;', 'no-restricted-syntax'],
	[domain, "export { randomBytes } from 'node:crypto';", 'no-restricted-imports'],
	[usecase, 'export const now = () => Date.now();', 'no-restricted-syntax'],
	[usecase, "export const home = () => process.env['HOME'];", 'no-restricted-syntax'],
	[usecase, "export { randomUUID } from 'node:crypto';", 'no-restricted-imports'],
	['src/lib/server/files/example.ts', 'let count = 0;\ncount += 1;', 'no-restricted-syntax'],
	['src/routes/+page.server.ts', 'export let visits = 0;', 'no-restricted-syntax'],
	['src/routes/+page.ts', "export { page } from '$app/stores';", 'no-restricted-imports']
])('%s: %s', async (file, source, rule) => {
	expect(await rulesBrokenBy(file, source)).toContain(rule);
});

test.each([
	[domain, "import { createHash } from 'node:crypto';\nexport const hash = createHash('sha256');"],
	[domain, 'export const instant = (ms: number) => new Date(ms);'],
	[usecase, 'export const load = async (read: () => Promise<number>) => await read();'],
	['src/lib/server/wiring.ts', 'export const now = () => Date.now();']
])('%s may say: %s', async (file, source) => {
	expect(await rulesBrokenBy(file, source)).toEqual([]);
});
