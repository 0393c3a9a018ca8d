import { z } from 'zod';
import { Refused } from '#lib/domain/refusal.ts';
import { chunkLimit } from '#lib/domain/titles/attachment.ts';
import { serves } from '#lib/server/form.ts';
import { beginUpload } from '#lib/server/usecases/attachments/begin-upload.ts';
import type { RequestHandler } from './$types';

const Request = z.strictObject({
	applicationId: z.string().max(64),
	slot: z.string().max(64),
	name: z.string().max(1000),
	size: z.number()
});

/** Begins an upload: `{applicationId, slot, name, size}` → 201 `{id, chunk, received}`. */
export const POST: RequestHandler = serves(async (ctx, event: Parameters<RequestHandler>[0]) => {
	const body: unknown = await event.request.json().catch(() => undefined);
	const parsed = Request.safeParse(body);
	if (!parsed.success) throw new Refused({ kind: 'malformed', key: 'upload_request' });
	const id = await beginUpload(ctx, parsed.data);
	return Response.json(
		{ id, chunk: chunkLimit, received: 0 },
		{ status: 201, headers: { location: `/api/v1/uploads/${id}` } }
	);
});
