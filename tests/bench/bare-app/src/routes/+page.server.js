/** What a row of the office list shows, made up once: no database, nobody to ask who is asking. */
const rows = Array.from({ length: 50 }, (_, i) => ({
	id: `01a20e59-6dc0-71ae-99db-${String(i).padStart(12, '0')}`,
	number: `2026-${String(i).padStart(6, '0')}`,
	name: '扎西次仁',
	lastFour: '0017',
	employer: `第${i}水利站`,
	title: '助理工程师',
	track: '正常',
	state: '评审中',
	due: '9 月 30 日'
}));

export const load = () => ({ rows });
