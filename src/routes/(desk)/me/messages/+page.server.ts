import { z } from 'zod';
import { instantText } from '#lib/server/dates.ts';
import { loads, submits } from '#lib/server/form.ts';
import { messageText } from '#lib/server/message-words.ts';
import { listMessages } from '#lib/server/usecases/messages/list-messages.ts';
import { markAllRead, markRead } from '#lib/server/usecases/messages/mark-read.ts';
import { textOf } from '#lib/server/words.ts';
import type { Actions, PageServerLoad } from './$types';

export const load = loads(async (ctx, { url }: Parameters<PageServerLoad>[0]) => {
	const { messages, page, more, unread } = await listMessages(
		ctx,
		Number(url.searchParams.get('page') ?? 1)
	);
	return {
		page,
		more,
		unread,
		messages: messages.map(({ id, event, facts, readAt, createdAt, href, hat }) => ({
			id,
			text: messageText(event, facts),
			at: instantText(createdAt),
			unread: readAt === null,
			href: hat === null ? href : '',
			otherHat: hat === null ? null : (textOf(`role_${hat}`) ?? hat)
		}))
	};
}) satisfies PageServerLoad;

const one = z.object({ id: z.string().max(64) });

/** Looking at a message marks it: a POST, because a link that is only followed must change nothing. */
export const actions = {
	open: submits(one, async (ctx, { id }, event) => {
		const { href, hat } = await markRead(ctx, id);
		return { to: hat === null && href !== '' ? href : `${event.url.pathname}${event.url.search}` };
	}),
	all: submits(z.object({}), async (ctx) => {
		await markAllRead(ctx);
		return { to: '/me/messages' };
	})
} satisfies Actions;
