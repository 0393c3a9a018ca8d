/** What waits behind the entries of the office shell's navigation. */
import { contextOfPage } from '#lib/server/form.ts';
import { areaOf, deskOf } from '#lib/server/usecases/desk/desks.ts';
import { deskCounts } from '#lib/server/usecases/desk/list-cases.ts';
import type { Waiting } from '#lib/ui/shell/shell.ts';

/** The desk's list with how much waits there; null where nothing does, and for hats without a desk. */
export const waitingFor = async (locals: App.Locals): Promise<Waiting | null> => {
	const ctx = contextOfPage(locals);
	const desk = deskOf(ctx.actor);
	if (!desk) return null;
	const [first] = Object.values(await deskCounts(ctx, desk));
	return first && first.count > 0 ? { href: `/${areaOf[desk]}/cases`, count: first.count } : null;
};
