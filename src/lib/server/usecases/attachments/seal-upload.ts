import { Refused, type Refusal } from '#lib/domain/refusal.ts';
import { inspect, nameAs } from '#lib/domain/titles/attachment.ts';
import { logged, update, type Change, type Context, type Row } from '../ports.ts';
import { contentChanged } from '../applications/open-own.ts';
import { dropped } from './drop-file.ts';
import { openUpload, type OpenAttachment } from './open-attachment.ts';

/** Other saves of the same case may come between; then the state is looked at again. */
const ATTEMPTS = 4;

/** After a return or a correction the material is under notice or check: then changes of it are acts. */
const entryFor = (
	ctx: Context,
	{ application }: OpenAttachment,
	attachment: Row<'attachments'>
): readonly Change[] =>
	application.state === 'draft'
		? []
		: [
				logged(ctx, {
					action: 'attachment.store',
					objectKind: 'case',
					objectId: application.id,
					subjectId: application.personId,
					detail: {
						number: application.number,
						attachment: attachment.id,
						slot: attachment.slot,
						sha256: attachment.sha256
					}
				})
			];

/**
 * Closes an upload: looks at the content, hashes it, and only then counts it in. What is not one of the three
 * types, or acts on its own, is thrown away. `sha256`, where the sender could make one, must agree. Asked twice, the
 * second finds it stored already, or its row moved on.
 */
export const sealUpload = async (
	ctx: Context,
	id: string,
	sha256: string | null = null
): Promise<Row<'attachments'>> => {
	const { attachment } = await openUpload(ctx, id);
	const bytes = await ctx.files.head(id, attachment.size + 1);
	if (bytes.byteLength !== attachment.size)
		throw new Refused({
			kind: 'malformed',
			key: 'upload_incomplete',
			facts: { received: bytes.byteLength, size: attachment.size }
		});
	const found = inspect(bytes);
	const reject = async (refusal: Refusal): Promise<never> => {
		await ctx.store.commit(dropped(ctx, attachment));
		throw new Refused(refusal);
	};
	if (typeof found !== 'string') return reject(found);
	const stored = await ctx.files.seal(id);
	if (sha256 !== null && sha256.toLowerCase() !== stored.sha256)
		return reject({ kind: 'malformed', key: 'upload_differs' });
	return countIn(ctx, id, {
		state: 'stored',
		mime: found,
		name: nameAs(attachment.name, found),
		received: stored.size,
		sha256: stored.sha256
	});
};

const countIn = async (
	ctx: Context,
	id: string,
	set: Partial<Row<'attachments'>>
): Promise<Row<'attachments'>> => {
	for (let attempt = 1; ; attempt += 1) {
		const opened = await openUpload(ctx, id);
		const after = { ...opened.attachment, ...set, version: opened.attachment.version + 1 };
		try {
			await ctx.store.commit([
				// The case must not be handed in between the look at its state and this commit.
				contentChanged(ctx, opened),
				update('attachments', opened.attachment, set),
				...entryFor(ctx, opened, after)
			]);
			return after;
		} catch (cause) {
			const moved = cause instanceof Refused && cause.refusal.kind === 'stale';
			if (!moved || attempt >= ATTEMPTS) throw cause;
		}
	}
};
