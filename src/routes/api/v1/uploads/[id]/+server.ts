import { Refused } from '#lib/domain/refusal.ts';
import { serves } from '#lib/server/form.ts';
import { appendChunk, uploadState } from '#lib/server/usecases/attachments/append-chunk.ts';
import { removeAttachment } from '#lib/server/usecases/attachments/remove-attachment.ts';
import { sealUpload } from '#lib/server/usecases/attachments/seal-upload.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import type { RequestHandler } from './$types';

type Event = Parameters<RequestHandler>[0];

const headersOf = (state: { readonly received: number; readonly size: number }) => ({
	'upload-offset': String(state.received),
	'upload-length': String(state.size),
	'cache-control': 'no-store'
});

const stateOf = async (ctx: Context, id: string): Promise<Response> => {
	const state = await uploadState(ctx, id);
	return Response.json(state, { headers: headersOf(state) });
};

/** The answer to the last piece was lost and the piece came again: it is answered as it was. */
const storedAlready = (cause: unknown): 'stored' => {
	if (cause instanceof Refused && cause.refusal.key === 'attachment_stored') return 'stored';
	throw cause;
};

/** How far the upload has come. HEAD gives the headers alone. */
export const GET: RequestHandler = serves((ctx, { params }: Event) => stateOf(ctx, params.id));

/**
 * The next piece: the bytes as body, `upload-offset` says where they begin. 200 with the state; 409 with it
 * where the offset is not the next. The last piece closes the upload: the file is looked at and counted in.
 * `upload-sha256` with the last piece is compared with what arrived.
 */
export const PUT: RequestHandler = serves(async (ctx, { params, request }: Event) => {
	const offset = Number(request.headers.get('upload-offset') ?? Number.NaN);
	if (!Number.isSafeInteger(offset)) throw new Refused({ kind: 'malformed', key: 'upload_offset' });
	const chunk = new Uint8Array(await request.arrayBuffer());
	const taken = await appendChunk(ctx, params.id, offset, chunk).catch(storedAlready);
	if (taken === 'stored') return stateOf(ctx, params.id);
	const { received, size } = taken;
	const headers = headersOf({ received, size });
	if (received !== offset + chunk.byteLength)
		return Response.json({ state: 'receiving', received, size }, { status: 409, headers });
	if (received < size) return Response.json({ state: 'receiving', received, size }, { headers });
	const { name, mime, sha256 } = await sealUpload(
		ctx,
		params.id,
		request.headers.get('upload-sha256')
	);
	return Response.json({ state: 'stored', received, size, name, mime, sha256 }, { headers });
});

/** Breaks the upload off, or takes the attachment out of the case. */
export const DELETE: RequestHandler = serves(async (ctx, { params }: Event) => {
	await removeAttachment(ctx, params.id);
	return new Response(null, { status: 204 });
});
