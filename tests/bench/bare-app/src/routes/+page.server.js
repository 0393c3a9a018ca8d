const rows = Array.from({ length: 50 }, (_, i) => ({
	number: `2026-${String(i).padStart(6, '0')}`,
	name: '扎西次仁',
	employer: `第${i}水利站`,
	title: '助理工程师',
	state: '县级审核',
	due: '9 月 30 日'
}));

export const load = () => ({ rows });
