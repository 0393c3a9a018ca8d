/**
 * The outbox's first reader: what a deed told becomes messages for the people behind the parties, once for
 * each. Later channels (SMS, mail) read the same rows; the inbox always has its copy.
 */
import { partiesOf, type Actor, type CaseRelations, type Role } from '#lib/domain/access.ts';
import type { CaseParty } from '#lib/domain/titles/application-workflow.ts';
import { isParty, rolesBehind } from '../usecases/messages/where-to.ts';
import { insert, type Change, type Context, type Row } from '../usecases/ports.ts';

/** Somebody seen through one grant, as far as `partiesOf` looks. */
const wearing = (grant: Row<'grants'>, place: string): Actor => {
	const hat = {
		grantId: grant.id,
		role: grant.role as Role,
		scopeId: grant.scopeId,
		scopeName: '',
		place,
		deputyFor: grant.deputyFor
	};
	return { personId: grant.personId, accountId: '', sessionId: '', name: '', hat, hats: [hat] };
};

/** Holders of open grants (deputies among them) who are this party to the case today. */
const officersBehind = async (
	ctx: Context,
	party: CaseParty,
	relations: CaseRelations
): Promise<readonly string[]> => {
	const holders = (
		await Promise.all(
			rolesBehind[party].map((role) => ctx.store.read.grants.holders(role, ctx.today()))
		)
	).flat();
	return holders
		.filter(({ grant, organisationPlace, committeePlace }) =>
			partiesOf(wearing(grant, organisationPlace ?? committeePlace ?? ''), relations).has(party)
		)
		.map(({ grant }) => grant.personId);
};

const peopleBehind = async (
	ctx: Context,
	party: string,
	relations: CaseRelations
): Promise<readonly string[]> => {
	if (!isParty(party)) throw new Error(`no party ${party}`);
	const spared = (people: readonly string[]) =>
		people.filter((id) => id !== relations.personId && !relations.recused.includes(id));
	switch (party) {
		case 'applicant':
			return [relations.personId];
		case 'assistant':
			return relations.assistedBy === null ? [] : [relations.assistedBy];
		case 'expert':
			return spared(relations.experts);
		case 'chair':
			return spared(relations.chairs);
		default:
			return officersBehind(ctx, party, relations);
	}
};

/** Who is told, each once, with what they are to the case (the first that fits, in the order told). */
export const recipientsOf = async (
	ctx: Context,
	row: Pick<Row<'outbox'>, 'to' | 'caseId'>
): Promise<ReadonlyMap<string, string>> => {
	const held = row.caseId ? await ctx.store.read.applications.relations(row.caseId) : undefined;
	// A desk hears that a case was taken back from it, though it sees nothing of the draft.
	const relations: CaseRelations | undefined =
		held?.state === 'draft' ? { ...held, state: 'submitted' } : held;
	const found = new Map<string, string>();
	for (const { party, personId } of row.to) {
		if (personId !== undefined) {
			if (!found.has(personId)) found.set(personId, 'person');
		} else if (party !== undefined) {
			if (!relations) throw new Error(`party ${party} told without a case`);
			for (const id of await peopleBehind(ctx, party, relations))
				if (!found.has(id)) found.set(id, party);
		}
	}
	return found;
};

/** Turns one row into messages, in one commit with its end. */
export const deliver = async (ctx: Context, row: Row<'outbox'>, settled: Change): Promise<void> => {
	const recipients = await recipientsOf(ctx, row);
	await ctx.store.commit([
		...[...recipients].map(([personId, party]) =>
			insert('messages', {
				id: ctx.newId(),
				personId,
				outboxId: row.id,
				event: row.event,
				caseId: row.caseId,
				facts: { ...row.facts, party },
				href: row.href,
				createdAt: row.createdAt
			})
		),
		settled
	]);
};
