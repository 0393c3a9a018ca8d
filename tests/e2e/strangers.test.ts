/**
 * Things of another county, asked for over HTTP by everybody whom they do not concern: they do not exist, and
 * the attempt at a case is in the log. The short form of S3; the matrices of the domain are the long one.
 */
import { expect, request, test, type APIRequestContext } from '@playwright/test';
import { startPortal, type Portal } from '../support/portal.ts';
import { demoPassword } from './support/people.ts';

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
const abroad = () => {
	const place = '540233';
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
