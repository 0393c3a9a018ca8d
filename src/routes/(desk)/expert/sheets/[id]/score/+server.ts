import { z } from 'zod';
import { Refused } from '#lib/domain/refusal.ts';
import { serves } from '#lib/server/form.ts';
import { openAssignment } from '#lib/server/usecases/review/open-assignment.ts';
import { saveScore } from '#lib/server/usecases/review/save-score.ts';
import { timeText } from '../../../../me/words.server.ts';
import type { RequestHandler } from './$types';

const body = z.object({
	version: z.number().int().min(1),
	item: z.string().max(20),
	value: z.string().max(3000)
});

/**
 * Saves one number, mark or opinion of the own sheet: `{version, item, value}` in JSON. Durable before it
 * answers `{version, savedAt, value}`; a refusal comes as `{problem}` with its status.
 */
export const POST: RequestHandler = serves(
	async (ctx, { params, request }: Parameters<RequestHandler>[0]) => {
		const read = body.safeParse(await request.json().catch(() => null));
		if (!read.success) {
			// Whose sheet it is comes first: a stranger does not even learn what is wrong with the form.
			await openAssignment(ctx, params.id);
			throw new Refused({ kind: 'malformed', key: 'changed_meanwhile' });
		}
		const saved = await saveScore(ctx, { assignmentId: params.id, ...read.data });
		return Response.json({
			version: saved.version,
			savedAt: timeText(saved.savedAt),
			value: saved.value
		});
	}
);
