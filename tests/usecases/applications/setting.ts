/** An applicant of 南木林县 with a filed county committee, and a draft that is ready to be handed in. */
import { v7 } from 'uuid';
import { Refused } from '#lib/domain/refusal.ts';
import { sectionOf } from '#lib/domain/titles/sections.ts';
import { saveEntry } from '#lib/server/usecases/applications/save-entry.ts';
import { startApplication } from '#lib/server/usecases/applications/start-application.ts';
import { finishSection } from '#lib/server/usecases/applications/finish-section.ts';
import { handInCase } from '#lib/server/usecases/applications/submit-application.ts';
import { makeMove } from '#lib/server/usecases/cases/make-move.ts';
import { insert, type Context } from '#lib/server/usecases/ports.ts';
import { makeWorld, type World } from '../../support/world.ts';

export type Setting = Awaited<ReturnType<typeof makeSetting>>;

/** A county engineering committee for water with a round in the open batch, and an applicant. */
export const makeSetting = async (options: { readonly filed?: boolean } = {}) => {
	const world = await makeWorld();
	await world.confirmedYears(2026, 2027);
	const city = await world.cityOffice();
	const employer = await world.employer();
	const office = await world.committeeOffice();
	const committee = await world.committee({
		officeId: office.id,
		...(options.filed === false && { state: 'preparing', filedOn: null, validTo: null })
	});
	const batch = await world.batch();
	const round = await world.round({ batchId: batch.id, committeeId: committee.id });
	const person = await world.person({ employerId: employer.id, name: '德吉央拉' });
	const actor = await world.actor(person);
	return {
		world,
		city,
		employer,
		office,
		committee,
		batch,
		round,
		person,
		actor,
		ctx: world.context(actor)
	};
};

/** 助理工程师, water, normal. */
export const choice = (batchId: string) => ({
	batchId,
	series: 'engineering',
	ladder: 'main',
	specialty: 'water',
	level: 'junior_assistant',
	track: 'normal' as const
});

/** Entries that meet row A2: bachelor and a probation that was passed. */
export const goodEntries: Readonly<Record<string, Readonly<Record<string, string>>>> = {
	basics: {
		relation: 'staff',
		post: '技术员',
		workSince: '2024-07',
		field: '水利',
		probationPassedOn: '2025-08-01'
	},
	education: {
		level: 'bachelor',
		degree: 'bachelor',
		mode: 'full_time',
		school: '西藏农牧学院',
		major: '农业水利工程',
		graduatedOn: '2024-06-30'
	},
	experience: { from: '2024-07', organisation: '艾玛乡水管站', post: '技术员' },
	achievements: {
		from: '2025-03',
		to: '2025-10',
		name: '艾玛乡灌区渠系改造',
		role: 'main',
		result: '改造渠道 3.2 公里，灌溉保证率提高。'
	}
};

/** Fills a draft so that nothing but the pledge is missing; answers the case's version. */
export const fillIn = async (
	ctx: Context,
	world: World,
	id: string,
	entries: Readonly<Record<string, Readonly<Record<string, string>>>> = goodEntries
): Promise<number> => {
	const held = await world.store.read.applications.entries(id);
	for (const [section, typed] of Object.entries(entries)) {
		if (held.some((entry) => entry.section === section)) continue;
		await saveEntry(ctx, { id, section, entryId: v7(), version: 0, typed, how: 'finish' });
	}
	for (const slot of ['pledge', 'id_copy', 'education_certificate', 'work_report'])
		await world.store.commit([
			insert('attachments', {
				id: v7(),
				applicationId: id,
				slot,
				name: `${slot}.pdf`,
				mime: 'application/pdf',
				size: 1200,
				received: 1200,
				sha256: 'ab'.repeat(32),
				state: 'stored',
				uploadedBy: '',
				createdAt: world.clock.now
			})
		]);
	for (const section of ['titles', 'works', 'appraisals', 'hours', 'education', 'experience']) {
		if (!sectionOf(section)?.repeated) continue;
		const version = (await ctx.store.read.applications.byId(id))?.version ?? 0;
		await finishSection(ctx, { id, section, version, finished: true });
	}
	return (await ctx.store.read.applications.byId(id))?.version ?? 0;
};

/** Starts, fills in and hands in; answers the case afterwards. */
export const handedIn = async (setting: Setting) => {
	const { id } = await startApplication(setting.ctx, choice(setting.batch.id));
	const version = await fillIn(setting.ctx, setting.world, id);
	return handInCase(setting.ctx, { id, version, pledged: true });
};

/** Key of the refusal that a deed meets; null where it is done. Anything else thrown is a defect. */
export const refusalOf = async (deed: Promise<unknown>): Promise<string | null> => {
	try {
		await deed;
		return null;
	} catch (cause) {
		if (cause instanceof Refused) return cause.refusal.key;
		throw cause;
	}
};

/** The employer's officer, who picks cases up and returns them. */
export const officerOf = async (setting: Setting): Promise<Context> =>
	setting.world.context(await setting.world.officer('employer_officer', setting.employer));

export const pickUp = async (setting: Setting, id: string) =>
	makeMove(await officerOf(setting), {
		id,
		move: 'pick_up',
		extras: () => ({ set: { pickedUpAt: setting.world.clock.now } })
	});

/** Returns a case with defects in the named sections. */
export const giveBack = async (setting: Setting, id: string, sections: readonly string[]) => {
	const ctx = await officerOf(setting);
	const returnId = v7();
	return makeMove(ctx, {
		id,
		move: 'employer_return',
		said: { defects: sections.length },
		extras: () => ({
			set: { openSections: sections },
			changes: sections.map((section) =>
				insert('defects', {
					id: v7(),
					applicationId: id,
					returnId,
					kind: 'return',
					section,
					text: '日期和证书不一致',
					byParty: 'employer',
					byOrganisation: setting.employer.name,
					createdAt: setting.world.clock.now
				})
			)
		})
	});
};
