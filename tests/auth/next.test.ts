import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { safeNext } from '#lib/server/next.ts';
import { sessionCookie } from '#lib/server/session-cookie.ts';

describe('where to go after signing in', () => {
	it.each([
		['/me/applications/1?tab=2', '/me/applications/1?tab=2'],
		['/office/people?q=%E6%89%8E', '/office/people?q=%E6%89%8E'],
		[null, '/home'],
		['', '/home'],
		['https://elsewhere.example/', '/home'],
		['//elsewhere.example/', '/home'],
		['/\\elsewhere.example', '/home'],
		['/\t/elsewhere.example', '/home'],
		['javascript:alert(1)', '/home'],
		['/x/..//elsewhere.example', '/home'],
		['/sign-out', '/home'],
		['/sign-in?next=/me', '/home']
	])('%s → %s', (wanted, expected) => {
		expect(safeNext(wanted, '/home')).toBe(expected);
	});

	it('never leaves the portal, whatever is asked', () => {
		const piece = fc.constantFrom(
			'/',
			'\\',
			'//',
			'.',
			'..',
			'@',
			':',
			'?',
			'#',
			'\t',
			'%2f',
			'a.b'
		);
		fc.assert(
			fc.property(fc.array(piece, { maxLength: 8 }), (pieces) => {
				const to = safeNext(`/${pieces.join('')}`, '/home');
				expect(new URL(to, 'https://portal.example').origin).toBe('https://portal.example');
			}),
			{ numRuns: 2_000 }
		);
	});
});

describe('the session cookie', () => {
	it('is bound to the host over https, and never readable by script', () => {
		expect(sessionCookie({ origin: 'https://rc.example' })).toEqual({
			name: '__Host-session',
			attributes: { path: '/', httpOnly: true, sameSite: 'lax', secure: true }
		});
		expect(sessionCookie({ origin: 'http://localhost:3000' })).toMatchObject({
			name: 'session',
			attributes: { httpOnly: true, secure: false }
		});
	});
});
