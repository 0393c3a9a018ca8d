import { Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { whereTo, type WhereTo } from './where-to.ts';

export const messagesPerPage = 20;

export type MessagePage = {
	readonly messages: readonly (Row<'messages'> & WhereTo)[];
	readonly page: number;
	/** Whether there is another page after this one. */
	readonly more: boolean;
	readonly unread: number;
};

/** The person's own messages, unread first, then newest first, whatever hat they wear. The first page is 1. */
export const listMessages = async (ctx: Context, page: number): Promise<MessagePage> => {
	const { actor } = ctx;
	if (!actor) throw new Refused({ kind: 'forbidden', key: 'sign_in_first' });
	const { personId } = actor;
	const number = Number.isSafeInteger(page) && page > 0 ? page : 1;
	const { read } = ctx.store;
	const [messages, following, unread] = await Promise.all([
		read.messages.inbox(personId, { size: messagesPerPage, number }),
		read.messages.inbox(personId, { size: 1, number: number * messagesPerPage + 1 }),
		read.messages.unreadCount(personId)
	]);
	return {
		messages: messages.map((message) => ({ ...message, ...whereTo(actor, message) })),
		page: number,
		more: following.length > 0,
		unread
	};
};
