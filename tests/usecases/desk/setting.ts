/** A case of 南木林县 that was handed in, with an officer at every desk that it passes. */
import type { Row } from '#lib/server/store/tables.ts';
import { pickUpCase } from '#lib/server/usecases/desk/pick-up-case.ts';
import { passCase } from '#lib/server/usecases/desk/pass-case.ts';
import { recommendCase } from '#lib/server/usecases/desk/recommend-case.ts';
import type { NoticeContact } from '#lib/server/usecases/notices/employer-notice.ts';
import { itemsToCompare, postNotice } from '#lib/server/usecases/notices/post-notice.ts';
import { endNotice } from '#lib/server/jobs/deeds/end-notice.ts';
import { endOfDay } from '#lib/domain/day.ts';
import { handedIn, makeSetting } from '../applications/setting.ts';

export type DeskSetting = Awaited<ReturnType<typeof makeDesks>>;

export const contact: NoticeContact = {
	department: '办公室',
	phone: '0892-8822334',
	address: '南木林县艾玛乡',
	material: '单位办公室 203 室',
	supervisionPhone: '0892-8822335'
};

/** Officers of employer, county, city and committee's office, beside the applicant's setting. */
export const makeDesks = async () => {
	const setting = await makeSetting();
	const { world } = setting;
	const county = await world.store.read.organisations.byId(setting.committee.sponsorId);
	if (!county) throw new Error('no county');
	const officers = {
		employer: await world.officer('employer_officer', setting.employer),
		county: await world.officer('county_officer', county),
		city: await world.officer('city_officer', setting.city),
		office: await world.officer('committee_office', setting.office)
	};
	return {
		...setting,
		county,
		officers,
		at: (desk: keyof typeof officers) => world.context(officers[desk])
	};
};

/** The case as it stands. */
export const held = async (
	{ world }: Pick<DeskSetting, 'world'>,
	id: string
): Promise<Row<'applications'>> => {
	const row = await world.store.read.applications.byId(id);
	if (!row) throw new Error('no such case');
	return row;
};

/** Ends the running notices of a case as the clock does, after their last day. */
export const letNoticeEnd = async (desks: DeskSetting, id: string): Promise<void> => {
	const { world } = desks;
	const notice = (await world.store.read.notices.ofApplication(id)).at(-1);
	if (!notice) throw new Error('no notice');
	world.clock.now = endOfDay(notice.endOn);
	await endNotice(
		world.context(null, { as: 'clock' }),
		{ id: notice.id },
		{ do: 'touch', table: 'requests', id: 'none', set: { answer: {} } },
		{ dataDir: '' }
	);
};

/** From the employer's desk to the given state. */
export const bringTo = async (
	desks: DeskSetting,
	state: 'submitted' | 'employer_check' | 'employer_notice' | 'county_check' | 'acceptance_check'
): Promise<Row<'applications'>> => {
	let row = await handedIn(desks);
	const { id } = row;
	const employer = desks.at('employer');
	if (state === 'submitted') return row;
	row = await pickUpCase(employer, row);
	if (state === 'employer_check') return row;
	row = await postNotice(employer, {
		id,
		version: row.version,
		contact,
		compared: await itemsToCompare(employer, id),
		opinion: ''
	});
	if (state === 'employer_notice') return row;
	await letNoticeEnd(desks, id);
	await recommendCase(desks.at('employer'), {
		id,
		version: row.version,
		opinion: '同意推荐'
	});
	if (state === 'county_check') return held(desks, id);
	await passCase(desks.at('county'), {
		id,
		version: (await held(desks, id)).version,
		opinion: '同意'
	});
	return held(desks, id);
};
