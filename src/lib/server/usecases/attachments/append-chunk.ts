import { Refused } from '#lib/domain/refusal.ts';
import { chunkLimit } from '#lib/domain/titles/attachment.ts';
import type { Context } from '../ports.ts';
import { openForChange, openUpload } from './open-attachment.ts';

export type UploadState = {
	readonly state: 'receiving' | 'stored';
	/** Bytes that have arrived for good, and bytes that were announced. */
	readonly received: number;
	readonly size: number;
	readonly name: string;
	readonly slot: string;
};

const nothing = new Uint8Array();

/** How far an upload has come, from what really lies on the disk. */
export const uploadState = async (ctx: Context, id: string): Promise<UploadState> => {
	const { attachment } = await openForChange(ctx, id);
	const { size, name, slot } = attachment;
	return attachment.state === 'stored'
		? { state: 'stored', received: size, size, name, slot }
		: { state: 'receiving', received: await ctx.files.append(id, 0, nothing), size, name, slot };
};

/**
 * Takes the next piece of an upload. Answers the bytes now held: where the piece did not fit (an answer was
 * lost, a second tab), nothing is written and the sender goes on from there.
 */
export const appendChunk = async (
	ctx: Context,
	id: string,
	offset: number,
	chunk: Uint8Array
): Promise<{ readonly received: number; readonly size: number }> => {
	const { attachment } = await openUpload(ctx, id);
	if (!Number.isSafeInteger(offset) || offset < 0)
		throw new Refused({ kind: 'malformed', key: 'upload_offset' });
	if (chunk.byteLength > chunkLimit)
		throw new Refused({ kind: 'too_large', key: 'upload_chunk', facts: { max: chunkLimit } });
	if (offset + chunk.byteLength > attachment.size)
		throw new Refused({ kind: 'malformed', key: 'upload_overrun' });
	return {
		received: await ctx.files.append(id, offset, chunk),
		size: attachment.size
	};
};
