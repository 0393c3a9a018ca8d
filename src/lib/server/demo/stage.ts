/** The stage of the demo's story: who acts, when, with which hat, and what lies ready as evidence. */
import { copyFile, link, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Actor, Role } from '#lib/domain/access.ts';
import { shanghaiDay } from '#lib/domain/day.ts';
import type { Level } from '#lib/domain/rules/levels.ts';
import { materialsFor } from '#lib/domain/rules/materials.ts';
import { fileIn } from '../files/disk.ts';
import { insert, type Change, type Context, type Row } from '../usecases/ports.ts';
import type { House } from '../wiring.ts';
import type { Chance } from './chance.ts';
import type { DemoCity } from './city.ts';
import type { DemoPerson } from './people.ts';

type Application = Row<'applications'>;

export type Stage = {
	/** The context of a person who acts for themselves. */
	readonly person: (who: DemoPerson) => Context;
	/** The context of an officer who acts for an organisation. */
	readonly officer: (organisationId: string, role: Role) => Context;
	readonly expert: (personId: string) => Context;
	readonly clock: () => Context;
	/** The case as it stands now. */
	readonly application: (id: string) => Promise<Application>;
	/** Rows of a full set of evidence, with the files behind them. */
	readonly evidence: (application: Application) => Promise<readonly Change[]>;
};

const sampleOf: Readonly<Record<string, string>> = {
	pledge: 'pledge',
	id_copy: 'id_copy',
	education_certificate: 'education_certificate',
	title_certificate: 'title_certificate',
	skill_certificate: 'title_certificate',
	appraisal_forms: 'appraisal_forms',
	hours_proof: 'hours_proof',
	work_report: 'work_report',
	teacher_licence: 'title_certificate',
	press_card: 'title_certificate'
};

const names: Readonly<Record<string, string>> = {
	pledge: '诚信承诺书',
	id_copy: '身份证',
	education_certificate: '毕业证书',
	title_certificate: '职称证书',
	skill_certificate: '高级工证书',
	expert_recommendation: '破格申报专家推荐表',
	appraisal_forms: '年度考核表',
	hours_proof: '学时证明',
	work_report: '工作总结',
	works: '竣工验收鉴定书',
	teacher_licence: '教师资格证',
	press_card: '记者证'
};

type Sample = { readonly key: string; readonly size: number; readonly sha256: string };

/** Puts each sample into the file store once; every other copy is a link to it. */
const storeSamples = async (ctx: Context, chance: Chance, now: number) => {
	const samples = new Map<string, Sample>();
	for (const name of [...new Set([...Object.values(sampleOf), 'works'])]) {
		const bytes = await readFile(new URL(`samples/${name}.jpg`, import.meta.url));
		const key = chance.id(now);
		await ctx.files.append(key, 0, bytes);
		samples.set(name, { key, ...(await ctx.files.seal(key)) });
	}
	return samples;
};

export const setStage = async (
	house: House,
	chance: Chance,
	city: DemoCity,
	now: () => number
): Promise<Stage> => {
	const base = await house.contextFor({ as: 'person' });
	const context = (actor: Actor | null, as: Context['as'] = 'person'): Context => ({
		...base,
		now,
		// The queue's hours are the story's, too: nothing in the city depends on when it was filled.
		realNow: now,
		today: () => shanghaiDay(now()),
		newId: () => chance.id(now()),
		actor,
		as
	});
	const organisations = new Map(city.organisations.rows.map((row) => [row.id, row]));
	const actorOf = (personId: string, name: string, hat: Actor['hat']): Actor => ({
		personId,
		accountId: `demo-${personId}`,
		sessionId: '',
		name,
		hat,
		hats: hat ? [hat] : []
	});
	const hatOf = (role: Role, scopeId: string): Actor['hat'] => {
		const organisation = organisations.get(scopeId);
		return {
			grantId: `demo-${role}-${scopeId}`,
			role,
			scopeId,
			scopeName: organisation?.name ?? '',
			place: organisation?.place ?? '',
			deputyFor: null
		};
	};
	const people = new Map(
		[
			...city.professionals,
			...city.neighbours,
			...city.named.values(),
			...city.officerOf.values()
		].map((who) => [who.row.id, who])
	);
	const samples = await storeSamples(context(null, 'system'), chance, now());
	const root = path.join(house.settings.dataDir, 'files');
	const copy = async (from: string, to: string): Promise<void> => {
		const target = fileIn(root, to);
		await mkdir(path.dirname(target), { recursive: true, mode: 0o700 });
		// A link costs nothing; where the file system has none, a copy does the same.
		await link(fileIn(root, from), target).catch(() => copyFile(fileIn(root, from), target));
	};
	return {
		person: (who) => context(actorOf(who.row.id, who.row.name, null)),
		officer: (organisationId, role) => {
			const who = city.officerOf.get(organisationId);
			if (!who) throw new Error(`nobody acts for ${organisationId}`);
			return context(actorOf(who.row.id, who.row.name, hatOf(role, organisationId)));
		},
		expert: (personId) =>
			context(actorOf(personId, people.get(personId)?.row.name ?? '', hatOf('expert', ''))),
		clock: () => context(null, 'clock'),
		application: async (id) => {
			const found = await base.store.read.applications.byId(id);
			if (!found) throw new Error(`no case ${id}`);
			return found;
		},
		evidence: async (application) => {
			const changes: Change[] = [];
			for (const { slot, need } of materialsFor(
				application.series,
				application.level as Level,
				application.track
			)) {
				if (need !== 'required') continue;
				const sample = samples.get(sampleOf[slot.key] ?? 'works');
				if (!sample) continue;
				const id = chance.id(now());
				await copy(sample.key, id);
				changes.push(
					insert('attachments', {
						id,
						applicationId: application.id,
						slot: slot.key,
						name: `${names[slot.key] ?? slot.zh}.jpg`,
						mime: 'image/jpeg',
						size: sample.size,
						received: sample.size,
						sha256: sample.sha256,
						state: 'stored',
						uploadedBy: application.personId,
						createdAt: now()
					})
				);
			}
			return changes;
		}
	};
};
