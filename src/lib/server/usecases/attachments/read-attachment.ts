import { seesCase } from '#lib/domain/access.ts';
import { canonicalJson } from '#lib/domain/json.ts';
import { missing, Refused } from '#lib/domain/refusal.ts';
import type { Context, Row } from '../ports.ts';
import { openForReading } from './open-attachment.ts';

/** A link lasts as long as it takes to follow it; a download that has begun goes on. */
const LINK_MS = 2 * 60_000;

/** What a link says; signed, so that the server of contents needs no session and no cookie. */
export type ContentClaim = { readonly id: string; readonly until: number };

const encode = (text: string): string => Buffer.from(text, 'utf8').toString('base64url');

/**
 * A short-lived token for one attachment, for those who see the content of its case. While a draft is
 * written only the applicant and whoever fills it in for them do; a removed file only where a desk saw it.
 */
export const readAttachment = async (
	ctx: Context,
	id: string
): Promise<{ readonly attachment: Row<'attachments'>; readonly token: string }> => {
	const { attachment, parties, application } = await openForReading(ctx, id);
	const held =
		attachment.state === 'stored' ||
		(attachment.state === 'removed' &&
			attachment.sha256 !== null &&
			application.submittedAt !== null);
	// A copy of the identity card carries the whole number: for those who may see its end, not for a panel.
	const sees = attachment.slot === 'id_copy' ? 'lastFour' : 'content';
	if (!held || !seesCase(parties, sees)) throw new Refused(missing);
	const claim: ContentClaim = { id, until: ctx.realNow() + LINK_MS };
	const text = canonicalJson(claim);
	const { keyId, signature } = ctx.secrets.sign(`content:${text}`);
	return { attachment, token: `${encode(text)}.${keyId}.${signature}` };
};

const claimIn = (text: string): ContentClaim | undefined => {
	try {
		const found = JSON.parse(text) as Partial<ContentClaim> | null;
		return typeof found?.id === 'string' && typeof found.until === 'number'
			? { id: found.id, until: found.until }
			: undefined;
	} catch {
		return undefined;
	}
};

/** The attachment that a token opens. Refuses a forged one as missing, an old one as forbidden. */
export const openContent = async (
	ctx: Pick<Context, 'store' | 'files' | 'secrets' | 'realNow'>,
	token: string
): Promise<{
	readonly attachment: Row<'attachments'>;
	readonly bytes: ReadableStream<Uint8Array>;
}> => {
	const [body = '', keyId = '', signature = ''] = token.split('.');
	const text = Buffer.from(body, 'base64url').toString('utf8');
	const claim = claimIn(text);
	if (!claim || !ctx.secrets.verify(`content:${text}`, keyId, signature))
		throw new Refused(missing);
	if (ctx.realNow() >= claim.until) throw new Refused({ kind: 'forbidden', key: 'link_expired' });
	const attachment = await ctx.store.read.attachments.byId(claim.id);
	if (!attachment || attachment.mime === null) throw new Refused(missing);
	return { attachment, bytes: await ctx.files.open(claim.id) };
};
