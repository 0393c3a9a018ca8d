import type { Numbered } from '../ports.ts';

/** The number that people quote, given inside the commit: 2026-000123. */
export const caseNumber = (year: number): Numbered => ({
	counter: `application:${year}`,
	format: (value) => `${year}-${String(value).padStart(6, '0')}`
});
