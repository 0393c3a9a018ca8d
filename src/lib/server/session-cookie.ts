/**
 * The session cookie of an installation: bound to this host alone where it is served over https. It carries
 * no date: it ends with the browser, and how long the session lasts is known to the server only.
 */
export const sessionCookie = ({ origin }: { readonly origin: string }) => {
	const secure = origin.startsWith('https:');
	return {
		name: secure ? '__Host-session' : 'session',
		attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure }
	} as const;
};
