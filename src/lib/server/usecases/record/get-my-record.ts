import { Refused } from '#lib/domain/refusal.ts';
import type { EntryData } from '#lib/domain/titles/application.ts';
import type { Context } from '../ports.ts';

export type RecordLineView = {
	readonly id: string;
	readonly section: string;
	readonly version: number;
	readonly data: EntryData;
	readonly verifiedAt: number | null;
};

export type MyRecord = {
	readonly name: string;
	readonly sex: string | null;
	readonly bornOn: string | null;
	readonly idLast4: string;
	readonly phoneLast4: string;
	readonly employer: string;
	readonly lines: readonly RecordLineView[];
};

/** The person's own lifelong record: what applications are prefilled from and written back to. */
export const getMyRecord = async (ctx: Context): Promise<MyRecord> => {
	const { actor } = ctx;
	if (!actor) throw new Refused({ kind: 'missing', key: 'not_found' });
	const { read } = ctx.store;
	const [person, lines] = await Promise.all([
		read.people.byId(actor.personId),
		read.recordEntries.ofPerson(actor.personId)
	]);
	const employer = person?.employerId
		? await read.organisations.byId(person.employerId)
		: undefined;
	return {
		name: person?.name ?? actor.name,
		sex: person?.sex ?? null,
		bornOn: person?.bornOn ?? null,
		idLast4: person?.idLast4 ?? '',
		phoneLast4: person?.phoneLast4 ?? '',
		employer: employer?.name ?? '',
		lines: lines.map(({ id, section, version, data, verifiedAt }) => ({
			id,
			section,
			version,
			data,
			verifiedAt
		}))
	};
};
