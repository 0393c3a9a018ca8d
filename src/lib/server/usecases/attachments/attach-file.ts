import { chunkLimit } from '#lib/domain/titles/attachment.ts';
import type { Context, Row } from '../ports.ts';
import { appendChunk } from './append-chunk.ts';
import { beginUpload } from './begin-upload.ts';
import { sealUpload } from './seal-upload.ts';

/**
 * A whole small file at once: what a form without scripts sends. Answers the attachment. The form's request id goes
 * with the beginning, so that of two posts of one form one file comes.
 */
export const attachFile = async (
	ctx: Context,
	request: {
		readonly applicationId: string;
		readonly slot: string;
		readonly name: string;
		readonly bytes: Uint8Array;
	}
): Promise<Row<'attachments'>> => {
	const { bytes, ...rest } = request;
	const id = await beginUpload(ctx, { ...rest, size: bytes.byteLength });
	// A post that comes twice is answered once; the files themselves need no request id.
	const quiet = { ...ctx, request: null };
	for (let offset = 0; offset < bytes.byteLength; offset += chunkLimit)
		await appendChunk(quiet, id, offset, bytes.subarray(offset, offset + chunkLimit));
	return sealUpload(quiet, id);
};
