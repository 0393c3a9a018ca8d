/**
 * Things of another county, asked for over HTTP by everybody whom they do not concern: they do not exist, and
 * the attempt at a case is in the log. S3: every route of every desk is tried by a stranger of each kind, with one
 * of its actions; `ALL=1` tries all of them, on things of several counties.
 */
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { startPortal, type Portal } from '../support/portal.ts';
import { demoPassword } from './support/people.ts';
import { serverRoutes } from './support/routes.ts';
import { digests } from './support/untouched.ts';

const everything = process.env['ALL'] === '1';

let portal: Portal;
test.beforeAll(async () => {
	test.setTimeout(150_000);
	portal = await startPortal(4390);
});
test.afterAll(async () => {
	await portal.stop();
});

const id = (sql: string): string => String(portal.rows(sql)[0]?.['id']);

/** Of 岗巴县 and its organisations; everybody below works for 南木林县 or its water engineers. */
const abroad = (place = '540233') => {
	const theirs = `place = '${place}'`;
	return {
		place,
		case: id(`select id from applications where ${theirs} and state <> 'draft' order by id`),
		person: id(
			`select p.id from people p join organisations o on o.id = p.employer_id
			where o.${theirs} order by p.id`
		),
		organisation: id(
			`select id from organisations where ${theirs} and kind = 'employer' order by id`
		),
		round: id(
			`select r.id from rounds r join committees c on c.id = r.committee_id
			where c.place not in ('540221', '540200') order by r.id`
		),
		meeting: id(
			`select m.id from meetings m join rounds r on r.id = m.round_id
			join committees c on c.id = r.committee_id
			where c.place not in ('540221', '540200') order by m.id`
		),
		notice: id(
			`select n.id from notices n join rounds r on r.id = n.round_id
			join committees c on c.id = r.committee_id
			where n.kind = 'result' and c.place not in ('540221', '540200') order by n.id`
		),
		certificate: id(`select c.id from certificates c join applications x on x.id = c.application_id
			where x.place not in ('540221', '540200') order by c.id`),
		employerNotice: id(
			`select n.id from notices n join applications x on x.id = n.application_id
			where n.kind = 'employer' and x.place not in ('540221', '540200') order by n.id`
		),
		entry: id(
			`select e.id from application_entries e join applications x on x.id = e.application_id
			where x.${theirs} and e.section = 'achievements' order by e.id`
		),
		line: id(
			`select l.id from record_entries l join people p on p.id = l.person_id
			join organisations o on o.id = p.employer_id where o.${theirs} order by l.id`
		),
		file: id(
			`select f.id from attachments f join applications x on x.id = f.application_id
			where x.${theirs} order by f.id`
		),
		sheet: id(
			`select s.id from assignments s join applications x on x.id = s.application_id
			where s.expert_id not in (select person_id from accounts) order by s.id`
		)
	};
};

const addresses: Readonly<Record<string, (it: ReturnType<typeof abroad>) => readonly string[]>> = {
	shuili: (it) => [
		...['', '/basics', '/materials', '/check', '/form', '/progress', '/receipt'].map(
			(page) => `/me/applications/${it.case}${page}`
		),
		`/me/certificates/${it.certificate}`
	],
	danwei: (it) => [`/employer/cases/${it.case}`, `/employer/people/${it.person}`],
	daili: (it) => [`/employer/cases/${it.case}`, `/employer/people/${it.person}`],
	hangye: (it) => [`/office/cases/${it.case}`, `/office/people/${it.person}`],
	xianju: (it) => [
		`/office/cases/${it.case}`,
		`/office/people/${it.person}`,
		`/office/organisations/${it.organisation}`
	],
	xianban: (it) => [
		`/committee/cases/${it.case}`,
		`/committee/cases/${it.case}/experts`,
		`/committee/rounds/${it.round}`,
		`/committee/meetings/${it.meeting}`,
		`/committee/notices/${it.notice}`,
		`/committee/certificates/${it.certificate}`
	],
	zhuanjia1: (it) => [`/expert/sheets/${it.sheet}`],
	zhuren: (it) => [`/expert/sheets/${it.sheet}`],
	xitong: (it) => [`/office/cases/${it.case}`, `/inspector/cases/${it.case}`],
	anquan: (it) => [`/office/cases/${it.case}`, `/inspector/cases/${it.case}`],
	shenji: (it) => [`/office/cases/${it.case}`, `/inspector/cases/${it.case}`],
	jiandu: (it) => [`/office/cases/${it.case}`, `/committee/cases/${it.case}`]
};

const signedIn = async (login: string): Promise<APIRequestContext> => {
	const asking = await request.newContext({
		baseURL: portal.url,
		extraHTTPHeaders: { origin: portal.url }
	});
	const answer = await asking.post('/sign-in', {
		form: { login, password: demoPassword },
		headers: { accept: 'text/html' },
		maxRedirects: 0
	});
	expect(answer.status(), `${login} signs in`).toBe(303);
	return asking;
};

const refusals = (): number =>
	Number(portal.rows("select count(*) n from log where result = 'refused'")[0]?.['n']);

test('what belongs to another county answers 403 or 404 to every role, and attempts at cases are logged', async () => {
	test.setTimeout(120_000);
	const it = abroad();
	const name = String(
		portal.rows('select person_name from applications where id = ?', it.case)[0]?.['person_name']
	);
	const leaks: string[] = [];
	for (const [login, pages] of Object.entries(addresses)) {
		const asking = await signedIn(login);
		for (const address of pages(it)) {
			expect(address).not.toContain('undefined');
			const before = refusals();
			const seen = await asking.get(address, { maxRedirects: 0 });
			if (![403, 404].includes(seen.status()))
				leaks.push(`${login} GET ${address}: ${seen.status()}`);
			if ((await seen.text()).includes(name)) leaks.push(`${login} GET ${address}: tells the name`);
			const posted = await asking.post(`${address}?/pass`, {
				form: { version: '1', opinion: '同意' },
				headers: { accept: 'text/html' },
				maxRedirects: 0
			});
			if (![403, 404, 405].includes(posted.status()))
				leaks.push(`${login} POST ${address}: ${posted.status()}`);
			// Inspectors see every case, at their own desk: no stranger's attempt.
			if (login !== 'jiandu' && address.includes(it.case) && refusals() === before)
				leaks.push(`${login} ${address}: not in the log`);
		}
		await asking.dispose();
	}
	expect(leaks).toEqual([]);
});

test('files of another’s case and lists filtered to another county give nothing', async () => {
	const it = abroad();
	const file = id(
		`select f.id from attachments f where f.application_id = '${it.case}' order by f.id`
	);
	for (const login of ['shuili', 'danwei', 'xianju', 'xianban', 'zhuanjia1', 'xitong']) {
		const asking = await signedIn(login);
		const answer = await asking.get(`/api/v1/uploads/${file}/file`, { maxRedirects: 0 });
		expect([403, 404], `${login} reads a file`).toContain(answer.status());
		await asking.dispose();
	}
	const county = await signedIn('xianju');
	const list = await county.get(`/office/cases?place=${it.place}`);
	expect(await list.text()).not.toContain(it.case);
	await county.dispose();
});

/** At which desk each works; `/me` is everybody's, with nothing of another's on it. */
const desks: Readonly<Record<string, string>> = {
	shuili: '/me',
	danwei: '/employer',
	daili: '/employer',
	hangye: '/office',
	xianju: '/office',
	shiju: '/office',
	xianban: '/committee',
	zhuanjia1: '/expert',
	zhuren: '/expert',
	jiandu: '/inspector',
	xitong: '/admin',
	anquan: '/admin',
	shenji: '/admin'
};

/** The thing of another county that a route is about; nothing where its things are everybody's at the desk. */
const objectOf = (route: string, it: ReturnType<typeof abroad>): string | undefined =>
	(
		[
			[/^\/(me\/applications|(employer|office|committee)\/cases)\//, it.case],
			[/^\/(me|committee)\/certificates\//, it.certificate],
			[/^\/(employer|office)\/people\//, it.person],
			[/^\/office\/organisations\//, it.organisation],
			[/^\/committee\/rounds\//, it.round],
			[/^\/committee\/meetings\//, it.meeting],
			[/^\/committee\/notices\//, it.notice],
			[/^\/employer\/notices\//, it.employerNotice],
			[/^\/expert\/sheets\//, it.sheet],
			[/^\/expert\/chair\//, it.round],
			[/^\/me\/record\//, it.line],
			[/^\/api\/v1\/uploads\//, it.file]
		] as const
	).find(([pattern]) => pattern.test(route))?.[1];

const nameOf = (caseId: string): string =>
	String(
		portal.rows('select person_name from applications where id = ?', caseId)[0]?.['person_name']
	);

/** Whose charge is the whole city: to them nothing of a county is another's. */
const wholeCity = (login: string, route: string): boolean =>
	({
		shiju: /^\/office\/|^\/me\/certificates\/|^\/api\/v1\/uploads\/\[id\]\/file/,
		jiandu:
			/^\/office\/(authority|coverage)|^\/me\/certificates\/|^\/api\/v1\/uploads\/\[id\]\/file/
	})[login]?.test(route) ?? false;

/** Anything that an action may ask for: what is refused must be refused for who asks. */
const anything = (it: ReturnType<typeof abroad>) => ({
	version: '1',
	id: it.case,
	case: it.case,
	line: it.line,
	reason: '试一试',
	basis: '试一试',
	document: '试〔2026〕1号',
	opinion: '同意',
	toOn: '2026-12-31',
	which: 'id',
	state: 'disabled',
	decision: 'verified',
	agreed: 'yes',
	finished: 'yes',
	slot: 'pledge',
	attachment: it.file,
	value: '9',
	code: 'conditions_not_met'
});

test('S3: every route of every desk answers a stranger of each kind with 403 or 404, and nothing moves', async () => {
	test.setTimeout(everything ? 1_800_000 : 180_000);
	const routes = serverRoutes().filter(({ id: route }) =>
		/^\/(me|employer|office|committee|expert|inspector|admin|api\/v1\/uploads)(\/|$)/.test(route)
	);
	const before = digests(portal);
	const leaks: string[] = [];
	let asked = 0;
	for (const it of (everything ? ['540233', '540224', '540231'] : ['540233']).map(abroad)) {
		const theirs = [it.case, it.person, it.certificate, nameOf(it.case)];
		for (const [login, desk] of Object.entries(desks)) {
			const asking = await signedIn(login);
			for (const { id: route, actions } of routes) {
				const object = objectOf(route, it);
				const isOwnDesk = route === desk || route.startsWith(`${desk}/`);
				// Nothing of another's is at an address of one's own desk without an id, nor at `/me`.
				const isList = !route.includes('[');
				if (isList && (isOwnDesk || route === '/me' || route.startsWith('/me/'))) continue;
				if (!isList && object === undefined && isOwnDesk) continue;
				if (wholeCity(login, route)) continue;
				const address = route
					.replace('[section]', route.includes('[entry]') ? 'achievements' : 'basics')
					.replace('[move]', 'suspend')
					.replace('[key]', 'notice.employer.workingDays')
					.replace('[line]', it.line)
					.replace('[entry]', it.entry)
					.replace(/\[[^\]]*\]/, object ?? it.case);
				const judge = (what: string, status: number, text: string): void => {
					asked += 1;
					// At no desk a form may be looked at before it is asked whose it is.
					const allowed = /^\/(me|api)\//.test(route) ? [400, 403, 404] : [403, 404];
					if (!allowed.includes(status)) leaks.push(`${login} ${what}: ${status}`);
					const told = isList ? theirs : [nameOf(it.case)];
					if (told.some((one) => text.includes(one)))
						leaks.push(`${login} ${what}: tells of another's`);
				};
				const seen = await asking.get(address, { maxRedirects: 0 });
				// A redirect to where the entry would be begun, which is not there either.
				const met = seen.status() === 303 ? await asking.get(address) : seen;
				judge(`GET ${address}`, met.status() === 405 ? 404 : met.status(), await met.text());
				for (const action of everything ? actions : actions.slice(0, 1)) {
					const answer = await asking.post(address + action, {
						form: anything(it),
						headers: { accept: 'text/html' },
						maxRedirects: 0
					});
					judge(`POST ${address}${action}`, answer.status(), await answer.text());
				}
			}
			await asking.dispose();
		}
	}
	expect.soft(leaks).toEqual([]);
	expect(asked).toBeGreaterThan(500);
	expect(digests(portal)).toEqual(before);
});
