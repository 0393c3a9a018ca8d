/** Where to go after signing in: a path of this portal, never another site. */
export const safeNext = (wanted: string | null, otherwise: string): string => {
	if (!wanted?.startsWith('/')) return otherwise;
	const here = 'http://portal.invalid';
	const url = URL.canParse(wanted, here) ? new URL(wanted, here) : undefined;
	if (url?.origin !== here || url.pathname.startsWith('//')) return otherwise;
	return url.pathname === '/sign-in' || url.pathname === '/sign-out'
		? otherwise
		: url.pathname + url.search;
};
