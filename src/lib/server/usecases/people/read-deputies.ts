import type { Day } from '#lib/domain/day.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context } from '../ports.ts';

/** The desk of the hat that is on: who works there, who stands in for whom, who could. */
export type DeputyDesk = {
	readonly scopeName: string;
	readonly role: string;
	readonly grants: readonly {
		readonly id: string;
		readonly version: number;
		readonly name: string;
		readonly fromOn: Day;
		readonly toOn: Day | null;
		readonly deputyForName: string | null;
		/** Named by, or being, whoever is asking. */
		readonly mine: boolean;
	}[];
	/** Colleagues with an account. */
	readonly colleagues: readonly {
		readonly id: string;
		readonly name: string;
		readonly idLast4: string | null;
	}[];
	/** A deputy names no further deputy. */
	readonly isDeputy: boolean;
};

export const readDeputies = async (ctx: Context): Promise<DeputyDesk> => {
	const { actor } = ctx;
	const hat = actor?.hat;
	if (!actor || !hat || hat.scopeId === '') throw new Refused(missing);
	const { read } = ctx.store;
	const [grants, people] = await Promise.all([
		read.registry.grantsOfScope(hat.scopeId, ctx.today()),
		read.registry.people(
			{ scope: { kind: 'employer', employerId: hat.scopeId }, account: 'active', day: ctx.today() },
			500,
			{ offset: 0 }
		)
	]);
	const ofRole = grants.filter(({ grant }) => grant.role === hat.role);
	const names = await read.registry.personNames(ofRole.map(({ grant }) => grant.deputyFor ?? ''));
	return {
		scopeName: hat.scopeName,
		role: hat.role,
		grants: ofRole.map(({ grant, person }) => ({
			id: grant.id,
			version: grant.version,
			name: person.name,
			fromOn: grant.fromOn,
			toOn: grant.toOn,
			deputyForName: grant.deputyFor === null ? null : (names.get(grant.deputyFor) ?? ''),
			mine: grant.deputyFor !== null && [grant.deputyFor, grant.personId].includes(actor.personId)
		})),
		colleagues: people
			.filter(({ id }) => id !== actor.personId)
			.map(({ id, name, idLast4 }) => ({ id, name, idLast4 })),
		isDeputy: hat.deputyFor !== null
	};
};
