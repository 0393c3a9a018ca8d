/**
 * Page numbers to show: first, last, the current one with its neighbours; `undefined` marks a gap.
 * At most seven places, so that the foot of a list keeps its width.
 */
export const pagesShown = (page: number, pages: number): readonly (number | undefined)[] => {
	if (pages <= 7) return Array.from({ length: pages }, (_, i) => i + 1);
	const near = new Set([1, pages, page - 1, page, page + 1]);
	if (page <= 3) [2, 3, 4].forEach((n) => near.add(n));
	if (page >= pages - 2) [pages - 1, pages - 2, pages - 3].forEach((n) => near.add(n));
	const sorted = [...near].filter((n) => n >= 1 && n <= pages).sort((a, b) => a - b);
	return sorted.flatMap((n, i) => {
		const before = sorted[i - 1];
		return before !== undefined && n - before > 1 ? [undefined, n] : [n];
	});
};
