import { isDay } from '#lib/domain/day.ts';
import { Refused, rule } from '#lib/domain/refusal.ts';
import { isLevel } from '#lib/domain/rules/levels.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import { ladderOf, titleName } from '#lib/domain/titles/catalogue.ts';
import { commit } from '../commit.ts';
import { insert, logged, type Context } from '../ports.ts';

export type EnteredTitle = {
	readonly series: string;
	readonly ladder: string;
	readonly specialty: string | null;
	readonly level: string;
	/** As printed on the certificate; the catalogue's own name when left empty. */
	readonly printedName: string;
	readonly obtainedOn: string;
	readonly issuer: string;
	readonly certificateNumber: string;
};

const malformed = (key: string, field: string): Refused =>
	new Refused({ kind: 'malformed', key, field });

/**
 * A title earned before the portal, entered by its holder. It counts as entered until an office has looked at
 * the certificate; the same certificate number is not entered twice.
 */
export const enterTitle = async (ctx: Context, input: EnteredTitle): Promise<string> => {
	const { actor } = ctx;
	if (!actor) throw new Refused({ kind: 'missing', key: 'not_found' });
	if (!ladderOf(input.series, input.ladder))
		throw new Refused({ ...rule('series_unknown'), field: 'series' });
	const { level } = input;
	const name = isLevel(level) ? titleName(input.series, input.ladder, level) : undefined;
	if (name === undefined) throw new Refused({ ...rule('title_unknown'), field: 'level' });
	if (input.specialty !== null && (input.series !== 'engineering' || !specialtyOf(input.specialty)))
		throw new Refused({ ...rule('specialty_unknown'), field: 'specialty' });
	if (!isDay(input.obtainedOn)) throw malformed('day_needed', 'obtainedOn');
	if (input.obtainedOn > ctx.today()) throw malformed('day_in_future', 'obtainedOn');
	const number = input.certificateNumber.normalize('NFKC').trim();
	const { read } = ctx.store;
	const same =
		number === ''
			? []
			: (await read.heldTitles.byCertificateNumber(number)).filter(
					({ state }) => state !== 'refused'
				);
	if (same.length > 0)
		throw new Refused({ ...rule('certificate_entered'), field: 'certificateNumber' });
	const id = ctx.newId();
	await commit(ctx, [
		insert('heldTitles', {
			id,
			personId: actor.personId,
			series: input.series,
			ladder: input.ladder,
			specialty: input.specialty,
			level,
			printedName: input.printedName.trim() || name,
			obtainedOn: input.obtainedOn,
			issuer: input.issuer.trim(),
			certificateNumber: number === '' ? null : number,
			source: 'entered',
			state: 'entered',
			createdAt: ctx.now()
		}),
		logged(ctx, {
			action: 'title.enter',
			objectKind: 'held_title',
			objectId: id,
			subjectId: actor.personId,
			detail: { series: input.series, level }
		})
	]);
	return id;
};
