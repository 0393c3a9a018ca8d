import { loads } from '#lib/server/form.ts';
import { messageText } from '#lib/server/message-words.ts';
import { listMyMatters, type Matter } from '#lib/server/usecases/applications/list-my-matters.ts';
import * as m from '#lib/paraglide/messages.js';
import { fieldOfWork, instantText, leftText, stateTag, untilText } from './words.server.ts';
import type { PageServerLoad } from './$types';

const labelOf = (matter: Matter): string =>
	m.me_matter({
		year: matter.year,
		field: fieldOfWork(matter.series, matter.specialty),
		title: matter.titleName
	});

/** The one thing that is most urgently the person's own turn. */
const turnOf = (matter: Matter) => ({
	title:
		matter.state === 'correction_requested'
			? m.me_turn_correction({ count: matter.openDefects })
			: m.me_turn_returned({ count: matter.openDefects }),
	what: m.me_turn_what({
		matter: labelOf(matter),
		number: matter.number,
		office: matter.returnedBy,
		at: instantText(matter.stateSince)
	}),
	until: matter.deadline && {
		left: leftText(matter.deadline.leftMs),
		at: untilText(matter.deadline.at),
		days: matter.deadline.workingDays
	},
	href: `/me/applications/${matter.id}/changes`
});

const rowOf = (matter: Matter) => {
	const draft = matter.state === 'draft';
	const mine = draft || matter.openDefects > 0;
	return {
		label: labelOf(matter),
		href: `/me/applications/${matter.id}${draft ? '' : mine ? '/changes' : '/progress'}`,
		hint: draft
			? m.me_draft_saved({ at: instantText(matter.savedAt) })
			: m.me_number_since({ number: matter.number, at: instantText(matter.stateSince) }),
		...stateTag(matter.state),
		...(draft && {
			act: { href: `/me/applications/${matter.id}`, label: m.me_go_on_writing() }
		}),
		...(matter.deadline !== null &&
			!draft && {
				note: byText(untilText(matter.deadline.at), matter.deadline.workingDays)
			})
	};
};

/** Until when a matter waits for somebody, and how long that is or how long it is past. */
const byText = (until: string, days: number): string =>
	days < 0 ? m.me_by_late({ until, days: -days }) : m.me_by({ until, days });

export const load = loads(async (ctx, _event: Parameters<PageServerLoad>[0]) => {
	const mine = await listMyMatters(ctx);
	const [first] = mine.turn;
	const urgent = first && first.state !== 'draft' ? first : null;
	const toConfirm = mine.turn.find(({ toConfirm }) => toConfirm) ?? null;
	return {
		over: [mine.employer, mine.title].filter(Boolean).join(m.ui_comma()),
		urgent: urgent && turnOf(urgent),
		toConfirm: toConfirm && {
			label: labelOf(toConfirm),
			href: `/me/applications/${toConfirm.id}`
		},
		running: [...mine.turn.filter((matter) => matter !== urgent), ...mine.running].map(rowOf),
		ended: mine.ended.map(rowOf),
		assisted: mine.assisted.map((matter) => ({
			...rowOf(matter),
			label: m.me_assist_matter({ name: matter.personName, matter: labelOf(matter) })
		})),
		batches: mine.batches.map((batch) => ({
			id: batch.id,
			name: batch.name,
			until: untilText(batch.closesAt)
		})),
		hours: mine.hours && {
			...mine.hours,
			parts: [
				{ label: m.me_hours_general(), value: Number(mine.hours.general) },
				{ label: m.me_hours_professional(), value: Number(mine.hours.professional) }
			]
		},
		messages: mine.messages.map((message) => ({
			id: message.id,
			text: messageText(message.event, message.facts),
			href: message.href || '/me/messages',
			unread: message.readAt === null,
			at: instantText(message.createdAt)
		}))
	};
}) satisfies PageServerLoad;
