/**
 * What both shells need to know about the request, as plain data. The root layout's load builds it; the
 * shells know no server. Labels arrive as words in the visitor's language.
 */

/** 标准版 or 长辈版. */
export type Mode = 'standard' | 'elder';

/** Steps of the type in 长辈版: 22, 26 and 32 px. */
export type TypeStep = 1 | 2 | 3;

export type Lang = 'zh-CN' | 'en';

/** One dated grant the person may act under: 江孜县人社局经办. */
export type Hat = {
	readonly id: string;
	readonly label: string;
	readonly current: boolean;
};

export type NavItem = {
	readonly href: string;
	readonly label: string;
	/** Open work behind the entry; left out when there is none to show. */
	readonly count?: number;
	/** The count asks for work: shown in saffron text. */
	readonly urgent?: boolean;
};

export type NavGroup = {
	/** Left out for the last, untitled group. */
	readonly label?: string;
	readonly items: readonly NavItem[];
};

export type ShellData = {
	/** Name of the signed-in person; absent for visitors. */
	readonly name?: string;
	readonly hats: readonly Hat[];
	readonly unread: number;
	/** Set in demo mode: the legal day on which the page is shown, `2026-09-14`. */
	readonly demo?: { readonly date: string };
	readonly mode: Mode;
	readonly step?: TypeStep;
	readonly contrast?: boolean;
	readonly lang: Lang;
	/** Navigation of the current hat: groups in the office shell, at most five entries in the calm one. */
	readonly nav: readonly NavGroup[];
	/** Where the signed-in person's own work begins: `/me`, `/office`. */
	readonly home?: string;
	/** Search of the office bar; absent where a hat has nothing to search. */
	readonly search?: { readonly action: string; readonly label?: string };
	/** The help line printed at the foot of every page. */
	readonly phone?: Phone;
};

export type Phone = {
	readonly number: string;
	readonly hours?: string;
	readonly office?: string;
};

export type Crumb = { readonly href: string; readonly label: string };

/** Addresses that the shells themselves link to. */
export const shellPaths = {
	/** POST: mode, lang, step, contrast, back. */
	preferences: '/preferences',
	/** POST: hat, back. */
	hats: '/hat',
	signIn: '/sign-in',
	signOut: '/sign-out',
	account: '/me/account',
	messages: '/me/messages',
	identify: '/about/identify',
	privacy: '/about/privacy',
	accessibility: '/about/accessibility',
	siteMap: '/site-map',
	help: '/help',
	/** Demo installations only: moves the legal clock forward. */
	demoClock: '/demo/clock'
} as const;

/** How much work waits behind an entry of the navigation. */
export type Waiting = { readonly href: string; readonly count: number };

/** The shell with the count at its entry; other entries stay as they are. */
export const withWaiting = (shell: ShellData, waiting: Waiting | null): ShellData =>
	waiting === null
		? shell
		: {
				...shell,
				nav: shell.nav.map((group) => ({
					...group,
					items: group.items.map((item) =>
						item.href === waiting.href ? { ...item, count: waiting.count, urgent: true } : item
					)
				}))
			};

/** A visitor without cookies: what the pages fall back to when no shell data came. */
export const visitor: ShellData = {
	hats: [],
	unread: 0,
	mode: 'standard',
	lang: 'zh-CN',
	nav: []
};

/** The placeholder line of the service; an installation sets its own. */
export const defaultPhone: Phone = { number: '0892-000 0000' };

/**
 * Class of the `<html>` element for these preferences, e.g. `elder size-2 contrast`.
 * Empty for the standard version.
 */
export const modeClass = (
	preferences: Pick<ShellData, 'mode'> & Pick<Partial<ShellData>, 'step' | 'contrast'>
): string =>
	preferences.mode === 'elder'
		? [
				'elder',
				(preferences.step ?? 1) > 1 && `size-${preferences.step}`,
				preferences.contrast && 'contrast'
			]
				.filter(Boolean)
				.join(' ')
		: '';

/**
 * The entry that the current page belongs to: the longest `href` that is the path or a folder above it.
 * Addresses with a query are compared by their path.
 */
export const currentHref = (
	path: string,
	items: readonly { readonly href: string }[]
): string | undefined => {
	let best: string | undefined;
	for (const { href } of items) {
		const base = (href.split('?')[0] ?? href).replace(/\/$/, '');
		const holds = base === '' ? path === '/' : path === base || path.startsWith(`${base}/`);
		if (holds && (best === undefined || href.length > best.length)) best = href;
	}
	return best;
};
