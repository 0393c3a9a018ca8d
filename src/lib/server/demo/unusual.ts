/**
 * Who applies in the demo city in another way than most: by exception, over the bridge from a trade, for the
 * lowest or the highest level, with a clerk's help, or for a second title in the same year.
 */
import type { Level } from '#lib/domain/rules/levels.ts';
import type { ApplicationTrack } from '#lib/domain/titles/application.ts';
import { saveEntry } from '../usecases/applications/save-entry.ts';
import { announceBatch, planBatch } from '../usecases/batches/save-batch.ts';
import { addRound, setPanel } from '../usecases/batches/save-round.ts';
import type { Context } from '../usecases/ports.ts';
import { at, type DemoCity } from './city.ts';
import type { DemoPerson } from './people.ts';
import { dayMs, type Cast, type Fate, type Play } from './play.ts';
import { holdMeeting } from './season.ts';

const isEngineer = ({ employer }: DemoPerson): boolean => employer?.field.series === 'engineering';

type Way = {
	readonly level: Level;
	readonly track: ApplicationTrack;
	readonly assisted: boolean;
	/** One person for each of them. */
	readonly fates: readonly Fate[];
	readonly fits: (person: DemoPerson) => boolean;
};

const ways: readonly Way[] = [
	{
		level: 'associate_senior',
		track: 'exceptional',
		assisted: false,
		fates: ['submitted', 'county_check', null],
		fits: ({ held, education }) => held === 'intermediate' && education === 'junior_college'
	},
	{
		level: 'junior_assistant',
		track: 'bridge',
		assisted: false,
		fates: ['employer_check', 'acceptance_check', null],
		fits: ({ held, education }) => held === null && education === 'junior_college'
	},
	{
		level: 'junior_entry',
		track: 'normal',
		assisted: false,
		fates: ['county_check', null],
		fits: ({ held, education }) => held === null && education === 'bachelor'
	},
	{
		level: 'full_senior',
		track: 'normal',
		assisted: false,
		fates: ['city_check', null],
		fits: ({ held, education }) => held === 'associate_senior' && education !== 'junior_college'
	},
	{
		level: 'junior_assistant',
		track: 'normal',
		assisted: true,
		fates: ['draft', 'submitted', null],
		fits: ({ held, education }) => held === null && education === 'bachelor'
	}
];

/** Places and specialties whose county takes junior cases in the second batch: nobody is left without a route. */
const openTo = ({ city }: Play, { employer }: DemoPerson): boolean =>
	city.rounds.some(
		({ batchId, committee }) =>
			batchId === city.batches.second.id &&
			committee.place === employer?.organisation.place &&
			committee.specialty === employer.field.specialty &&
			committee.tiers.includes('junior')
	);

/** Always the same people; none of 南木林县, where the demo's accounts have their cases. */
export const unusualCasts = (play: Play): readonly Cast[] => {
	const taken = new Set<DemoPerson>(secondTitles(play));
	return ways.flatMap(({ fates, fits, ...way }, order) =>
		fates.map((fate, index): Cast => {
			const person = play.city.professionals.find(
				(one) =>
					!taken.has(one) &&
					isEngineer(one) &&
					fits(one) &&
					one.employer?.organisation.place !== '540221' &&
					openTo(play, one)
			);
			if (!person) throw new Error(`nobody applies ${way.track} for ${way.level}`);
			taken.add(person);
			return {
				...way,
				person,
				fate,
				batch: play.city.batches.second,
				startAt: at('2026-08-04', '11:00') + (order * 3 + index) * (dayMs / 4)
			};
		})
	);
};

/** Who fills in for a person: the clerk of their employer, or of the agency that acts for it. */
export const clerkOf = (play: Play, { employer }: DemoPerson): Context => {
	const { agencyId, id } = employer?.organisation ?? { agencyId: null, id: '' };
	return agencyId
		? play.stage.officer(agencyId, 'hr_agency')
		: play.stage.officer(id, 'employer_officer');
};

const entriesFor: Readonly<
	Record<ApplicationTrack, readonly (readonly [string, Readonly<Record<string, string>>])[]>
> = {
	normal: [],
	bridge: [
		[
			'titles',
			{
				kind: 'skill',
				level: 'senior_worker',
				printedName: '高级工',
				obtainedOn: '2022-06-20',
				issuer: '西藏自治区职业技能鉴定指导中心'
			}
		]
	],
	exceptional: (['平措旺堆', '李建国'] as const).map((name) => [
		'recommenders',
		{
			name,
			series: 'engineering',
			level: 'full_senior',
			organisation: '西藏自治区水利电力规划勘测设计研究院',
			reason: '长期在高海拔一线主持技术工作，解决了冻土地区施工的关键问题，同意推荐破格申报。'
		}
	])
};

/** What an application of this track asks for beyond the rest. */
export const fillInUnusual = async (ctx: Context, cast: Cast, id: string): Promise<void> => {
	for (const [section, typed] of entriesFor[cast.track])
		await saveEntry(ctx, {
			id,
			section,
			entryId: ctx.newId(),
			version: 0,
			typed,
			how: 'finish'
		});
};

type Round = DemoCity['rounds'][number];

/** The round of a county that met in July, with people there who have no title yet. */
const roundOfSecondTitles = ({ city }: Play): { round: Round; people: readonly DemoPerson[] } => {
	for (const round of city.rounds) {
		const { committee, batchId, plannedMeetingOn } = round;
		if (batchId !== city.batches.first.id || plannedMeetingOn !== '2026-07-16') continue;
		if (committee.series !== 'engineering' || committee.place === '540221') continue;
		const people = city.professionals.filter(
			({ held, education, employer }) =>
				held === null &&
				education === 'bachelor' &&
				employer?.organisation.place === committee.place &&
				employer.field.specialty === committee.specialty
		);
		if (people.length >= 2) return { round, people: people.slice(0, 2) };
	}
	throw new Error('nobody can earn two titles in a year');
};

/** Two people who earn the lowest title in the first batch and the next one right after it. */
export const secondTitles = (play: Play): readonly DemoPerson[] => roundOfSecondTitles(play).people;

/** Members from the city's pool, no more than two of one employer. */
const panelOf = (play: Play, { committee }: Round): readonly string[] => {
	const count = new Map<string, number>();
	return play.city
		.expertsOf(committee.series, committee.specialty ?? null)
		.filter(({ employer }) => {
			const id = employer?.organisation.id ?? '';
			count.set(id, (count.get(id) ?? 0) + 1);
			return (count.get(id) ?? 0) <= 2;
		})
		.slice(0, committee.minSize)
		.map(({ row }) => row.id);
};

/**
 * A small batch in between, planned by the city on its own pages: those who have passed their probation since
 * apply for the next title, and its certificate supersedes the first.
 */
export const titleAfterTitle = (play: Play, begin: (cast: Cast) => void): void => {
	const { round: first, people } = roundOfSecondTitles(play);
	const { committee } = first;
	const common = { track: 'normal', assisted: false, fate: null } as const;
	people.forEach((person, index) => {
		begin({
			...common,
			person,
			level: 'junior_entry',
			batch: play.city.batches.first,
			startAt: at('2026-03-04', '11:00') + index * dayMs
		});
	});
	play.timeline.schedule(at('2026-05-04', '09:30'), async () => {
		const ctx = play.stage.officer(play.city.organisations.city.id, 'city_officer');
		const batch = await planBatch(ctx, {
			year: 2026,
			name: '2026年度基层见习期满人员补充批次',
			opensOn: '2026-05-06',
			opensTime: '09:00',
			closesOn: '2026-06-05',
			closesTime: '17:00',
			announcement: '见习期满考核合格的，可在本批次申报助理级职称。条件、材料和程序同第一批。'
		});
		const plannedMeetingOn = '2026-08-06';
		const { id } = await addRound(ctx, {
			batchId: batch.id,
			committeeId: committee.id,
			plannedMeetingOn,
			sectorId: '',
			cityCheck: false
		});
		const panel = panelOf(play, first);
		await setPanel(ctx, {
			roundId: id,
			version: 1,
			seats: panel.map((personId, index) => ({
				personId,
				seat: index === 0 ? 'chair' : index === 1 ? 'vice_chair' : 'member'
			}))
		});
		await announceBatch(ctx, { id: batch.id, version: 1 });
		people.forEach((person, index) => {
			begin({
				...common,
				person,
				level: 'junior_assistant',
				batch,
				startAt: at('2026-05-07', '11:00') + index * dayMs
			});
		});
		const panels = new Map([...play.city.panels, [id, panel]]);
		holdMeeting(
			{ ...play, city: { ...play.city, panels } },
			{ ...first, id, batchId: batch.id, plannedMeetingOn }
		);
	});
};
