/**
 * U6: a bad post to the forms of each role, as a browser without script sends it. What comes back says so in
 * the title, begins with a summary that takes the focus and leads to the fields, and holds what was typed; the
 * status is one of refusal, and nothing has changed. A sample is seen in the browser, with its focus.
 */
import { expect, test, type APIRequestContext } from '@playwright/test';
import { startPortal, type Portal } from '../support/portal.ts';
import { filled, formOf, post, wrongWithRefusal, type Typed } from './support/forms.ts';
import { signedIn } from './support/lookers.ts';
import { digests } from './support/untouched.ts';

type Bad = {
	readonly as: string;
	/** Address of the page, and with what it is filled in. */
	readonly page: (portal: Portal) => string;
	/** Its form, by the action; `''` is the page's own. */
	readonly action?: string;
	/** A field that tells it from others with the same action. */
	readonly holds?: string;
	/** Where the post goes, if not to the form's action: another button of it. */
	readonly to?: string;
	readonly typed?: Typed;
	/** Fields that the summary must lead to. */
	readonly errors: readonly string[];
	readonly status?: number;
};

const one = (portal: Portal, sql: string, ...values: readonly string[]): string => {
	const [row] = portal.rows(sql, ...values);
	if (!row) throw new Error(`nothing for ${sql} ${values.join(' ')}`);
	return String(Object.values(row)[0]);
};

const ownCase = (login: string, page: string) => (portal: Portal) =>
	`/me/applications/${one(
		portal,
		'select x.id from applications x join accounts a on a.person_id = x.person_id where a.login_name = ?',
		login
	)}${page}`;

const heldCase = (area: string, login: string, state: string, page: string) => (portal: Portal) =>
	`/${area}/cases/${one(
		portal,
		`select x.id from applications x join grants g
		on g.scope_id in (x.employer_id, x.holder_id, x.office_id, x.agency_id)
		join accounts a on a.person_id = g.person_id where a.login_name = ? and x.state = ?`,
		login,
		state
	)}${page}`;

const first =
	(before: string, sql: string, after = '') =>
	(portal: Portal) =>
		before + one(portal, sql) + after;

const employer = first(
	'/register/details?employer=',
	"select id from organisations where kind = 'employer' order by id"
);
const meeting = (portal: Portal): string =>
	`/committee/meetings/${one(
		portal,
		`select m.id from meetings m join rounds r on r.id = m.round_id
		join committees c on c.id = r.committee_id join grants g on g.scope_id = c.office_id
		join accounts a on a.person_id = g.person_id where a.login_name = 'shiban' order by m.held_on desc`
	)}`;

/** On the day of a meeting, once it was seen who is there. */
const atMeeting: readonly Bad[] = [
	{ as: 'shiban', page: meeting, action: '?/vote', typed: { yes: '三', no: '1' }, errors: ['yes'] },
	{
		as: 'shiban',
		page: meeting,
		action: '?/vote',
		typed: { yes: '9', no: '9', abstain: '9' },
		errors: []
	}
];

const bad: readonly Bad[] = [
	// Anybody
	{
		as: '',
		page: () => '/sign-in',
		holds: 'login',
		typed: { login: '' },
		errors: ['login', 'password']
	},
	{ as: '', page: () => '/sign-in', typed: { login: 'shuili', password: 'x' }, errors: [] },
	{ as: '', page: () => '/recover', errors: ['login'] },
	{ as: '', page: () => '/verify', typed: { number: '12345' }, errors: ['name'] },
	{
		as: '',
		page: employer,
		action: '?employer',
		typed: { name: '德吉“央”拉', idNumber: '540221199001011234', phone: '138', login: '<b>"&' },
		errors: ['idNumber', 'phone', 'login', 'password', 'repeat']
	},
	// Applicant
	{
		as: 'shuili',
		page: ownCase('shuili', '/basics'),
		action: '?/finish',
		typed: { post: '技术员', workSince_year: '２０３０', workSince_month: '13' },
		errors: ['workSince']
	},
	{
		as: 'shuili',
		page: () => '/me/account/password',
		errors: ['currentPassword', 'password', 'repeat']
	},
	{ as: 'gongcheng', page: ownCase('gongcheng', '/check-answers'), errors: ['agreed'] },
	{ as: 'gongcheng', page: ownCase('gongcheng', '/withdraw'), errors: ['reason'] },
	// Employer
	{
		as: 'danwei',
		page: heldCase('employer', 'danwei', 'employer_check', ''),
		action: '?/',
		holds: 'committeeSeen',
		to: '?/return',
		errors: []
	},
	{
		as: 'danwei',
		page: () => '/employer/people/invite?role=applicant',
		action: '?role',
		typed: { idNumber: '123' },
		errors: ['name', 'idNumber']
	},
	// County
	{
		as: 'xianju',
		page: () => '/office/organisations/new',
		typed: { township: '艾玛乡' },
		errors: ['name']
	},
	{
		as: 'xianju',
		page: heldCase('office', 'xianju', 'county_check', ''),
		action: '?/',
		holds: 'committeeSeen',
		to: '?/return',
		typed: { opinion: '请补' },
		errors: []
	},
	{
		as: 'xianju',
		page: () => '/office/people/invite?role=employer_officer',
		action: '?role',
		typed: { name: '甲' },
		errors: ['idNumber']
	},
	// City
	{
		as: 'shiju',
		page: () => '/office/parameters/notice.employer.workingDays',
		typed: { value: '2', since: '2026-09-14' },
		errors: ['basis']
	},
	{
		as: 'shiju',
		page: () => '/office/parameters/notice.employer.workingDays',
		typed: { value: '2', since: '2026-09-14', basis: '某通知' },
		errors: ['value']
	},
	{
		as: 'shiju',
		page: () => '/office/calendar',
		action: '?/add',
		typed: { basis: '藏历新年' },
		errors: ['date']
	},
	{
		as: 'shiju',
		page: () => '/office/batches/new',
		typed: { name: '甲批', opensTime: '25:00' },
		errors: ['year', 'opensOn', 'closesOn']
	},
	{
		as: 'shiju',
		page: () => '/office/authority/committees/new',
		typed: { name: '某评委会', minSize: '三' },
		errors: ['tiers', 'minSize']
	},
	{
		as: 'shiju',
		page: () => '/office/authority/grants/new',
		typed: { basisNumber: '藏人社〔2026〕1号' },
		errors: ['tiers', 'places']
	},
	{
		as: 'shiju',
		page: () => '/office/authority/entrustments/new',
		typed: { basisNumber: '1号' },
		errors: ['tiers', 'validFrom']
	},
	{
		as: 'shiju',
		page: heldCase('office', 'shiju', 'city_check', '/suspend'),
		errors: ['document']
	},
	// Committee's office
	{
		as: 'xianban',
		page: heldCase('committee', 'xianban', 'acceptance_check', '/refuse'),
		typed: { reason: '不符合条件' },
		errors: ['code']
	},
	{
		as: 'xianban',
		page: first(
			'/committee/rounds/',
			`select r.id from rounds r join grants g on 1 join accounts a on a.person_id = g.person_id join committees c on c.id = r.committee_id where a.login_name = 'xianban' and c.office_id = g.scope_id order by r.id desc`
		),
		action: '?/plan',
		typed: { place: '县委二楼会议室' },
		errors: ['heldOn']
	},
	{
		as: 'xianban',
		page: heldCase('committee', 'xianban', 'accepted', '/recusals'),
		action: '?/order',
		typed: { reason: '查到是申报人的导师' },
		errors: ['person', 'kind']
	},
	// Expert
	{
		as: 'zhuanjia1',
		page: first(
			'/expert/sheets/',
			`select s.id from assignments s join accounts a on a.person_id = s.expert_id where a.login_name = 'zhuanjia1' and s.state = 'assigned' and s.declared_at is null order by s.id`
		),
		action: '?/recuse',
		errors: ['kind', 'reason']
	},
	// Inspector
	{
		as: 'jiandu',
		page: () => '/inspector/samples/new',
		typed: { percent: '一百', seed: '种子' },
		errors: ['percent']
	},
	// Administrators
	{
		as: 'anquan',
		page: () => '/admin/accounts/invite?role=system_admin',
		action: '?role',
		typed: { name: '乙', idNumber: '１' },
		errors: ['idNumber']
	},
	{
		as: 'xitong',
		page: () => '/admin/organisations/new',
		typed: { phone: '0892' },
		errors: ['name']
	},
	{
		as: 'anquan',
		page: () => '/admin/policies',
		action: '?/password',
		typed: { policy: 'dengbao' },
		errors: ['basis']
	}
];

let portal: Portal;
const asking = new Map<string, APIRequestContext>();
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startPortal(4410);
	portal.lend('shuili', 'draft');
	portal.lend('gongcheng', 'returned_by_employer');
	portal.lend('danwei', 'employer_check', 'employer_officer');
	portal.lend('shiban', 'on_agenda', 'committee_office');
	for (const { as } of [...bad, ...atMeeting])
		if (!asking.has(as)) asking.set(as, await signedIn(portal, as));
});
test.afterAll(async () => {
	for (const one of asking.values()) await one.dispose();
	await portal.stop();
});

/** What is wrong with the answer to one bad post. */
const tried = async ({
	as,
	page,
	action = '',
	holds,
	to,
	typed = {},
	errors,
	status
}: Bad): Promise<readonly string[]> => {
	const context = asking.get(as);
	if (!context) return ['nobody asks'];
	const address = page(portal);
	const opened = await context.get(address, { maxRedirects: 0 });
	if (opened.status() !== 200) return [`the page answers ${opened.status()}`];
	const form = formOf(await opened.text(), action, holds);
	if (!form) return ['no such form'];
	const sent = filled(form, typed);
	const answer = await post(context, address, to ?? form.action, sent);
	const code = answer.status();
	if (code < 400 || code > 499 || (status !== undefined && code !== status))
		return [`status ${code}`];
	return wrongWithRefusal(await answer.text(), { form, holds, sent }, errors);
};

const allWrong = async (rows: readonly Bad[]): Promise<readonly string[]> => {
	const problems: string[] = [];
	for (const [i, row] of rows.entries())
		for (const what of await tried(row).catch((cause: unknown) => [String(cause)]))
			problems.push(`${i} ${row.as || 'anybody'} ${row.to ?? row.action ?? ''}: ${what}`);
	return problems;
};

test('U6: a bad post to every role’s forms comes back whole: summary, links, what was typed; nothing changed', async () => {
	test.setTimeout(120_000);
	const before = digests(portal);
	expect.soft(await allWrong(bad)).toEqual([]);
	expect(digests(portal)).toEqual(before);
});

/** Some of them again, as a person sees them: the focus is on the summary, a link leads into the field. */
const seen: readonly (readonly [string, (portal: Portal) => string, string])[] = [
	['', () => '/recover', 'main form:not([action])'],
	['gongcheng', ownCase('gongcheng', '/withdraw'), 'main form:not([action])'],
	['xianju', () => '/office/organisations/new', 'main form:not([action])'],
	['shiju', () => '/office/parameters/notice.employer.workingDays', 'main form:not([action])']
];

test('U6: in the browser the summary has the focus and its links lead into the fields', async ({
	browser
}) => {
	for (const [login, page, form] of seen) {
		const context = await browser.newContext({
			baseURL: portal.url,
			storageState: await asking.get(login)?.storageState()
		});
		const tab = await context.newPage();
		const address = page(portal);
		await tab.goto(address);
		for (const box of await tab.locator(form).getByRole('textbox').all()) await box.fill('');
		await tab.locator(form).getByRole('button').first().click();
		const summary = tab.getByRole('alert').filter({ has: tab.locator('#error-summary-title') });
		await expect(summary, address).toBeFocused();
		const link = summary.getByRole('link').first();
		const target = (await link.getAttribute('href')) ?? '';
		await link.click();
		await expect(tab.locator(target), address).toBeFocused();
		await context.close();
	}
});

test('U6: on the day of a meeting, votes that cannot be are refused and kept for correction', async () => {
	const office = asking.get('shiban');
	if (!office) throw new Error('nobody asks');
	const address = meeting(portal);
	const day = String(portal.rows('select max(held_on) d from meetings')[0]?.['d']);
	await office.post('/demo/clock', { form: { to: day }, maxRedirects: 0 });
	const form = formOf(await (await office.get(address)).text(), '?/attendance');
	if (!form) throw new Error('no attendance');
	const members = form.fields.filter(({ name }) => name === 'attending').map(({ value }) => value);
	const there = filled(form, {
		attending: members,
		presider: form.fields.find(({ name }) => name === 'presider')?.value ?? ''
	});
	expect((await post(office, address, form.action, there)).status()).toBe(303);
	const before = digests(portal);
	expect.soft(await allWrong(atMeeting)).toEqual([]);
	expect(digests(portal)).toEqual(before);
});
