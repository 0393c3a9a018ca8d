/**
 * The accounts that the sign-in page of the demo lists, one per role. Only these have passwords; everybody
 * else in the demo city exists without one.
 */
import type { Role } from '#lib/domain/access.ts';

export type DemoAccount = {
	readonly login: string;
	readonly role: Role;
	/** What this account is there to show, a message key `demo_<key>`. */
	readonly key: string;
};

/** The same for all of them: long enough for the policy, and easy to type on a phone. */
export const demoPassword = 'yanshi-2026-rikaze';

export const demoAccounts: readonly DemoAccount[] = [
	{ login: 'shuili', role: 'applicant', key: 'water_engineer' },
	{ login: 'jizhe', role: 'applicant', key: 'journalist' },
	{ login: 'gongcheng', role: 'applicant', key: 'intermediate' },
	{ login: 'gaoji', role: 'applicant', key: 'senior' },
	{ login: 'danwei', role: 'employer_officer', key: 'employer' },
	{ login: 'daili', role: 'hr_agency', key: 'agency' },
	{ login: 'hangye', role: 'sector_officer', key: 'sector' },
	{ login: 'xianju', role: 'county_officer', key: 'county' },
	{ login: 'shiju', role: 'city_officer', key: 'city' },
	{ login: 'xianban', role: 'committee_office', key: 'county_office' },
	{ login: 'shiban', role: 'committee_office', key: 'city_office' },
	{ login: 'zhuanjia1', role: 'expert', key: 'expert' },
	{ login: 'zhuanjia2', role: 'expert', key: 'expert' },
	{ login: 'zhuanjia3', role: 'expert', key: 'expert' },
	{ login: 'zhuren', role: 'chair', key: 'chair' },
	{ login: 'jiandu', role: 'inspector', key: 'inspector' },
	{ login: 'xitong', role: 'system_admin', key: 'system_admin' },
	{ login: 'anquan', role: 'security_admin', key: 'security_admin' },
	{ login: 'shenji', role: 'audit_admin', key: 'audit_admin' }
];
