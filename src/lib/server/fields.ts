/** Form fields that the domain checks, so that a form names everything to correct at once. */
import { z } from 'zod';
import { normaliseLogin, refusesLoginName } from '#lib/domain/people/account.ts';
import { checkIdNumber } from '#lib/domain/people/id-number.ts';
import { refusesPassword } from '#lib/domain/people/password.ts';
import { parseMobile } from '#lib/domain/people/phone.ts';
import type { Refusal } from '#lib/domain/refusal.ts';

const checked = (max: number, check: (text: string) => Refusal | undefined) =>
	z
		.string()
		.min(1)
		.max(max)
		.superRefine((text, context) => {
			const refusal = text === '' ? undefined : check(text);
			if (refusal) context.addIssue({ code: 'custom', params: { refusal } });
		});

export const idNumberField = checked(40, (text) => checkIdNumber(text));

export const mobileField = checked(30, (text) => {
	const parsed = parseMobile(text);
	return 'refusal' in parsed ? parsed.refusal : undefined;
});

export const newLoginField = checked(64, (text) => refusesLoginName(normaliseLogin(text)));

/** What any policy asks; the use case knows the person and the installation's policy. */
export const newPasswordField = checked(256, (text) =>
	refusesPassword('modern', text, { login: '', name: '' })
);
