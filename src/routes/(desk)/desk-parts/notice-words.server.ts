/** An employer's notice in words, as it is shown, printed and previewed. Always in the words of a document. */
import { addDays, type Day } from '#lib/domain/day.ts';
import * as m from '#lib/paraglide/messages.js';
import type { EmployerNoticeBody } from '#lib/server/usecases/notices/employer-notice.ts';
import type { NoticeView } from '#lib/server/usecases/notices/list-notices.ts';
import type { NoticeDraft } from '#lib/server/usecases/notices/post-notice.ts';
import { optionLabel } from '../me/words.server.ts';
import { voidedText } from '#lib/server/words.ts';
import { noticeClock } from './case-words.server.ts';
import { dayText, fieldOfWork, levelName, wordOf } from './desk-words.server.ts';

const month = (text: string): string => {
	const [year, number] = text.split('-');
	return year && number ? m.office_month({ year, month: Number(number) }) : text;
};

const span = (from: string, to: string): string =>
	m.office_span({ from: month(from), to: to ? month(to) : m.office_until_now() });

/** 08928822334 as people dial it: 0892-8822334. */
const phoneText = (phone: string): string =>
	phone.replace(/^(010|02\d|0[3-9]\d{2})(?=\d{7,8})/, '$1-');

const bodyWords = (body: EmployerNoticeBody) => ({
	facts: [
		{ label: m.office_notice_name(), value: body.name },
		...(body.sex ? [{ label: m.office_fact_sex(), value: wordOf(`me_sex_${body.sex}`) }] : []),
		{ label: m.office_fact_employer(), value: body.employer },
		...(body.post ? [{ label: m.office_notice_post(), value: body.post }] : []),
		{
			label: m.office_notice_present(),
			value: body.presentTitle
				? [body.presentTitle, body.presentTitleOn && dayText(body.presentTitleOn)]
						.filter(Boolean)
						.join(m.ui_comma())
				: m.office_no_title()
		},
		{
			label: m.office_notice_applied(),
			value: [fieldOfWork(body.series, body.specialty), levelName(body.level), body.title].join(
				m.ui_comma()
			)
		},
		{ label: m.office_fact_track(), value: wordOf(`office_track_${body.track}`) }
	],
	achievements: body.achievements.map((one) => ({
		name: one.name,
		line: [span(one.from, one.to), optionLabel('work_role', one.role)].join(m.ui_comma()),
		text: one.result
	})),
	works: body.works.map((one) =>
		[optionLabel('work_kind', one.kind), one.title, month(one.on)]
			.filter(Boolean)
			.join(m.ui_comma())
	),
	contact: [
		{ label: m.office_notice_material(), value: body.contact.material },
		{ label: m.office_notice_department(), value: body.contact.department },
		{ label: m.office_notice_phone(), value: phoneText(body.contact.phone) },
		...(body.contact.address
			? [{ label: m.office_notice_address(), value: body.contact.address }]
			: []),
		{ label: m.office_notice_supervision(), value: phoneText(body.contact.supervisionPhone) }
	],
	rule: m.office_notice_rule()
});

const daysOf = (counted: readonly Day[], endOn: Day, today: Day) => {
	const days = [];
	for (let day = counted[0] ?? endOn; day <= endOn; day = addDays(day, 1))
		days.push({
			day,
			kind: !counted.includes(day)
				? ('rest' as const)
				: day < today
					? ('past' as const)
					: day === today
						? ('today' as const)
						: ('ahead' as const)
		});
	return days;
};

/** A notice that is not posted yet. */
export const noticeWords = (draft: NoticeDraft, today: Day) => ({
	...bodyWords(draft.body),
	title: draft.title,
	organisation: draft.body.employer,
	postedOn: dayText(draft.body.postedOn),
	state: 'draft' as const,
	stateText: '',
	lead: m.office_notice_lead({ name: draft.body.name, days: draft.body.workingDays }),
	clock:
		draft.period.endOn === null
			? null
			: noticeClock({
					state: 'running',
					endOn: draft.period.endOn,
					daysLeft: draft.period.counted.length,
					days: daysOf(draft.period.counted, draft.period.endOn, today)
				})
});

/** A notice on the board. */
export const postedWords = (notice: NoticeView) => ({
	...bodyWords(notice.body),
	title: notice.title,
	organisation: notice.organisation,
	postedOn: dayText(notice.body.postedOn),
	state: notice.state,
	stateText: notice.voidedReason
		? m.office_notice_voided({ reason: voidedText(notice.voidedReason) })
		: wordOf(`office_notice_${notice.state}`),
	lead: m.office_notice_lead({ name: notice.body.name, days: notice.body.workingDays }),
	clock: noticeClock(notice)
});

export type NoticeWords = ReturnType<typeof noticeWords> | ReturnType<typeof postedWords>;
