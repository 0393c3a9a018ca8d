import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	MAX_PASSWORD,
	passwordExpired,
	refusesPassword,
	type PasswordPolicy
} from '#lib/domain/people/password.ts';

const known = {
	login: 'zhuoma.n',
	name: '次仁卓玛',
	idNumber: '54022119900101123x',
	phone: '13908920001'
};
const why = (password: string, policy: PasswordPolicy = 'modern') =>
	refusesPassword(policy, password, known)?.key;

describe('modern policy', () => {
	it.each([
		['', 'password_needed'],
		['雪山下的小河', 'password_too_short'],
		['kTv9-pW2xq!', 'password_too_short'],
		['x'.repeat(MAX_PASSWORD + 1), 'password_too_long'],
		['mine is Zhuoma.N ok', 'password_holds_known'],
		['我叫次仁卓玛住在江孜县里', 'password_holds_known'],
		['vrk+54022119900101123X+q', 'password_holds_known'],
		['born 19900101 in may', 'password_holds_known'],
		['call 13908920001 now', 'password_holds_known'],
		['password2026', 'password_guessable'],
		['P@ssw0rd!P@ssw0rd!', 'password_guessable'],
		['Shigatse2026!', 'password_guessable'],
		['Qwertyuiop123', 'password_guessable'],
		['1qaz2wsx3edc', 'password_guessable'],
		['aaaaaaaaaaaaaa', 'password_guessable'],
		['abababababab', 'password_guessable'],
		['123456789012', 'password_guessable'],
		['woaini1314520', undefined],
		['tashidolma1234', 'password_guessable'],
		['日喀则人社局职称管理员', 'password_too_short'],
		['日喀则人社局职称管理员密码', 'password_guessable'],
		['ChuangQianMingYueGuang', 'password_guessable'],
		['correct horse battery staple', 'password_guessable'],
		['quiet river under ice', undefined],
		['七月草场羊群慢慢过河去', 'password_too_short'],
		['七月草场上羊群慢慢过河去', undefined]
	])('%s: %s', (password, key) => {
		expect(why(password)).toBe(key);
	});

	it('never expires', () => {
		expect(passwordExpired('modern', 0, 400 * 86_400_000)).toBe(false);
	});
});

describe('dengbao policy', () => {
	it.each([
		['quiet river under ice', 'password_classes'],
		['quietriverUnderice', 'password_classes'],
		['quietriver Under ice', undefined],
		['quietriver8Underice', undefined]
	])('%s: %s', (password, key) => {
		expect(why(password, 'dengbao')).toBe(key);
	});

	it('expires after 180 days, to the millisecond', () => {
		const days180 = 180 * 86_400_000;
		expect(passwordExpired('dengbao', 1000, 1000 + days180)).toBe(false);
		expect(passwordExpired('dengbao', 1000, 1001 + days180)).toBe(true);
	});
});

describe('any policy', () => {
	it('takes random passwords of 16 letters, and has an answer for any text', () => {
		const letters = fc.string({
			unit: fc.constantFrom(...'bcdfghjkmnpqrstvwxzBCDFGHJKMNPQRSTVWXZ2679!?#+'.split(/(?:)/u)),
			minLength: 16,
			maxLength: 40
		});
		let taken = 0;
		fc.assert(
			fc.property(letters, (password) => {
				if (why(password) === undefined) taken += 1;
			}),
			{ numRuns: 500 }
		);
		expect(taken).toBeGreaterThan(490);
		fc.assert(
			fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (password) => {
				// A pattern that never comes back would be ended by the test's own limit.
				why(password);
			})
		);
	});
});
