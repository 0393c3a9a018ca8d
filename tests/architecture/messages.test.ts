/** Both languages say the same things, and the check that says so catches what differs. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { listedFiles, messageProblems } from '../../scripts/check-messages.mjs';

type Messages = Readonly<Record<string, string>>;

/** What the check says of two languages with one file each. */
const problemsOf = (
	chinese: Messages,
	english: Messages,
	listed = ['a.json']
): readonly string[] => {
	const folder = mkdtempSync(path.join(tmpdir(), 'portal-messages-'));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	for (const [language, messages] of [
		['zh-CN', chinese],
		['en', english]
	] as const) {
		mkdirSync(path.join(folder, language));
		writeFileSync(path.join(folder, language, 'a.json'), JSON.stringify(messages));
	}
	return messageProblems(folder, listed);
};

test('the portal says everything in both languages', () => {
	const folder = path.resolve(import.meta.dirname, '../../src/lib/messages');
	expect(messageProblems(folder, listedFiles())).toEqual([]);
});

test.each([
	[{ a: '甲', b: '乙' }, { a: 'A' }, 'en/a.json: b is missing'],
	[{ a: '甲' }, { a: 'A', b: 'B' }, 'en/a.json: b is in no other language'],
	[{ a: '甲{name}' }, { a: 'A{day}' }, 'en/a.json: a takes {day}, not {name}'],
	[{ a: '甲' }, { a: ' ' }, 'en/a.json: a is empty'],
	[{ 'a-b': '甲' }, { 'a-b': 'A' }, 'zh-CN/a.json: a-b is not a key']
])('%j and %j differ', (chinese, english, problem) => {
	expect(problemsOf(chinese as Messages, english as Messages)).toEqual([problem]);
});

test('a file that the compiler does not read is told', () => {
	expect(problemsOf({ a: '甲' }, { a: 'A' }, [])).toEqual([
		'zh-CN/a.json: not in project.inlang/settings.json'
	]);
});
