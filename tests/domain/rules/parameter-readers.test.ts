import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { parameters } from '#lib/domain/rules/parameters.ts';

/** Sources that may read a parameter, without where a refusal only cites one (`rule(…, key)`, `rule: key`). */
const sources = readdirSync('src/lib', { withFileTypes: true, recursive: true })
	.filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
	.map((entry) => path.join(entry.parentPath, entry.name))
	.filter((file) => !/paraglide|rules.parameters\.ts$/.test(file))
	.map((file) =>
		readFileSync(file, 'utf8')
			.replaceAll(/\brule\([^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
			.replaceAll(/\brule: '[^']+'/g, '')
	);

/** The key itself, or a template such as `notice.${kind}.workingDays` that makes it. */
const namesOf = (key: string): RegExp => {
	const [first = '', , last = ''] = key.split('.');
	return new RegExp(`'${key.replaceAll('.', '\\.')}'|\`${first}\\.\\$\\{[^}]+\\}\\.${last}\``);
};

const isRead = (key: string): boolean => sources.some((text) => namesOf(key).test(text));
const keysOf = (standing: string): readonly string[] =>
	parameters.filter((one) => one.standing === standing).map(({ key }) => key);

describe('a parameter', () => {
	test('that somebody sets has a reader: changing it does something', () => {
		const read = [...keysOf('set'), ...keysOf('security')];
		expect(read.filter((key) => !isRead(key))).toEqual([]);
	});

	test('that waits for a later part has none: whoever reads it takes the mark away', () => {
		expect(keysOf('later').filter(isRead)).toEqual([]);
		expect(keysOf('later').length).toBeGreaterThan(0);
	});

	test('that is fixed stands under a rule that a city cannot change', () => {
		expect(keysOf('fixed')).toEqual([
			'meeting.quorum',
			'ballot.pass',
			'tenure.asOf',
			'tenure.basis',
			'score.outlierPoints'
		]);
	});
});
