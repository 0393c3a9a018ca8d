/**
 * S1: who is what to a case, who sees which part of it, who enters where: printed for people to review in
 * `access.txt`, and the rules behind the tables as sentences that hold for every combination.
 */
import { describe, expect, it } from 'vitest';
import {
	areas,
	caseFields,
	mayEnter,
	partiesOf,
	reachOf,
	reachOfState,
	roles,
	seesCase,
	type Actor,
	type Area,
	type CaseFieldGroup,
	type CaseRelations,
	type Hat,
	type Role
} from '#lib/domain/access.ts';
import {
	applicationStates,
	applicationWorkflow,
	caseParties,
	type CaseParty
} from '#lib/domain/titles/application-workflow.ts';

const reaches = [0, 1, 2, 3, 4, 5, 6];

/** Ids of the case's own organisations, so that a hat fits or does not. */
const theirs: Partial<Record<Role, string>> = {
	employer_officer: 'school',
	hr_agency: 'agency',
	sector_officer: 'sector',
	committee_office: 'office'
};
const hatOf = (role: Role, fits: boolean): Hat => ({
	grantId: `${role} ${fits}`,
	role,
	scopeId: fits ? (theirs[role] ?? '') : 'elsewhere',
	scopeName: '',
	place: fits ? '540221' : '540222',
	deputyFor: null
});
const actor = (hat: Hat | null, hats: readonly Hat[] = hat ? [hat] : []): Actor => ({
	personId: 'me',
	accountId: '',
	sessionId: '',
	name: '',
	hat,
	hats
});
const aCase: CaseRelations = {
	personId: 'applicant',
	assistedBy: null,
	state: 'panel_review',
	reach: 6,
	employerId: 'school',
	agencyId: 'agency',
	place: '540221',
	sectorId: 'sector',
	officeId: 'office',
	experts: [],
	chairs: [],
	recused: []
};

/** Personal ties of the person asking: named on the panel, in the chair, out of the room, the applicant. */
const ties = {
	none: {},
	named: { experts: ['me'], chairs: ['me'] },
	applicant: { personId: 'me', experts: ['me'], chairs: ['me'] },
	recused: { experts: ['me'], chairs: ['me'], recused: ['me'] },
	assistant: { assistedBy: 'me' },
	'recused assistant': { assistedBy: 'me', recused: ['me'] }
} as const satisfies Record<string, Partial<CaseRelations>>;

/** What a role can make of somebody, whatever else is true. */
const partyOfRole: Partial<Record<Role, keyof typeof reachOf>> = {
	employer_officer: 'employer',
	hr_agency: 'employer',
	sector_officer: 'sector',
	county_officer: 'county',
	city_officer: 'city',
	committee_office: 'office',
	expert: 'expert',
	chair: 'chair',
	inspector: 'inspector'
};

const list = (parties: Iterable<string>) => [...parties].join('+') || '–';
const grid = (head: readonly string[], rows: readonly (readonly string[])[]) =>
	[head, ...rows].map((cells) => cells.join(' | ')).join('\n');
const mark = (holds: boolean) => (holds ? 'yes' : '–');

it('prints as it was agreed', async () => {
	const personal: readonly Role[] = ['expert', 'chair'];
	const parties = roles.flatMap((role) =>
		[true, false].map((fits) => [
			role,
			personal.includes(role) ? (fits ? 'named' : 'not named') : fits ? 'theirs' : 'elsewhere',
			...reaches.map((reach) =>
				list(
					partiesOf(actor(hatOf(role, fits)), {
						...aCase,
						...(fits && personal.includes(role) ? ties.named : {}),
						reach
					})
				)
			)
		])
	);
	const groups = Object.keys(caseFields) as CaseFieldGroup[];
	const tables = [
		'What a role makes of somebody, by how far the case has come',
		grid(['role', 'case', ...reaches.map(String)], parties),
		'',
		'What each party sees of a case',
		grid(
			['part', ...caseParties],
			groups.map((group) => [
				group,
				...caseParties.map((party) => mark(seesCase(new Set([party]), group)))
			])
		),
		'',
		'Where each role enters',
		...(Object.keys(areas) as Area[]).map((area) => {
			const entering = roles.filter((role) => mayEnter(actor(hatOf(role, true)), area));
			return `${area}: ${entering.length === roles.length ? 'everybody signed in' : entering.join(', ')}`;
		}),
		''
	].join('\n');
	await expect(tables).toMatchFileSnapshot('access.txt');
});

describe('what somebody is to a case', () => {
	type Asked = {
		readonly who: Actor;
		readonly of: CaseRelations;
		readonly tie: keyof typeof ties;
		readonly fits: boolean;
	};
	/** Every role, or none, fitting or not, with every tie, in every state, at every reach. */
	const everything = function* (): Generator<Asked> {
		for (const role of [null, ...roles])
			for (const fits of [true, false]) {
				const hat = role && hatOf(role, fits);
				// The hats in the cupboard: only the worn one, or every role for the case's own organisations.
				for (const more of [[], roles.map((other) => hatOf(other, true))])
					for (const tie of Object.keys(ties) as (keyof typeof ties)[])
						for (const state of applicationStates)
							for (const reach of reaches)
								yield {
									who: actor(hat, [...(hat ? [hat] : []), ...more]),
									of: { ...aCase, ...ties[tie], state, reach },
									tie,
									fits
								};
			}
	};
	/** The combinations of which a sentence is untrue, shortened for reading. */
	const untrue = (sentence: (asked: Asked, parties: ReadonlySet<CaseParty>) => boolean) => {
		const found: string[] = [];
		let asked = 0;
		for (const one of everything()) {
			asked += 1;
			const parties = partiesOf(one.who, one.of);
			if (!sentence(one, parties) && found.length < 5)
				found.push(
					`${one.who.hat?.grantId ?? 'no hat'}, ${one.tie}, ${one.of.state} at ${one.of.reach}: ${list(parties)}`
				);
		}
		expect(asked).toBeGreaterThan(90_000);
		return found;
	};

	it('nobody signed in is nothing', () => {
		for (const state of applicationStates)
			expect(partiesOf(null, { ...aCase, state }).size).toBe(0);
	});

	it('to their own case everybody is the applicant and nothing else, whatever they are besides', () => {
		expect(
			untrue(({ tie }, parties) =>
				tie === 'applicant' ? list(parties) === 'applicant' : !parties.has('applicant')
			)
		).toEqual([]);
	});

	it('who is recused is nothing', () => {
		expect(untrue(({ tie }, parties) => !tie.startsWith('recused') || parties.size === 0)).toEqual(
			[]
		);
	});

	it('only the hat that is on counts at a desk, and it makes one party of them at most', () => {
		expect(
			untrue(({ who }, parties) => {
				const worn = who.hat && partyOfRole[who.hat.role];
				return [...parties].every(
					(party) => party === 'applicant' || party === 'assistant' || party === worn
				);
			})
		).toEqual([]);
	});

	it('no desk sees a draft or what was deleted, nor a case that has not come so far', () => {
		expect(
			untrue(({ of }, parties) =>
				[...parties].every(
					(party) =>
						!(party in reachOf) ||
						(of.state !== 'draft' &&
							of.state !== 'deleted' &&
							of.reach >= reachOf[party as keyof typeof reachOf])
				)
			)
		).toEqual([]);
	});

	it('a hat for another place or organisation is no hat, but for the city and the inspector', () => {
		const wide: readonly (Role | undefined)[] = ['city_officer', 'inspector', 'expert', 'chair'];
		expect(
			untrue(
				({ who, fits }, parties) =>
					fits ||
					wide.includes(who.hat?.role) ||
					[...parties].every((party) => party === 'applicant' || party === 'assistant')
			)
		).toEqual([]);
	});

	it('experts and chairs are those who are named for the case, whoever else wears the hat', () => {
		expect(
			untrue(
				({ tie }, parties) => tie === 'named' || !(parties.has('expert') || parties.has('chair'))
			)
		).toEqual([]);
	});

	it('a helper sees the draft that they fill in, by a grant still held, and nothing once it is handed in', () => {
		const helping: readonly Role[] = ['employer_officer', 'hr_agency', 'county_officer'];
		expect(
			untrue(({ who, of, tie }, parties) => {
				const granted = who.hats.some(
					({ role, grantId }) => helping.includes(role) && grantId === `${role} true`
				);
				const helps = tie === 'assistant' && of.state === 'draft' && granted;
				return parties.has('assistant') === helps;
			})
		).toEqual([]);
	});

	it('a role that has come so far, for the case’s own, is the party that it stands for', () => {
		expect(
			untrue(({ who, of, tie, fits }, parties) => {
				const role = who.hat?.role;
				const party = role && partyOfRole[role];
				const named = party === 'expert' || party === 'chair' ? tie === 'named' : fits;
				const open = of.state !== 'draft' && of.state !== 'deleted';
				if (!party || !named || !open || of.reach < reachOf[party]) return true;
				return tie === 'applicant' || tie.startsWith('recused') || parties.has(party);
			})
		).toEqual([]);
	});

	it('nobody is the clock or the portal itself', () => {
		expect(untrue((_asked, parties) => !parties.has('clock') && !parties.has('system'))).toEqual(
			[]
		);
	});
});

describe('how far a case has come', () => {
	it('is far enough, in every state that a desk holds, for the desk that holds it', () => {
		// The states of a re-check and of a stopped case: it came as far before, and its reach is kept.
		const kept = ['recheck_requested', 'recheck_upheld', 'suspended'];
		for (const state of applicationStates) {
			const { holder } = applicationWorkflow.states[state];
			if (holder === null || !(holder in reachOf) || kept.includes(state)) continue;
			expect([state, reachOfState(state) >= reachOf[holder as keyof typeof reachOf]]).toEqual([
				state,
				true
			]);
		}
	});
});

describe('entering', () => {
	it('asks for the hat that is on: one in the cupboard opens nothing', () => {
		const cupboard = roles.map((role) => hatOf(role, true));
		for (const area of Object.keys(areas) as Area[]) {
			expect(mayEnter(null, area)).toBe(false);
			expect([area, mayEnter(actor(null, cupboard), area)]).toEqual([area, area === 'own_matters']);
			for (const role of roles)
				expect([area, role, mayEnter(actor(hatOf(role, false), cupboard), area)]).toEqual([
					area,
					role,
					(areas[area] as readonly Role[]).includes(role)
				]);
		}
	});

	it('keeps the three administrators apart, and all of them from cases', () => {
		const administrators = ['system_admin', 'security_admin', 'audit_admin'] as const;
		const entered = administrators.map((role) =>
			(Object.keys(areas) as Area[]).filter(
				(area) =>
					// Everybody's, and the door to their pages, behind which each has their own.
					!['own_matters', 'administration'].includes(area) &&
					mayEnter(actor(hatOf(role, true)), area)
			)
		);
		expect(new Set(entered.flat()).size).toBe(entered.flat().length);
		for (const role of administrators)
			expect(partiesOf(actor(hatOf(role, true)), { ...aCase, ...ties.named }).size).toBe(0);
	});
});
