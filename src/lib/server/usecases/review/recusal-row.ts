import type { DeclarableKind, RecusalSource } from '#lib/domain/review/recusal.ts';
import { insert, type Change, type Context, type Row } from '../ports.ts';

/** A recusal as it is recorded, in force from now on. Without `every` it is for this case alone. */
export const recusalRow = (
	ctx: Context,
	application: Pick<Row<'applications'>, 'id' | 'personId'>,
	what: {
		readonly personId: string;
		readonly kind: DeclarableKind;
		readonly source: Exclude<RecusalSource, 'rule'>;
		readonly said: string;
		readonly every?: boolean;
	}
): Change =>
	insert('recusals', {
		id: ctx.newId(),
		personId: what.personId,
		applicationId: what.every === true ? null : application.id,
		applicantId: application.personId,
		kind: what.kind,
		source: what.source,
		said: what.said,
		createdBy: ctx.actor?.personId ?? null,
		createdAt: ctx.now()
	});
