import { Refused } from '#lib/domain/refusal.ts';
import { makeMove } from '../cases/make-move.ts';
import { routeAgain } from '../desk/route-again.ts';
import { saidReason, saidText } from '../said.ts';
import { insert, update, type Change, type Context, type Numbered, type Row } from '../ports.ts';

/** The receipt that somebody who objects is given: YY2026-0001. */
export const objectionReceipt = (year: number): Numbered => ({
	counter: `objection:${year}`,
	format: (value) => `YY${year}-${String(value).padStart(4, '0')}`
});

const runningNotice = async (ctx: Context, id: string): Promise<Row<'notices'>> => {
	const notice = (await ctx.store.read.notices.ofApplication(id))
		.filter(({ kind, state }) => kind === 'employer' && state !== 'voided')
		.at(-1);
	if (!notice) throw new Refused({ kind: 'rule', key: 'notice_missing', rule: 'employerNotice' });
	return notice;
};

/**
 * The employer enters an objection that reached it during its notice. The clock runs on; the case waits for
 * the finding. The name and how to reach the person are kept apart from the log.
 */
export const receiveObjection = async (
	ctx: Context,
	input: {
		readonly id: string;
		readonly version: number;
		readonly text: string;
		readonly name: string;
		readonly contact: string;
	}
): Promise<Row<'applications'>> => {
	const text = saidText(input.text, 'text', 'objection_text_needed');
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'receive_objection',
		extras: async ({ application }) => {
			const notice = await runningNotice(ctx, application.id);
			const id = ctx.newId();
			const contact = input.contact.trim();
			return {
				changes: [
					insert('objections', {
						id,
						noticeId: notice.id,
						applicationId: application.id,
						receipt: objectionReceipt(Number(ctx.today().slice(0, 4))),
						name: input.name.trim() || null,
						contactCipher: contact ? ctx.secrets.encrypt(`objection:contact:${id}`, contact) : null,
						text,
						state: 'open',
						createdAt: ctx.now()
					})
				],
				// What was said and by whom stays with the objection, not in the log.
				detail: { objection: id, notice: notice.id, signed: input.name.trim() !== '' }
			};
		}
	});
};

/** The open objections of a case, settled by one finding. */
export const settleObjections = async (
	ctx: Context,
	application: Pick<Row<'applications'>, 'id'>,
	state: 'founded' | 'unfounded',
	finding: string
): Promise<readonly Change[]> =>
	(await ctx.store.read.objections.ofApplication(application.id))
		.filter((objection) => objection.state === 'open')
		.map((objection) => update('objections', objection, { state, finding }));

/** The employer finds an objection unfounded: once the notice has run out, the case is recommended. */
export const dismissObjection = async (
	ctx: Context,
	input: { readonly id: string; readonly version: number; readonly reason: string }
): Promise<Row<'applications'>> => {
	const reason = saidReason(input.reason);
	return makeMove(ctx, {
		id: input.id,
		version: input.version,
		move: 'dismiss_objection',
		extras: async ({ application }) => {
			const { set, facts } = await routeAgain(ctx, application);
			return {
				set,
				facts,
				changes: await settleObjections(ctx, application, 'unfounded', reason),
				detail: { reason }
			};
		}
	});
};
