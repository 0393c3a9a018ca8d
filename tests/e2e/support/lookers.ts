/** Who looks at the portal's pages, and where each begins: what the links of their own home do not reach. */
import { expect, request, type APIRequestContext } from '@playwright/test';
import { startPortal, type Portal } from '../../support/portal.ts';
import { crawl, pageRoutes } from './pages.ts';
import { demoPassword } from './people.ts';

/** Who looks, and where they begin beside the links of the public pages. */
export const lookers = [
	['', '/', '/check', '/register', '/recover', '/sign-in', '/demo/clock', '/about/components'],
	['shuili', '/me'],
	['gongcheng', '/me'],
	['jizhe', '/me'],
	['gaoji', '/me'],
	['zhuanjia2', '/me'],
	['zhuanjia3', '/me'],
	['danwei', '/employer'],
	['daili', '/employer'],
	['hangye', '/office'],
	['xianju', '/office'],
	['shiju', '/office'],
	['xianban', '/committee'],
	['shiban', '/committee'],
	['zhuanjia1', '/expert', '/me/seats'],
	['zhuren', '/expert/chair'],
	['jiandu', '/inspector'],
	['xitong', '/admin'],
	['anquan', '/admin'],
	['shenji', '/admin']
] as const;
export type Looker = (typeof lookers)[number];

/** A portal of its own in which every looker has something to look at. */
export const startLookedAt = async (from: number): Promise<Portal> => {
	const portal = await startPortal(from);
	portal.lend('shuili', 'draft');
	portal.lend('gongcheng', 'returned_by_employer');
	portal.lend('jizhe', 'submitted');
	portal.lend('gaoji', 'certificate_issued');
	portal.lend('zhuanjia2', 'accepted');
	portal.lend('zhuanjia3', 'voted_failed');
	portal.lend('danwei', 'employer_notice', 'employer_officer');
	return portal;
};

/** A session of that account; of a stranger where the name is empty. */
export const signedIn = async (portal: Portal, login: string): Promise<APIRequestContext> => {
	const context = await request.newContext({
		baseURL: portal.url,
		extraHTTPHeaders: { origin: portal.url }
	});
	if (login !== '') {
		const answer = await context.post('/sign-in', {
			form: { login, password: demoPassword },
			headers: { accept: 'text/html' },
			maxRedirects: 0
		});
		expect(answer.status(), `${login} signs in`).toBe(303);
		// Of their two hats, the chair's.
		const [chair] = portal.rows(
			`select g.id from grants g join accounts a on a.person_id = g.person_id
			where a.login_name = ? and g.role = 'chair'`,
			login
		);
		if (chair) await context.post('/hat', { form: { hat: String(chair['id']) }, maxRedirects: 0 });
	}
	return context;
};

/** What a looker reaches, one address for each route that is not to be left out. */
export const pagesOf = (
	portal: Portal,
	asking: APIRequestContext,
	[login, ...starts]: Looker,
	leaveOut: readonly string[]
): ReturnType<typeof crawl> =>
	crawl(asking, portal.url, [...startsOf(portal, login), ...starts], pageRoutes(), leaveOut);

const firstId = (portal: Portal, sql: string, ...values: readonly string[]): string =>
	String(portal.rows(sql, ...values)[0]?.['id']);

/** Pages that a form leads to, or that only some rows link to. */
const startsOf = (portal: Portal, login: string): readonly string[] => {
	const own = (state: string): string =>
		`/me/applications/${firstId(
			portal,
			`select x.id from applications x join accounts a on a.person_id = x.person_id
			where a.login_name = ? and x.state = ?`,
			login,
			state
		)}`;
	const held = (state: string): string =>
		firstId(
			portal,
			`select x.id from applications x join grants g
			on g.scope_id in (x.employer_id, x.holder_id, x.office_id, x.agency_id)
			join accounts a on a.person_id = g.person_id where a.login_name = ? and x.state = ?`,
			login,
			state
		);
	switch (login) {
		case '':
			return [
				'/search?q=水利',
				'/about/components/autosave',
				`/register/details?employer=${firstId(portal, "select id from organisations where kind = 'employer' order by id")}`
			];
		case 'shuili':
			return ['', '/basics', '/materials', '/target', '/check', '/delete'].map(
				(page) => own('draft') + page
			);
		case 'gongcheng':
			return ['', '/changes', '/check-answers'].map((page) => own('returned_by_employer') + page);
		case 'jizhe':
			return ['/progress', '/receipt', '/take-back', '/withdraw', '/form'].map(
				(page) => own('submitted') + page
			);
		case 'zhuanjia2':
			return [`${own('accepted')}/ask-withdrawal`];
		case 'zhuanjia3':
			return [`${own('voted_failed')}/recheck`];
		case 'danwei':
			return [
				`/employer/cases/bulk?act=recommend&id=${held('employer_notice')}`,
				`/employer/cases/${held('employer_notice')}/receive_objection`
			];
		case 'xianju':
			return [`/office/cases/bulk?act=pass&id=${held('county_check')}`];
		case 'xianban':
			return [
				`/committee/cases/bulk?act=accept&id=${held('acceptance_check')}`,
				`/committee/draws/${firstId(portal, 'select id from draws order by id')}`
			];
		case 'shiju': {
			const [keep, duplicate] = portal.rows(
				'select id from people where employer_id is not null order by id limit 2'
			);
			return [
				'/office/authority/grants/new',
				`/office/authority/grants/${firstId(portal, 'select id from authority_grants order by id')}`,
				`/office/authority/entrustments/${firstId(portal, 'select id from entrustments order by id')}`,
				`/office/people/${String(keep?.['id'])}/merge?duplicate=${String(duplicate?.['id'])}`
			];
		}
		default:
			return [];
	}
};
