/** What is rare in the demo city, so that its pages, too, have something to show. */
import type { ApplicationMove, ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { insert, logged, update } from '../usecases/ports.ts';
import { revokeCertificate } from '../usecases/results/revoke-certificate.ts';
import { bareMove, employerContext, officeOf, type Play } from './play.ts';

/** A committee loses its right in mid-season: the clock takes its accepted cases to `rerouting`. */
export const suspendCommittee = async (play: Play): Promise<void> => {
	const { read } = play.house.store;
	const ctx = play.stage.officer(play.city.organisations.city.id, 'city_officer');
	const accepted = await read.applications.inState('accepted', 200);
	const found = accepted.find(
		({ place, committeeId }) => place !== '540221' && committeeId !== null
	);
	const committee = found?.committeeId ? await read.committees.byId(found.committeeId) : undefined;
	if (!committee) return;
	const reason = '委员回避后不足法定人数，暂停评审';
	await ctx.store.commit([
		update('committees', committee, { state: 'suspended', note: reason }),
		insert('authorityHistory', {
			id: ctx.newId(),
			kind: 'committee',
			objectId: committee.id,
			at: ctx.now(),
			by: ctx.actor?.personId ?? '',
			reason,
			after: { ...committee, state: 'suspended' }
		}),
		logged(ctx, {
			action: 'committee.suspend',
			objectKind: 'committee',
			objectId: committee.id,
			detail: { name: committee.name, reason }
		})
	]);
};

/** Ends that are rare, so that their pages, too, have something to show. */
export const rareEndings = async (play: Play): Promise<void> => {
	const { read } = play.house.store;
	const city = play.stage.officer(play.city.organisations.city.id, 'city_officer');
	const some = async (state: ApplicationState, skip = 0) =>
		(await read.applications.inState(state, 200)).filter(({ place }) => place !== '540221')[skip];
	const move = async (
		state: ApplicationState,
		name: ApplicationMove,
		by: 'city' | 'office' | 'employer',
		detail: Readonly<Record<string, unknown>>
	): Promise<void> => {
		const found = await some(state);
		if (!found) return;
		const ctx =
			by === 'city' ? city : by === 'office' ? officeOf(play, found) : employerContext(play, found);
		await bareMove(ctx, found, name, detail);
	};
	const ready = [];
	for (const one of await read.applications.inState('panel_review', 200)) {
		const sheets = await read.assignments.ofApplication(one.id);
		if (
			one.place !== '540221' &&
			sheets.every(({ assignment }) => assignment.state === 'submitted')
		)
			ready.push(one);
	}
	for (const one of ready.slice(0, 3))
		await bareMove(officeOf(play, one), one, 'schedule_defence', {
			reason: '破格和疑难材料需要答辩'
		});
	await move('defence_scheduled', 'record_defence', 'office', { opinion: '回答准确' });
	await move('defence_scheduled', 'mark_absent', 'office', { reason: '大雪封山未能到场' });
	await move('suspended', 'terminate_fraud', 'city', {
		document: '日人社函〔2026〕19号',
		reason: '业绩材料系伪造，查实'
	});
	await move('rerouting', 'close_without_route', 'city', { document: '日人社函〔2026〕20号' });
	await move('result_notice', 'receive_report', 'office', {
		reason: '实名反映论文署名问题，核实中'
	});
	await move('result_objection', 'reject_after_notice', 'office', {
		document: '日人社函〔2026〕22号',
		reason: '署名问题查实'
	});
	await move('result_notice', 'receive_report', 'office', { reason: '反映业绩不实，核实中' });
	const revoked = await some('certificate_issued');
	if (revoked)
		await revokeCertificate(city, {
			id: revoked.id,
			version: revoked.version,
			document: '日人社函〔2026〕23号',
			reason: '查实学历证书系伪造'
		});
};
