/** What is rare in the demo city, so that its pages, too, have something to show. */
import { shanghaiDay } from '#lib/domain/day.ts';
import type { ApplicationMove, ApplicationState } from '#lib/domain/titles/application-workflow.ts';
import { requestRecheck } from '../usecases/applications/request-recheck.ts';
import { rejectRecheck, upholdRecheck } from '../usecases/desk/decide-recheck.ts';
import { insert, logged, update, type Row } from '../usecases/ports.ts';
import { revokeCertificate } from '../usecases/results/revoke-certificate.ts';
import { bareMove, employerContext, officeOf, type Play } from './play.ts';

/** A committee loses its right in mid-season: the clock takes its accepted cases to `rerouting`. */
export const suspendCommittee = async (play: Play): Promise<void> => {
	const { read } = play.house.store;
	const ctx = play.stage.officer(play.city.organisations.city.id, 'city_officer');
	// The one with most accepted cases, but none whose office has an account of the demo.
	const spared = ['540221', '540200:engineering:water'].map(
		(key) => play.city.organisations.offices.get(key)?.id
	);
	const cases = new Map<string, number>();
	for (const { committeeId, officeId } of await read.applications.inState('accepted', 200))
		if (committeeId !== null && officeId !== null && !spared.includes(officeId))
			cases.set(committeeId, (cases.get(committeeId) ?? 0) + 1);
	const [most] = [...cases].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
	const committee = most && (await read.committees.byId(most[0]));
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

/** Cases whose result may still be disputed today and tomorrow. */
const disputable = async (play: Play): Promise<readonly Row<'applications'>[]> => {
	const { read } = play.house.store;
	const today = shanghaiDay(play.timeline.now());
	return (
		await Promise.all([
			read.applications.inState('not_accepted', 200),
			read.applications.inState('voted_failed', 200)
		])
	)
		.flat()
		.filter(({ place, dueOn }) => place !== '540221' && dueOn !== null && dueOn > today);
};

/** Three people dispute their own result. */
export const askForRechecks = async (play: Play): Promise<void> => {
	for (const { id, version, personId } of (await disputable(play)).slice(0, 3)) {
		const who = play.city.professionals.find(({ row }) => row.id === personId);
		if (!who) continue;
		await requestRecheck(play.stage.person(who), {
			id,
			version,
			reason: '材料中的验收鉴定书未被计入，请核对评议过程和计票'
		});
	}
};

/** The offices answer two of them, one each way; the third still waits. */
export const answerRechecks = async (play: Play): Promise<void> => {
	const [upheld, rejected] = await play.house.store.read.applications.inState(
		'recheck_requested',
		10
	);
	if (upheld)
		await upholdRecheck(officeOf(play, upheld), {
			id: upheld.id,
			version: upheld.version,
			document: '日人社函〔2026〕24号'
		});
	if (rejected)
		await rejectRecheck(officeOf(play, rejected), {
			id: rejected.id,
			version: rejected.version,
			document: '日人社函〔2026〕25号'
		});
};
