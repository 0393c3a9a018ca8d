import { areas, caseFields, roles } from '#lib/domain/access.ts';
import { applicationWorkflow, caseParties } from '#lib/domain/titles/application-workflow.ts';
import { textOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

const word = (prefix: string, key: string): string => textOf(`${prefix}_${key}`) ?? key;

/** Who sees and does what: the declaration that the portal itself obeys, printed. */
export const load = (() => {
	const parties = caseParties.filter((party) => party !== 'clock' && party !== 'system');
	const seen = Object.entries(caseFields).map(([group, allowed]) => ({
		label: word('group', group),
		cells: parties.map((party) => (allowed as readonly string[]).includes(party))
	}));
	const done = Object.entries(applicationWorkflow.moves).map(([move, { by }]) => ({
		label: word('move', move),
		cells: parties.map((party) => (by as readonly string[]).includes(party))
	}));
	const entered = Object.entries(areas).map(([area, allowed]) => ({
		label: word('area', area),
		cells: roles.map((role) => (allowed as readonly string[]).includes(role))
	}));
	return {
		parties: parties.map((party) => word('party', party)),
		roles: roles.map((role) => word('role', role)),
		seen,
		done,
		entered
	};
}) satisfies PageServerLoad;
