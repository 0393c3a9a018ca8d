import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { logged, tell, update, type Change } from '../../usecases/ports.ts';
import type { Deed } from '../schedule.ts';

/**
 * A notice ends at 24:00 of its last day, Shanghai time. The case stays where it is: a person moves it.
 * The employer (or the committee's office) and, for the employer's notice, the applicant are told.
 */
export const endNotice: Deed = async (ctx, payload, settled) => {
	const { read } = ctx.store;
	const notice = await read.notices.byId(String(payload['id']));
	if (!notice) throw new Refused(missing);
	if (notice.state !== 'running' || notice.endOn >= ctx.today())
		throw new Refused(rule('notice_running', { until: notice.endOn }));
	const changes: Change[] = [update('notices', notice, { state: 'ended' })];
	const detail = { kind: notice.kind, startOn: notice.startOn, endOn: notice.endOn };
	if (notice.applicationId !== null) {
		const application = await read.applications.byId(notice.applicationId);
		if (!application) throw new Error(`notice ${notice.id} without its case`);
		changes.push(
			logged(ctx, {
				action: 'notice.end',
				objectKind: 'case',
				objectId: application.id,
				subjectId: application.personId,
				detail: { ...detail, number: application.number, notice: notice.id }
			}),
			tell(ctx, 'notice.end', [{ party: 'employer' }, { party: 'applicant' }], {
				caseId: application.id,
				facts: {
					number: application.number,
					name: application.personName,
					title: application.titleName
				}
			})
		);
	} else {
		const cases = await read.notices.caseIds(notice.id);
		const first = cases[0];
		changes.push(
			logged(ctx, {
				action: 'notice.end',
				objectKind: 'notice',
				objectId: notice.id,
				detail: { ...detail, cases: cases.length }
			}),
			// Any of its cases leads to the office that published it.
			...(first
				? [
						tell(ctx, 'notice.end_result', [{ party: 'office' }], {
							caseId: first,
							facts: { title: notice.title, count: cases.length }
						})
					]
				: [])
		);
	}
	await ctx.store.commit([...changes, settled]);
};
