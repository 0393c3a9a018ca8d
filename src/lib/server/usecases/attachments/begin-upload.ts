import { Refused, rule, type Refusal } from '#lib/domain/refusal.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { materialsFor } from '#lib/domain/rules/materials.ts';
import {
	applicationLimit,
	attachmentLimit,
	cleanName,
	tooLarge
} from '#lib/domain/titles/attachment.ts';
import { commit } from '../commit.ts';
import { insert, type Context, type Row } from '../ports.ts';
import { openMaterials } from './open-attachment.ts';

export type UploadRequest = {
	readonly applicationId: string;
	/** Key of a material slot. */
	readonly slot: string;
	/** The name that the file had; shown, never a path. */
	readonly name: string;
	/** Bytes to come. */
	readonly size: number;
};

/** Uploads that were begun and left lying do not take a place away. */
const STALE_MS = 86_400_000;

const refusesUpload = (
	application: Row<'applications'>,
	held: readonly Row<'attachments'>[],
	{ slot, size }: UploadRequest,
	now: number
): Refusal | undefined => {
	const material = materialsFor(
		application.series,
		application.level as Level,
		application.track
	).find((one) => one.slot.key === slot);
	if (!material) return { kind: 'missing', key: 'material_unknown' };
	if (!Number.isSafeInteger(size) || size < 1)
		return { kind: 'malformed', key: 'attachment_empty' };
	if (size > attachmentLimit) return tooLarge(size);
	const counted = held.filter(
		({ state, createdAt }) => state === 'stored' || now - createdAt < STALE_MS
	);
	if (counted.filter((one) => one.slot === slot).length >= material.slot.maxFiles)
		return rule('attachments_too_many', { max: material.slot.maxFiles });
	const total = counted.reduce((sum, one) => sum + one.size, 0);
	return total + size > applicationLimit
		? rule('attachments_too_large', { max: applicationLimit / 1_048_576 })
		: undefined;
};

/** Begins an upload; answers its id. Nothing can be opened before it is whole and has been looked at. */
export const beginUpload = async (ctx: Context, request: UploadRequest): Promise<string> => {
	const { application } = await openMaterials(ctx, request.applicationId);
	const held = await ctx.store.read.attachments.ofApplication(application.id);
	const refusal = refusesUpload(application, held, request, ctx.realNow());
	if (refusal) throw new Refused(refusal);
	const id = ctx.newId();
	await commit(ctx, [
		insert('attachments', {
			id,
			applicationId: application.id,
			slot: request.slot,
			name: cleanName(request.name),
			size: request.size,
			state: 'receiving',
			uploadedBy: ctx.actor?.personId ?? '',
			createdAt: ctx.realNow()
		})
	]);
	return id;
};
