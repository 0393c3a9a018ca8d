/** The demo's draw of experts: made for a round to come, one refusal filled, some answers still open. */
import { createHash } from 'node:crypto';
import { cityCode } from '#lib/domain/rules/jurisdictions.ts';
import { hashOfReveal } from '#lib/domain/review/draw-seed.ts';
import { answerSeat } from '../usecases/draw/answer-seat.ts';
import { getDraw } from '../usecases/draw/get-draw.ts';
import { logHash, reveal } from '../usecases/draw/make-seed.ts';
import { prepareDraw } from '../usecases/draw/prepare-draw.ts';
import type { Context } from '../usecases/ports.ts';
import { at, type DemoCity } from './city.ts';
import type { Play } from './play.ts';

/** Random names of the demo, the same on every machine like everything else in it. */
const withKnownChance = (ctx: Context): Context => {
	let made = 0;
	return {
		...ctx,
		secrets: {
			...ctx.secrets,
			token: () =>
				createHash('sha256')
					.update(`demo draw ${(made += 1)}`)
					.digest('hex')
		}
	};
};

const inspectorOf = ({ stage, city }: Play): Context => {
	const who = city.named.get('jiandu');
	if (!who) throw new Error('the demo city has no inspector');
	const ctx = stage.person(who);
	if (!ctx.actor) throw new Error('nobody acts');
	const { id, name } = city.organisations.city;
	const hat = {
		grantId: `demo-inspector-${id}`,
		role: 'inspector',
		scopeId: id,
		scopeName: name,
		place: cityCode,
		deputyFor: null
	} as const;
	return { ...ctx, actor: { ...ctx.actor, hat, hats: [hat] } };
};

const bytesOf = (side: string): string =>
	createHash('sha256').update(`demo draw of the ${side}`).digest('hex');

/** The next round of 南木林县's committee for water, whose office and experts have accounts. */
const roundToDraw = ({ rounds, batches }: DemoCity): DemoCity['rounds'][number] => {
	const found = rounds.find(
		({ batchId, committee }) =>
			batchId === batches.second.id &&
			committee.place === '540221' &&
			committee.specialty === 'water'
	);
	if (!found) throw new Error('the demo city has no round to draw for');
	return found;
};

/** Prepared, hashed, revealed and drawn within an afternoon; who has no account has answered by the evening. */
export const drawExperts = (play: Play): void => {
	const { city, stage, timeline } = play;
	const round = roundToDraw(city);
	const office = (): Context => stage.officer(round.committee.officeId ?? '', 'committee_office');
	const on = (time: string, deed: () => Promise<void>) =>
		timeline.schedule(at('2026-09-11', time), deed);
	const pool = city.expertsOf('engineering', 'water');
	let id = '';
	const version = async (): Promise<number> => (await getDraw(office(), id)).version;
	const hash = async (ctx: Context, side: string): Promise<void> =>
		logHash(ctx, { id, version: await version(), hash: hashOfReveal(bytesOf(side)) });
	const show = async (ctx: Context, side: string): Promise<void> =>
		reveal(ctx, { id, version: await version(), reveal: bytesOf(side) });
	on('16:05', async () => {
		({ id } = await prepareDraw(withKnownChance(office()), {
			roundId: round.id,
			seats: round.committee.minSize,
			minPerGroup: {},
			withoutColleagues: false,
			excluded: pool.slice(-1).map(({ row }) => ({ personId: row.id, why: 'kin' }))
		}));
	});
	on('16:20', async () => hash(office(), 'office'));
	on('16:40', async () => hash(inspectorOf(play), 'inspector'));
	on('17:00', async () => show(inspectorOf(play), 'inspector'));
	on('17:10', async () => show(office(), 'office'));
	on('18:00', async () => {
		const own = new Set(
			['zhuanjia1', 'zhuanjia2', 'zhuanjia3', 'zhuren'].map(
				(login) => city.named.get(login)?.row.name
			)
		);
		const asked = (await getDraw(office(), id)).lines.filter(({ seat }) => seat !== null);
		const others = asked.filter(({ name }) => !own.has(name));
		for (const [index, { seat }] of others.entries())
			if (seat)
				await answerSeat(office(), {
					seatId: seat.id,
					version: seat.version,
					answer: index === 0 ? 'refuse' : 'accept',
					reason: index === 0 ? '会期在外地施工现场' : ''
				});
	});
};
