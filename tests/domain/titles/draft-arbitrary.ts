/** Random drafts: entries complete, half-written and wrong, for the tests of the check and the task list. */
import fc from 'fast-check';
import { optionsOf } from '#lib/domain/titles/field-values.ts';
import type { PrecheckInput } from '#lib/domain/titles/precheck.ts';
import { sections, type Section, type SectionField } from '#lib/domain/titles/sections.ts';
import { materialSlots } from '#lib/domain/rules/materials.ts';

export const today = '2026-09-14';

const goodValue = (field: SectionField): fc.Arbitrary<string> => {
	switch (field.type) {
		case 'text':
		case 'long':
			return fc.constantFrom('水利', '艾玛乡', '灌区改造');
		case 'day':
			return fc.constantFrom('2019-07-01', '2022-12-31', '2025-08-01');
		case 'month':
			return fc.constantFrom('2019-07', '2024-01', '2025-12');
		case 'year':
			return fc.constantFrom('2022', '2023', '2024', '2025');
		case 'hours':
			return fc.constantFrom('30', '60', '90', '120.5');
		case 'number':
			return fc.constantFrom('1', '2');
		case 'choice':
			return fc.constantFrom(...optionsOf(field));
		case 'yes':
			return fc.constant('on');
	}
};

const value = (field: SectionField): fc.Arbitrary<string> =>
	fc.oneof(
		{ weight: 12, arbitrary: goodValue(field) },
		{ weight: 1, arbitrary: fc.constant('') },
		{ weight: 1, arbitrary: fc.constantFrom('2019--', '??', '2031-01-01', 'x'.repeat(900)) }
	);

const entryOf = (section: Section) =>
	fc
		.record(Object.fromEntries(section.fields.map((field) => [field.name, value(field)])))
		.map((data) => ({ section: section.id, data }));

const entries = fc
	.tuple(
		...sections
			.filter(({ fields, id }) => fields.length > 0 && id !== 'pledge')
			.map((section) => fc.array(entryOf(section), { maxLength: section.repeated ? 3 : 1 }))
	)
	.map((lists) => lists.flat().map((entry, index) => ({ id: `e${index}`, ...entry })));

const attachments = fc.array(
	fc.record({
		slot: fc.constantFrom(...materialSlots.map(({ key }) => key)),
		state: fc.constantFrom('receiving' as const, 'stored' as const)
	}),
	{ maxLength: 8 }
);

export const draft: fc.Arbitrary<PrecheckInput> = fc
	.record({
		entries,
		attachments,
		finished: fc.subarray(sections.map(({ id }) => id as string)),
		track: fc.constantFrom('normal' as const, 'exceptional' as const, 'bridge' as const),
		level: fc.constantFrom('junior_assistant' as const, 'intermediate' as const),
		series: fc.constantFrom('engineering', 'journalism')
	})
	.map((given) => ({
		target: {
			series: given.series,
			specialty: null,
			level: given.level,
			track: given.track,
			cycleYear: 2026
		},
		entries: given.entries,
		attachments: given.attachments.map((one, index) => ({ id: `a${index}`, ...one })),
		finished: given.finished,
		standing: { retiredOn: null, bars: [] },
		hoursRule: { total: 90, general: 30, professional: 60 },
		route: { route: 'committee' as const },
		today
	}));
