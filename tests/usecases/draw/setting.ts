/** A county committee whose round is to be drawn for, its office, an inspector, and a pool of the city's. */
import type { Actor } from '#lib/domain/access.ts';
import { hashOfReveal } from '#lib/domain/review/draw-seed.ts';
import { getDraw, type DrawView, type NamedLine } from '#lib/server/usecases/draw/get-draw.ts';
import { logHash, reveal } from '#lib/server/usecases/draw/make-seed.ts';
import { prepareDraw, type DrawRequest } from '#lib/server/usecases/draw/prepare-draw.ts';
import type { Context, Row } from '#lib/server/usecases/ports.ts';
import { makeWorld } from '../../support/world.ts';

export const officeBytes = '01'.repeat(32);
export const inspectorBytes = 'ff'.repeat(32);

export type DrawSetting = Awaited<ReturnType<typeof makeDrawSetting>>;

/** `experts` people of as many employers, the last two of one. */
export const makeDrawSetting = async (experts = 12) => {
	const world = await makeWorld();
	const office = await world.committeeOffice();
	const committee = await world.committee({ officeId: office.id, minSize: 7 });
	const round = await world.round({ committeeId: committee.id });
	const clerk = await world.officer('committee_office', office);
	const inspector = await world.officer('inspector', await world.cityOffice());
	const pool: Row<'people'>[] = [];
	let workplace = await world.employer();
	for (let n = 0; n < experts; n += 1) {
		if (n > 0 && n < experts - 1) workplace = await world.employer();
		const person = await world.person({ name: `专家${String(n)}`, employerId: workplace.id });
		await world.expert(person.id);
		pool.push(person);
	}
	const at = (actor: Actor): Context => world.context(actor);
	return {
		world,
		committee,
		round,
		clerk,
		inspector,
		pool,
		office: at(clerk),
		watch: at(inspector)
	};
};

export const requestFor = (
	{ round }: Pick<DrawSetting, 'round'>,
	more: Partial<DrawRequest> = {}
): DrawRequest => ({
	roundId: round.id,
	seats: 7,
	minPerGroup: {},
	withoutColleagues: false,
	excluded: [],
	...more
});

export const versionOf = async ({ office }: DrawSetting, id: string): Promise<number> =>
	(await getDraw(office, id)).version;

/** Prepared, hashed, revealed by both sides: answers the draw as the office sees it. */
export const drawn = async (
	setting: DrawSetting,
	more: Partial<DrawRequest> = {}
): Promise<DrawView> => {
	const { office, watch } = setting;
	const { id } = await prepareDraw(office, requestFor(setting, more));
	await bothHashes(setting, id);
	await reveal(watch, { id, version: await versionOf(setting, id), reveal: inspectorBytes });
	await reveal(office, { id, version: await versionOf(setting, id), reveal: officeBytes });
	return getDraw(office, id);
};

export const bothHashes = async (setting: DrawSetting, id: string): Promise<void> => {
	const { office, watch } = setting;
	const version = () => versionOf(setting, id);
	await logHash(office, { id, version: await version(), hash: hashOfReveal(officeBytes) });
	await logHash(watch, { id, version: await version(), hash: hashOfReveal(inspectorBytes) });
};

export const panelOf = (view: DrawView): readonly NamedLine[] =>
	view.lines.filter(({ place }) => place === 'panel');

/** A drawn person as themselves. */
export const asExpert = async (
	{ world, pool }: DrawSetting,
	line: Pick<NamedLine, 'name'>
): Promise<Context> => {
	const person = pool.find(({ name }) => name === line.name);
	if (!person) throw new Error(`nobody is called ${line.name}`);
	return world.context(await world.actor(person, null));
};
