/** A legal day `2026-09-14` taken apart for a message: `{ year: 2026, month: 9, day: 14 }`. */
export const partsOfDay = (day: string): { year: number; month: number; day: number } => {
	const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
	return { year, month, day: date };
};
