/** What both shells show about whoever is asking. */
import type { Actor } from '#lib/domain/access.ts';
import { getLocale } from '#lib/paraglide/runtime.js';
import type { Mode, ShellData, TypeStep } from '#lib/ui/shell/shell.ts';
import type { Context } from '../usecases/ports.ts';
import { textOf } from '../words.ts';
import { homeOf, navigationOf } from './navigation.ts';

export type Preferences = {
	readonly mode: Mode;
	readonly step: TypeStep;
	readonly contrast: boolean;
};

/** Reads the look that the visitor chose from the cookies; anything odd counts as the standard look. */
export const preferencesOf = (cookie: (name: string) => string | undefined): Preferences => {
	const step = Number(cookie('step'));
	return {
		mode: cookie('mode') === 'elder' ? 'elder' : 'standard',
		step: step === 2 || step === 3 ? step : 1,
		contrast: cookie('contrast') === 'high'
	};
};

const words = (key: string): string => textOf(key) ?? key;

/** `江孜县人社局 · 县级经办`: the office first, then the role. */
const hatLabel = (scopeName: string, role: string): string =>
	[scopeName, words(`role_${role}`)].filter(Boolean).join(' · ');

/** Every grant in force; whoever has one can also take the hat off and see to their own matters. */
const hatsOf = ({ hat, hats }: Actor): ShellData['hats'] =>
	hats.length === 0
		? []
		: [
				...hats.map(({ grantId, role, scopeName }) => ({
					id: grantId,
					label: hatLabel(scopeName, role),
					current: grantId === hat?.grantId
				})),
				{ id: '', label: words('role_applicant'), current: hat === null }
			];

export const shellDataFor = async (ctx: Context, look: Preferences): Promise<ShellData> => {
	const { actor } = ctx;
	const role = actor?.hat?.role ?? null;
	return {
		...(actor && { name: actor.name, home: role ? homeOf[role] : '/me' }),
		hats: actor ? hatsOf(actor) : [],
		unread: actor ? await ctx.store.read.messages.unreadCount(actor.personId) : 0,
		...(ctx.demo && { demo: { date: ctx.today() } }),
		...look,
		lang: getLocale() === 'en' ? 'en' : 'zh-CN',
		nav: navigationOf(role, actor !== null).map(({ key, entries }) => ({
			...(key && { label: words(key) }),
			items: entries.map((entry) => ({ href: entry.href, label: words(entry.key) }))
		})),
		...(role &&
			!['expert', 'chair', 'system_admin', 'security_admin', 'audit_admin'].includes(role) && {
				search: { action: `${homeOf[role]}/cases` }
			})
	};
};
