/** Routing of a million applications in one process, beside the bare look-up of their committee in a map. */
import { prepareRouting, type RouteQuestion } from '#lib/domain/authority/route.ts';
import { counties, jurisdictions } from '#lib/domain/rules/jurisdictions.ts';
import { coverageColumns } from '#lib/domain/rules/specialties.ts';
import { measure, print } from './measure.ts';

const applications = 1_000_000;

const committees = counties.flatMap(({ code }) =>
	coverageColumns.map(({ series, specialty }, column) => ({
		id: `${code}-${column}`,
		series,
		specialty,
		tiers: ['junior'] as const,
		covers: [code],
		filedOn: '2025-01-01',
		validTo: column % 3 === 0 ? '2026-06-30' : '2027-12-31',
		state: 'active' as const
	}))
);
const questions = Array.from({ length: applications }, (_, i): RouteQuestion => {
	const column = coverageColumns[i % coverageColumns.length];
	return {
		series: column?.series ?? 'engineering',
		specialty: column?.specialty ?? null,
		level: i % 2 === 0 ? 'junior_assistant' : 'junior_entry',
		place: counties[i % counties.length]?.code ?? '540221',
		meetingDate: `2026-1${i % 3}-15`
	};
});
const route = prepareRouting({
	places: jurisdictions.map(({ code, parent }) => ({ code, parent })),
	committees,
	entrustments: []
});
const bare = new Map(
	committees.map(({ id, covers, series, specialty }) => [
		`${covers[0] ?? ''}\n${series}\n${specialty ?? ''}`,
		id
	])
);

print(`Routing ${applications.toLocaleString('en')} applications in one process`, [
	await measure(
		'floor: one look-up in a map each',
		() => {
			let found = 0;
			for (const { place, series, specialty } of questions)
				if (bare.has(`${place}\n${series}\n${specialty ?? ''}`)) found += 1;
			return found;
		},
		{ n: 1, rounds: 3 }
	),
	await measure(
		'routing',
		() => {
			let found = 0;
			for (const question of questions) if (route(question).committee !== null) found += 1;
			return found;
		},
		{ n: 1, rounds: 3 }
	)
]);
