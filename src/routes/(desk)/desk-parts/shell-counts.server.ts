/** The navigation of the office shell with what waits behind its entries. */
import { areaOf, deskOf } from '#lib/server/usecases/desk/desks.ts';
import { deskCounts } from '#lib/server/usecases/desk/list-cases.ts';
import type { Context } from '#lib/server/usecases/ports.ts';
import type { NavItem, ShellData } from '#lib/ui/shell/shell.ts';

/** Adds the count of waiting work to the entry of the desk's list; other hats' navigation stays as it is. */
export const withCounts = async (ctx: Context, shell: ShellData): Promise<ShellData> => {
	const desk = deskOf(ctx.actor);
	if (!desk) return shell;
	const [first] = Object.values(await deskCounts(ctx, desk));
	if (!first || first.count === 0) return shell;
	const href = `/${areaOf[desk]}/cases`;
	const counted = (item: NavItem): NavItem =>
		item.href === href ? { ...item, count: first.count, urgent: true } : item;
	return {
		...shell,
		nav: shell.nav.map((group) => ({ ...group, items: group.items.map(counted) }))
	};
};
