import { z } from 'zod';
import { shanghaiDay } from '#lib/domain/day.ts';
import { isLevel, levelFacts } from '#lib/domain/rules/levels.ts';
import { seriesOf } from '#lib/domain/titles/catalogue.ts';
import { titleSeries } from '#lib/domain/rules/series.ts';
import { dayText, instantText, spanText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { setAccountState } from '#lib/server/usecases/people/disable-account.ts';
import { endGrant } from '#lib/server/usecases/people/grant-role.ts';
import { decideHeldTitle, enterHeldTitle } from '#lib/server/usecases/people/held-titles.ts';
import { readPerson } from '#lib/server/usecases/people/read-person.ts';
import { RECOVERY_HOURS, startRecovery } from '#lib/server/usecases/people/recovery.ts';
import { revealNumber } from '#lib/server/usecases/people/reveal-number.ts';
import { textOf } from '#lib/server/words.ts';
import { getLocale } from '#lib/paraglide/runtime.js';

type Event = { locals: App.Locals; params: { id: string } };

const named = (names: { readonly zh: string; readonly en: string } | undefined, other: string) =>
	names ? (getLocale() === 'en' ? names.en : names.zh) : other;

const dayOrNull = (instant: number | null): string | null =>
	instant === null ? null : dayText(shanghaiDay(instant));

/** A person's record as the desk may see it. */
export const personLoad = loads(async (ctx, { params }: Event) => {
	const person = await readPerson(ctx, params.id);
	return {
		requestId: ctx.newId(),
		today: ctx.today(),
		person: {
			...person,
			account: person.account && {
				...person.account,
				since: dayOrNull(person.account.createdAt) ?? ''
			},
			employments:
				person.employments?.map((one) => ({
					name: one.name,
					span: spanText(one.fromOn, one.toOn)
				})) ?? null,
			titles:
				person.titles?.map((title) => ({
					id: title.id,
					version: title.version,
					printedName: title.printedName,
					series: named(seriesOf(title.series), title.series),
					level: isLevel(title.level) ? named(levelFacts[title.level], title.level) : title.level,
					obtained: dayText(title.obtainedOn),
					issuer: title.issuer,
					number: title.certificateNumber ?? '',
					state: title.state,
					reason: title.reason
				})) ?? null,
			grants: person.grants.map((grant) => ({
				id: grant.id,
				version: grant.version,
				role: textOf(`role_${grant.role}`) ?? grant.role,
				at: grant.scopeName,
				span: spanText(grant.fromOn, grant.toOn),
				basis: grant.basis,
				deputyFor: grant.deputyForName,
				inForce: grant.inForce,
				mayEnd: grant.mayEnd
			}))
		},
		series: titleSeries.map((series) => ({ value: series.slug, label: named(series, series.slug) }))
	};
});

const label = (field: string) =>
	textOf(`account_field_${field}`) ?? textOf(`people_field_${field}`);
const version = z.coerce.number().int();
type ActionEvent = Parameters<ReturnType<typeof submits>>[0] & { params: { id?: string } };
const personOf = (event: ActionEvent): string => event.params.id ?? '';

export const personActions = {
	/** The number is in this answer only; it is kept nowhere, and the log has the reason. */
	reveal: submits(
		z.object({ which: z.enum(['id', 'phone']), reason: z.string().max(200).default('') }),
		async (ctx, data, event: ActionEvent) => ({
			done: {
				revealed: {
					which: data.which,
					number: await revealNumber(ctx, { ...data, personId: personOf(event) })
				}
			}
		}),
		{ form: 'reveal', label }
	),
	recover: submits(
		z.object({ reason: z.string().max(200).default('') }),
		async (ctx, { reason }, event: ActionEvent) => {
			const link = await startRecovery(ctx, { personId: personOf(event), reason });
			return {
				done: {
					link: {
						href: `${event.url.origin}/recover/${link.token}`,
						until: instantText(link.expiresAt),
						hours: RECOVERY_HOURS
					}
				}
			};
		},
		{ form: 'recover', label }
	),
	account: submits(
		z.object({
			state: z.enum(['active', 'disabled']),
			version,
			reason: z.string().max(200).default('')
		}),
		async (ctx, data, event: ActionEvent) => {
			await setAccountState(ctx, { ...data, personId: personOf(event) });
			return { to: event.url.pathname };
		},
		{ form: 'account', label }
	),
	endGrant: submits(
		z.object({
			id: z.string().max(64),
			version,
			toOn: z.string().max(10),
			basis: z.string().max(200).default('')
		}),
		async (ctx, data, event: ActionEvent) => {
			await endGrant(ctx, data);
			return { to: event.url.pathname };
		},
		{ form: 'endGrant', label }
	),
	enterTitle: submits(
		z.object({
			printedName: z.string().trim().min(1).max(40),
			series: z.string().max(40).default(''),
			obtainedOn: z.string().max(10),
			issuer: z.string().trim().min(1).max(80),
			certificateNumber: z.string().max(60).default('')
		}),
		async (ctx, data, event: ActionEvent) => {
			await enterHeldTitle(ctx, { ...data, specialty: '', personId: personOf(event) });
			return { to: event.url.pathname };
		},
		{ form: 'enterTitle', label }
	),
	decideTitle: submits(
		z.object({
			id: z.string().max(64),
			version,
			decision: z.enum(['verified', 'refused']),
			reason: z.string().max(500).default('')
		}),
		async (ctx, data, event: ActionEvent) => {
			await decideHeldTitle(ctx, data);
			return { to: event.url.pathname };
		},
		{ form: 'decideTitle', label }
	)
};
