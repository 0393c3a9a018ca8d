/** What axe finds on an open page: every rule of WCAG 2.2 A and AA, with the first place of each finding. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

export const findings = async (page: Page): Promise<readonly string[]> => {
	const { violations } = await new AxeBuilder({ page })
		.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
		.options({ resultTypes: ['violations'] })
		.analyze();
	return violations.map(
		({ id, nodes }) =>
			`${new URL(page.url()).pathname} ${id}: ${nodes[0]?.html.slice(0, 160) ?? ''}`
	);
};
