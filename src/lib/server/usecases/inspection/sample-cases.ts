import { createHash } from 'node:crypto';
import { mayEnter } from '#lib/domain/access.ts';
import { drawSample, refusesSample, type Sample } from '#lib/domain/audit/sample.ts';
import { missing, Refused, rule } from '#lib/domain/refusal.ts';
import { applicationStates, type ApplicationState } from '#lib/domain/titles/application-states.ts';
import { applicationWorkflow } from '#lib/domain/titles/application-workflow.ts';
import { commit } from '../commit.ts';
import { logged, type Context, type Row } from '../ports.ts';

export const sampleGroups = ['all', 'granted', 'refused', 'reviewing'] as const;
export type SampleGroup = (typeof sampleGroups)[number];

const phaseIs =
	(...phases: readonly string[]) =>
	(state: ApplicationState): boolean =>
		phases.includes(applicationWorkflow.states[state].phase);

/** States that a group is drawn from; what has not left the applicant's hands is nobody's to inspect. */
const statesOf: Readonly<Record<SampleGroup, readonly ApplicationState[]>> = {
	all: applicationStates.filter((state) => !['draft', 'deleted', 'lapsed'].includes(state)),
	granted: applicationStates.filter(phaseIs('granted')),
	refused: ['voted_failed', 'not_accepted', 'rejected_after_notice', 'recheck_rejected'],
	reviewing: applicationStates.filter(phaseIs('reviewing', 'publishing'))
};

export type SampleRequest = {
	readonly batchId: string;
	readonly percent: number;
	readonly group: SampleGroup;
	/** Empty: made at random here. */
	readonly seed: string;
};

/** Most cases in one sample: a longer list is no sample that people look through. */
const MOST = 2_000;

/** Chance as a seed: 128 bits in hexadecimal digits, as a person could also write them. */
const seedOf = (token: string): string =>
	createHash('sha256').update(token).digest('hex').slice(0, 32);

/** Draws a sample and logs how, in one commit with its result. Answers its id. */
export const sampleCases = async (ctx: Context, request: SampleRequest): Promise<string> => {
	if (!mayEnter(ctx.actor, 'inspection')) throw new Refused(missing);
	const batch = await ctx.store.read.batches.byId(request.batchId);
	if (!batch) throw new Refused({ kind: 'missing', key: 'no_such_batch' });
	const seed = request.seed.trim().toLowerCase() || seedOf(ctx.secrets.token());
	const refusal = refusesSample(seed, request.percent);
	if (refusal) throw new Refused(refusal);
	const ids = await ctx.store.read.inspection.idsOfBatch(batch.id, statesOf[request.group]);
	if (ids.length === 0) throw new Refused({ kind: 'rule', key: 'sample_empty', field: 'group' });
	const { drawn, pool, poolDigest } = drawSample(seed, ids, request.percent);
	if (drawn.length > MOST)
		throw new Refused({ ...rule('sample_too_large', { max: MOST }), field: 'percent' });
	const id = ctx.newId();
	await commit(ctx, [
		logged(ctx, {
			action: 'inspection.sample',
			objectKind: 'inspection',
			objectId: id,
			detail: {
				batch: batch.id,
				batchName: batch.name,
				group: request.group,
				percent: request.percent,
				seed,
				pool,
				poolDigest,
				drawn
			}
		})
	]);
	return id;
};

type SampledCase = Awaited<ReturnType<Context['store']['read']['inspection']['cases']>>[number];

export type SampleView = Sample & {
	readonly id: string;
	readonly at: number;
	readonly by: string;
	readonly batchName: string;
	readonly group: SampleGroup;
	readonly percent: number;
	readonly seed: string;
};

const viewOf = (entry: Row<'log'>): SampleView => {
	const { detail } = entry;
	return {
		id: entry.objectId,
		at: entry.at,
		by: entry.actorName,
		batchName: String(detail['batchName']),
		group: sampleGroups.find((group) => group === detail['group']) ?? 'all',
		percent: Number(detail['percent']),
		seed: String(detail['seed']),
		pool: Number(detail['pool']),
		poolDigest: String(detail['poolDigest']),
		drawn: Array.isArray(detail['drawn']) ? detail['drawn'].map(String) : []
	};
};

/** The latest samples, newest first. */
export const listSamples = async (ctx: Context, size = 10): Promise<readonly SampleView[]> => {
	if (!mayEnter(ctx.actor, 'inspection')) throw new Refused(missing);
	return (await ctx.store.read.log.search({ action: 'inspection.sample' }, { size })).map(viewOf);
};

/** A sample with its cases in the order drawn, and whether the logged seed still gives the same ones. */
export const getSample = async (
	ctx: Context,
	id: string
): Promise<{
	readonly sample: SampleView;
	readonly cases: readonly SampledCase[];
	readonly same: boolean;
}> => {
	if (!mayEnter(ctx.actor, 'inspection')) throw new Refused(missing);
	const [entry] = await ctx.store.read.log.ofObject(id, { size: 1 });
	if (entry?.action !== 'inspection.sample') throw new Refused(missing);
	const sample = viewOf(entry);
	const batchId = String(entry.detail['batch']);
	const found = new Map(
		(await ctx.store.read.inspection.cases(sample.drawn)).map((one) => [one.id, one])
	);
	const now = drawSample(
		sample.seed,
		await ctx.store.read.inspection.idsOfBatch(batchId, statesOf[sample.group]),
		sample.percent
	);
	return {
		sample,
		// An inspector's own case is not theirs to see.
		cases: sample.drawn.flatMap((one) => {
			const row = found.get(one);
			return row && row.personId !== ctx.actor?.personId ? [row] : [];
		}),
		same:
			now.poolDigest === sample.poolDigest && now.drawn.every((one, i) => one === sample.drawn[i])
	};
};
