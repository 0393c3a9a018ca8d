/**
 * The employer's notice (Order 40 art. 16; fields: handbook 10.3). Its words are a Chinese official document
 * whatever language the reader has chosen; what it shows is frozen when it is posted.
 */
import type { Day } from '#lib/domain/day.ts';
import { maskName } from '#lib/domain/people/mask.ts';
import { withoutPersonalNumbers } from '#lib/domain/people/personal-numbers.ts';
import { isLevel, levelFacts } from '#lib/domain/rules/levels.ts';
import { specialtyOf } from '#lib/domain/rules/specialties.ts';
import { shortSeriesName } from '#lib/domain/titles/catalogue.ts';
import type { ApplicationTrack, EntryData } from '#lib/domain/titles/application.ts';
import { valueOf } from '#lib/domain/titles/field-values.ts';
import type { Row } from '../ports.ts';

/** Where questions and reports go: an office, never a person's own number. */
export type NoticeContact = {
	readonly department: string;
	readonly phone: string;
	readonly address: string;
	/** Where the full material can be read. */
	readonly material: string;
	readonly supervisionPhone: string;
};

/** One line of what the person has done. */
export type NoticeAchievement = {
	readonly from: string;
	readonly to: string;
	readonly name: string;
	readonly role: string;
	readonly result: string;
};

export type EmployerNoticeBody = {
	readonly kind: 'employer';
	readonly name: string;
	readonly sex: 'male' | 'female' | null;
	readonly employer: string;
	readonly post: string;
	readonly presentTitle: string;
	readonly presentTitleOn: string;
	/** Keys of the catalogue. */
	readonly series: string;
	readonly specialty: string | null;
	readonly level: string;
	readonly title: string;
	readonly track: ApplicationTrack;
	readonly achievements: readonly NoticeAchievement[];
	readonly works: readonly { readonly kind: string; readonly title: string; readonly on: string }[];
	readonly workingDays: number;
	readonly contact: NoticeContact;
	readonly postedOn: Day;
};

/** 关于×××同志申报××系列（××专业）××级职称的公示. */
export const noticeTitle = (
	body: Pick<EmployerNoticeBody, 'name' | 'series' | 'specialty' | 'level'>
): string => {
	const series = shortSeriesName(body.series);
	const specialty = body.specialty
		? `（${specialtyOf(body.specialty)?.zh ?? body.specialty}）`
		: '';
	const level = isLevel(body.level) ? levelFacts[body.level].zh : body.level;
	return `关于${body.name}同志申报${series}系列${specialty}${level}职称的公示`;
};

type Entry = { readonly section: string; readonly data: EntryData };

const ofSection = (entries: readonly Entry[], section: string) =>
	entries
		.filter((entry) => entry.section === section)
		.map(
			({ data }) =>
				(field: string) =>
					valueOf(data, field)
		);

/** The title held now: the one obtained last. Qualifications and skill levels are no titles. */
const presentTitle = (entries: readonly Entry[]) =>
	ofSection(entries, 'titles')
		.filter((at) => at('kind') === 'title')
		.sort((a, b) => (a('obtainedOn') < b('obtainedOn') ? 1 : -1))[0];

/**
 * What the notice shows of a case as it was handed in. Free text is cleaned of numbers that look like an
 * identity or a mobile number: people do write them there.
 */
export const noticeBody = (
	application: Row<'applications'>,
	person: Pick<Row<'people'>, 'sex'>,
	entries: readonly Entry[],
	more: { readonly contact: NoticeContact; readonly workingDays: number; readonly today: Day }
): EmployerNoticeBody => {
	const clean = withoutPersonalNumbers;
	const title = presentTitle(entries);
	const basics = ofSection(entries, 'basics')[0];
	return {
		kind: 'employer',
		name: application.personName,
		sex: person.sex,
		employer: application.employerName,
		post: clean(basics?.('post') ?? ''),
		presentTitle: clean(title?.('printedName') ?? ''),
		presentTitleOn: title?.('obtainedOn') ?? '',
		series: application.series,
		specialty: application.specialty,
		level: application.level,
		title: application.titleName,
		track: application.track,
		achievements: ofSection(entries, 'achievements').map((at) => ({
			from: at('from'),
			to: at('to'),
			name: clean(at('name')),
			role: at('role'),
			result: clean(at('result'))
		})),
		works: ofSection(entries, 'works').map((at) => ({
			kind: at('kind'),
			title: clean(at('title')),
			on: at('publishedOn')
		})),
		workingDays: more.workingDays,
		contact: {
			department: clean(more.contact.department),
			phone: more.contact.phone,
			address: clean(more.contact.address),
			material: clean(more.contact.material),
			supervisionPhone: more.contact.supervisionPhone
		},
		postedOn: more.today
	};
};

/** A body read back from the store, or undefined where the row holds another kind of notice. */
export const employerBody = (
	notice: Pick<Row<'notices'>, 'kind' | 'body'>
): EmployerNoticeBody | undefined =>
	notice.kind === 'employer' ? (notice.body as unknown as EmployerNoticeBody) : undefined;

/** The notice as an archive shows it: what has ended names nobody any more. */
export const maskedBody = (body: EmployerNoticeBody): EmployerNoticeBody => ({
	...body,
	name: maskName(body.name)
});
