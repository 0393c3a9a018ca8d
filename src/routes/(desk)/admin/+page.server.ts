import { error } from '@sveltejs/kit';
import { loads } from '#lib/server/form.ts';
import { navigationOf } from '#lib/server/shell/navigation.ts';
import { textOf } from '#lib/server/words.ts';
import type { PageServerLoad } from './$types';

/** What this administrator looks after, and what the other two do. */
export const load = loads(async (ctx) => {
	const role = ctx.actor?.hat?.role;
	if (role !== 'system_admin' && role !== 'security_admin' && role !== 'audit_admin') error(404);
	return {
		role: textOf(`role_${role}`) ?? role,
		kind: role,
		entries: navigationOf(role, true)
			.flatMap((group) => group.entries)
			.filter(({ href }) => href.startsWith('/admin/'))
			.map(({ href, key }) => ({
				href,
				label: textOf(key) ?? key,
				note: textOf(`admin_about_${href.slice('/admin/'.length)}`)
			}))
	};
}) satisfies PageServerLoad;
