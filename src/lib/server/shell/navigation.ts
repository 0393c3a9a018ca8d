/** Where each hat may go: the navigation of both shells, as message keys. Pages check again for themselves. */
import type { Role } from '#lib/domain/access.ts';

export type Entry = { readonly href: string; readonly key: string };
export type Group = { readonly key: string | null; readonly entries: readonly Entry[] };

const group = (key: string | null, ...entries: readonly (readonly [string, string])[]): Group => ({
	key,
	entries: entries.map(([href, name]) => ({ href, key: `nav_${name}` }))
});

export const publicNavigation: readonly Group[] = [
	group(
		null,
		['/check', 'apply'],
		['/verify', 'look_up'],
		['/notices', 'notices'],
		['/help', 'help']
	)
];

export const ownNavigation: readonly Group[] = [
	group(
		null,
		['/me', 'matters'],
		['/me/record', 'record'],
		['/me/certificates', 'certificates'],
		['/help', 'help']
	)
];

const employer: readonly Group[] = [
	group(
		'nav_group_work',
		['/employer', 'desk'],
		['/employer/cases', 'cases'],
		['/employer/notices', 'employer_notices']
	),
	group(
		'nav_group_people',
		['/employer/registrations', 'registrations'],
		['/employer/people', 'people'],
		['/employer/deputies', 'deputies']
	),
	group(null, ['/help', 'help'])
];

const check: readonly Group[] = [
	group('nav_group_work', ['/office', 'desk'], ['/office/cases', 'cases']),
	group('nav_group_review', ['/office/coverage', 'coverage']),
	group('nav_group_people', ['/office/deputies', 'deputies']),
	group(null, ['/help', 'help'])
];

const county: readonly Group[] = [
	group('nav_group_work', ['/office', 'desk'], ['/office/cases', 'cases']),
	group('nav_group_review', ['/office/coverage', 'coverage']),
	group(
		'nav_group_people',
		['/office/registrations', 'registrations'],
		['/office/people', 'people'],
		['/office/organisations', 'organisations'],
		['/office/deputies', 'deputies']
	),
	group(null, ['/help', 'help'])
];

const city: readonly Group[] = [
	group('nav_group_work', ['/office', 'desk'], ['/office/cases', 'cases']),
	group(
		'nav_group_review',
		['/office/coverage', 'coverage'],
		['/office/authority', 'authority'],
		['/office/batches', 'batches']
	),
	group(
		'nav_group_people',
		['/office/registrations', 'registrations'],
		['/office/people', 'people'],
		['/office/organisations', 'organisations'],
		['/office/deputies', 'deputies']
	),
	group(
		'nav_group_settings',
		['/office/calendar', 'calendar'],
		['/office/parameters', 'parameters']
	),
	group(null, ['/help', 'help'])
];

const committee: readonly Group[] = [
	group('nav_group_work', ['/committee', 'desk'], ['/committee/cases', 'cases']),
	group(
		'nav_group_review',
		['/committee/rounds', 'rounds'],
		['/committee/meetings', 'meetings'],
		['/committee/notices', 'result_notices'],
		['/committee/certificates', 'issue_certificates']
	),
	group('nav_group_people', ['/committee/deputies', 'deputies']),
	group(null, ['/help', 'help'])
];

const expert: readonly Group[] = [
	group(null, ['/expert', 'scoring'], ['/me', 'matters'], ['/help', 'help'])
];

const chair: readonly Group[] = [
	group(null, ['/expert/chair', 'chair'], ['/me', 'matters'], ['/help', 'help'])
];

const inspector: readonly Group[] = [
	group(
		'nav_group_inspection',
		['/inspector', 'inspection'],
		['/inspector/log', 'log'],
		['/inspector/cases', 'inspect_cases'],
		['/inspector/draws', 'inspect_draws'],
		['/office/coverage', 'coverage'],
		['/office/authority', 'authority']
	),
	group(null, ['/help', 'help'])
];

const admin = (...entries: readonly (readonly [string, string])[]): readonly Group[] => [
	group('nav_group_admin', ['/admin', 'admin'], ...entries),
	group(null, ['/help', 'help'])
];

const byRole: Readonly<Record<Role, readonly Group[]>> = {
	applicant: ownNavigation,
	employer_officer: employer,
	hr_agency: employer,
	sector_officer: check,
	county_officer: county,
	city_officer: city,
	committee_office: committee,
	expert,
	chair,
	inspector,
	system_admin: admin(
		['/admin/organisations', 'organisations'],
		['/admin/installation', 'installation']
	),
	security_admin: admin(['/admin/accounts', 'accounts'], ['/admin/policies', 'policies']),
	audit_admin: admin(['/admin/log', 'log'])
};

/** Where a hat's own work begins. */
export const homeOf: Readonly<Record<Role, string>> = {
	applicant: '/me',
	employer_officer: '/employer',
	hr_agency: '/employer',
	sector_officer: '/office',
	county_officer: '/office',
	city_officer: '/office',
	committee_office: '/committee',
	expert: '/expert',
	chair: '/expert/chair',
	inspector: '/inspector',
	system_admin: '/admin',
	security_admin: '/admin',
	audit_admin: '/admin'
};

export const navigationOf = (role: Role | null, signedIn: boolean): readonly Group[] =>
	role ? byRole[role] : signedIn ? ownNavigation : publicNavigation;
