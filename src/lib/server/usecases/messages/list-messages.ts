import { Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';

export const messagesPerPage = 20;

export type MessagePage = {
	readonly messages: readonly Row<'messages'>[];
	readonly page: number;
	/** Whether there is another page after this one. */
	readonly more: boolean;
	readonly unread: number;
};

const signedIn = (ctx: Context): string => {
	if (!ctx.actor) throw new Refused({ kind: 'forbidden', key: 'sign_in_first' });
	return ctx.actor.personId;
};

/** The person's own messages, newest first, whatever hat they wear. The first page is 1. */
export const listMessages = async (ctx: Context, page: number): Promise<MessagePage> => {
	const personId = signedIn(ctx);
	const number = Number.isSafeInteger(page) && page > 0 ? page : 1;
	const { read } = ctx.store;
	const [messages, following, unread] = await Promise.all([
		read.messages.ofPerson(personId, { size: messagesPerPage, number }),
		read.messages.ofPerson(personId, { size: 1, number: number * messagesPerPage + 1 }),
		read.messages.unreadCount(personId)
	]);
	return { messages, page: number, more: following.length > 0, unread };
};
