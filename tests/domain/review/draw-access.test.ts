import { describe, expect, it } from 'vitest';
import { roles, type Actor, type Role } from '#lib/domain/access.ts';
import {
	drawFields,
	partiesToDraw,
	seesDraw,
	type DrawFieldGroup
} from '#lib/domain/review/draw-access.ts';

const wearing = (role: Role, scopeId = 'office', personId = 'somebody'): Actor => {
	const hat = { grantId: 'g', role, scopeId, scopeName: '', place: '540200', deputyFor: null };
	return { personId, accountId: '', sessionId: '', name: '', hat, hats: [hat] };
};
const draw = { officeId: 'office', asked: ['drawn'] };
const groups = Object.keys(drawFields) as DrawFieldGroup[];

describe('who is what to a draw', () => {
	it('names the two sides and who was drawn, nobody else', () => {
		const found = Object.fromEntries(
			roles.map((role) => [role, [...partiesToDraw(wearing(role), draw)]])
		);
		expect(Object.entries(found).filter(([, parties]) => parties.length > 0)).toEqual([
			['committee_office', ['office']],
			['inspector', ['inspector']]
		]);
		expect([...partiesToDraw(wearing('committee_office', 'other'), draw)]).toEqual([]);
		expect([...partiesToDraw(wearing('expert', '', 'drawn'), draw)]).toEqual(['expert']);
		expect([...partiesToDraw(null, draw)]).toEqual([]);
		const nobodys = { officeId: null, asked: [] };
		expect([...partiesToDraw(wearing('committee_office', ''), nobodys)]).toEqual([]);
	});

	it('shows names to the two sides alone, and the result by pseudonyms to everybody', () => {
		const sees = (...parties: ('office' | 'inspector' | 'expert')[]) =>
			groups.filter((group) => seesDraw(new Set(parties), group));
		expect(sees('office')).toEqual(['state', 'names', 'result']);
		expect(sees('inspector')).toEqual(['state', 'names', 'result']);
		expect(sees('expert')).toEqual(['ownSeat', 'result']);
		expect(sees()).toEqual(['result']);
	});
});
