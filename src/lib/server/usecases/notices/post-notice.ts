import { Refused, rule } from '#lib/domain/refusal.ts';
import { parseOfficePhone } from '#lib/domain/people/phone.ts';
import { calendarFor, noticePeriod, type Period } from '../calendar.ts';
import { makeMove, type MoveExtras } from '../cases/make-move.ts';
import { openCase } from '../cases/open-case.ts';
import { saidReason, saidText } from '../said.ts';
import { parameterNumber } from '../parameters.ts';
import { insert, type Change, type Context, type Row } from '../ports.ts';
import {
	noticeBody,
	noticeTitle,
	type EmployerNoticeBody,
	type NoticeContact
} from './employer-notice.ts';
import { voidRunningNotice } from './void-notice.ts';

export type NoticeDraft = {
	readonly title: string;
	readonly body: EmployerNoticeBody;
	readonly startOn: string;
	readonly period: Period;
};

const officePhone = (text: string, field: string): string => {
	const parsed = parseOfficePhone(text);
	if ('refusal' in parsed) throw new Refused({ ...parsed.refusal, field });
	// A mobile number is somebody's own: notices name offices.
	if (/^1\d{10}$/.test(parsed.phone))
		throw new Refused({ kind: 'rule', key: 'notice_phone_personal', field });
	return parsed.phone;
};

/** What the officer typed, checked: an office with its telephones, and where the full material lies. */
export const checkContact = (contact: NoticeContact): NoticeContact => ({
	department: saidText(contact.department, 'department', 'notice_contact_needed'),
	phone: officePhone(contact.phone, 'phone'),
	address: contact.address.trim(),
	material: saidText(contact.material, 'material', 'notice_material_needed'),
	supervisionPhone: officePhone(contact.supervisionPhone, 'supervisionPhone')
});

/** The notice of a case as it would be posted now. */
export const draftNotice = async (
	ctx: Context,
	application: Row<'applications'>,
	contact: NoticeContact
): Promise<NoticeDraft> => {
	const { read } = ctx.store;
	const [person, entries, calendar, workingDays] = await Promise.all([
		read.people.byId(application.personId),
		read.applications.entries(application.id),
		calendarFor(ctx),
		parameterNumber(ctx, 'notice.employer.workingDays')
	]);
	if (!person) throw new Error(`case ${application.id} without its person`);
	const body = noticeBody(application, person, entries, {
		contact,
		workingDays,
		today: ctx.today()
	});
	return {
		title: noticeTitle(body),
		body,
		startOn: ctx.today(),
		period: await noticePeriod(ctx, calendar, 'employer')
	};
};

/** What must be compared with its original before the notice: every entry and every file that was handed in. */
export const itemsToCompare = async (
	ctx: Context,
	applicationId: string
): Promise<readonly string[]> => {
	const [entries, attachments] = await Promise.all([
		ctx.store.read.applications.entries(applicationId),
		ctx.store.read.attachments.ofApplication(applicationId)
	]);
	return [
		...entries.filter(({ section }) => section !== 'pledge').map(({ id }) => id),
		...attachments.filter(({ state }) => state === 'stored').map(({ id }) => id)
	];
};

/** Refuses while something that was handed in has not been compared with its original. */
export const checkCompared = async (
	ctx: Context,
	applicationId: string,
	compared: readonly string[]
): Promise<void> => {
	const items = await itemsToCompare(ctx, applicationId);
	const open = items.filter((id) => !compared.includes(id)).length;
	if (open > 0)
		throw new Refused(rule('originals_not_compared', { count: open }, 'employerLiability'));
};

const row = (
	ctx: Context,
	application: Row<'applications'>,
	{ title, body, startOn, period }: NoticeDraft
): { readonly id: string; readonly change: Change } => {
	if (period.endOn === null)
		throw new Refused(rule('calendar_unconfirmed', { year: period.unconfirmedYear }));
	const id = ctx.newId();
	return {
		id,
		change: insert('notices', {
			id,
			kind: 'employer',
			applicationId: application.id,
			organisationId: application.employerId,
			title,
			body,
			startOn,
			endOn: period.endOn,
			counted: period.counted,
			state: 'running',
			createdAt: ctx.now()
		})
	};
};

const posted = async (
	ctx: Context,
	application: Row<'applications'>,
	contact: NoticeContact,
	detail: Readonly<Record<string, unknown>>,
	before: readonly Change[] = []
): Promise<MoveExtras> => {
	const draft = await draftNotice(ctx, application, contact);
	// The move's own need refuses a year without a confirmed calendar, with its reason.
	if (draft.period.endOn === null)
		return { facts: { unconfirmedYear: draft.period.unconfirmedYear } };
	const { id, change } = row(ctx, application, draft);
	return {
		changes: [...before, change],
		dueOn: draft.period.endOn,
		facts: { unconfirmedYear: null },
		detail: { notice: id, until: draft.period.endOn, ...detail }
	};
};

/** Posts an employer's notice again, with the content and for the full period of today. */
export const postedAnew = (
	ctx: Context,
	application: Row<'applications'>,
	contact: NoticeContact
): Promise<MoveExtras> => posted(ctx, application, contact, {});

export type NoticeInput = {
	readonly id: string;
	readonly version: number;
	readonly contact: NoticeContact;
};

/**
 * Posts the employer's notice (Order 40 art. 16, ≥ 5 working days) once every item has been compared with its
 * original. The end is counted by the calendar, never typed; the clock ends it at 24:00 of that day.
 */
export const postNotice = async (
	ctx: Context,
	input: NoticeInput & {
		/** Ids of the entries and files that the officer ticked as compared with the original. */
		readonly compared: readonly string[];
		readonly opinion: string;
	}
): Promise<Row<'applications'>> => {
	const contact = checkContact(input.contact);
	const { parties } = await openCase(ctx, input.id);
	if (parties.has('employer')) await checkCompared(ctx, input.id, input.compared);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'post_notice',
		extras: ({ application }) =>
			posted(ctx, application, contact, {
				compared: input.compared.length,
				...(input.opinion.trim() && { opinion: input.opinion.trim() })
			})
	});
};

/**
 * A posted notice is never edited: it is voided with the reason, and a new one starts its own clock with the
 * content of the day.
 */
export const restartNotice = async (
	ctx: Context,
	input: NoticeInput & { readonly reason: string }
): Promise<Row<'applications'>> => {
	const contact = checkContact(input.contact);
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'restart_notice',
		extras: async ({ application }) =>
			posted(
				ctx,
				application,
				contact,
				{ reason },
				await voidRunningNotice(ctx, application, reason)
			)
	});
};
