import { isDay } from '#lib/domain/day.ts';
import { missing, Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import { titlesNamed, type CatalogueTitle } from '#lib/domain/titles/catalogue.ts';
import { commit } from '../commit.ts';
import { insert, logged, tell, update, type Context } from '../ports.ts';
import { openPerson } from './open-person.ts';

export type EnteredTitle = {
	readonly personId: string;
	/** As printed on the certificate: 助理工程师. */
	readonly printedName: string;
	/** Needed only where several series have a title of this name (馆员); '' else. */
	readonly series: string;
	readonly specialty: string;
	readonly obtainedOn: string;
	readonly issuer: string;
	readonly certificateNumber: string;
};

/** The one title of the catalogue that is meant, or why that cannot be said. */
const titleMeant = (
	printedName: string,
	series: string
): { readonly title: CatalogueTitle } | { readonly refusal: Refusal } => {
	const named = titlesNamed(printedName);
	const found = series === '' ? named : named.filter((title) => title.series === series);
	const [title, ...others] = found;
	if (!title)
		return {
			refusal: { ...rule('title_not_in_catalogue', { name: printedName }), field: 'printedName' }
		};
	// Several ladders of one series may share a name; the first stands for them.
	return others.some((other) => other.series !== title.series || other.level !== title.level)
		? { refusal: { kind: 'malformed', key: 'choose_series_of_title', field: 'series' } }
		: { title };
};

/**
 * A title earned before the portal is entered, by the person or by who looks after their record. It counts
 * once the county or the city has verified it.
 */
export const enterHeldTitle = async (ctx: Context, input: EnteredTitle): Promise<string> => {
	const { person } = await openPerson(ctx, input.personId, 'enterTitle');
	const printedName = input.printedName.normalize('NFC').trim();
	if (printedName === '')
		throw new Refused({ kind: 'malformed', key: 'printed_name_needed', field: 'printedName' });
	const meant = titleMeant(printedName, input.series);
	if ('refusal' in meant) throw new Refused(meant.refusal);
	if (!isDay(input.obtainedOn))
		throw new Refused({ kind: 'malformed', key: 'day_needed', field: 'obtainedOn' });
	if (input.obtainedOn > ctx.today())
		throw new Refused({ ...rule('day_not_come_yet'), field: 'obtainedOn' });
	const issuer = input.issuer.trim();
	if (issuer === '')
		throw new Refused({ kind: 'malformed', key: 'issuer_needed', field: 'issuer' });
	const certificateNumber = input.certificateNumber.normalize('NFKC').replace(/\s+/gu, '') || null;
	const held = await ctx.store.read.heldTitles.ofPerson(person.id);
	const same = held.some(
		(title) =>
			title.state !== 'refused' &&
			((certificateNumber !== null && title.certificateNumber === certificateNumber) ||
				(title.printedName === printedName && title.obtainedOn === input.obtainedOn))
	);
	if (same) throw new Refused({ ...rule('title_already_entered'), field: 'printedName' });
	const id = ctx.newId();
	const { series, ladder, level } = meant.title;
	await commit(ctx, [
		insert('heldTitles', {
			id,
			personId: person.id,
			series,
			ladder,
			specialty: input.specialty === '' ? null : input.specialty,
			level,
			printedName,
			obtainedOn: input.obtainedOn,
			issuer,
			certificateNumber,
			source: 'entered',
			state: 'entered',
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'title.enter',
			objectKind: 'held_title',
			objectId: id,
			subjectId: person.id,
			detail: { printedName, series, level, obtainedOn: input.obtainedOn, certificateNumber }
		})
	]);
	return id;
};

/**
 * The county or the city says whether an entered title is genuine, after looking at the certificate. Nobody
 * decides their own. A refusal needs a reason, which the person gets.
 */
export const decideHeldTitle = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly decision: 'verified' | 'refused';
		readonly reason: string;
	}
): Promise<void> => {
	const title = await ctx.store.read.heldTitles.byId(input.id);
	if (!title) throw new Refused(missing);
	const { person } = await openPerson(ctx, title.personId, 'decideTitle');
	if (title.version !== input.version) throw new Refused({ kind: 'stale', key: 'stale' });
	if (title.state !== 'entered') throw new Refused({ kind: 'stale', key: 'title_already_decided' });
	const reason = input.reason.trim();
	if (input.decision === 'refused' && reason === '')
		throw new Refused({ kind: 'malformed', key: 'reason_needed', field: 'reason' });
	await commit(ctx, [
		update('heldTitles', title, {
			state: input.decision,
			decidedBy: ctx.actor?.personId ?? null,
			decidedAt: ctx.now(),
			reason: reason === '' ? null : reason
		}),
		logged(ctx, {
			action: input.decision === 'verified' ? 'title.verify' : 'title.refuse',
			objectKind: 'held_title',
			objectId: title.id,
			subjectId: person.id,
			detail: { printedName: title.printedName, number: title.certificateNumber, reason }
		}),
		tell(ctx, `title.${input.decision}`, [{ personId: person.id }], {
			facts: { title: title.printedName, reason },
			href: '/me/certificates'
		})
	]);
};
