/** One officer of each desk around a teacher, in the small invented county. */
import type { Role } from '#lib/domain/access.ts';
import { idNumber, makeWorld, type World } from './world.ts';

export const ID = idNumber('542322', '19880412', '002');
export const PHONE = '13908920001';

export const setting = async () => {
	const world = await makeWorld();
	const officer = (name: string, role: Role, scopeId: string, employer = scopeId) =>
		world.person({
			name,
			...(employer && { employer }),
			login: `${role}.${name === '格桑' ? 'a' : 'b'}`,
			roles: [[role, scopeId]]
		});
	const { org } = world;
	return {
		...world,
		school: await officer('格桑', 'employer_officer', org.school),
		clinic: await officer('边巴', 'employer_officer', org.clinic),
		county: await officer('普布', 'county_officer', org.bureau),
		city: await officer('旺堆', 'city_officer', org.city),
		security: await officer('央金', 'security_admin', ''),
		system: await officer('德吉', 'system_admin', ''),
		audit: await officer('尼玛', 'audit_admin', ''),
		teacher: await world.person({
			name: '次仁卓玛',
			id: ID,
			phone: PHONE,
			employer: org.school,
			login: 'zhuoma'
		})
	};
};
export type Setting = Awaited<ReturnType<typeof setting>>;
/** The context of whoever asks. */
export const as = async (world: World, who: { actor: () => Promise<unknown> }) =>
	world.ctx((await who.actor()) as Parameters<World['ctx']>[0]);
