import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openHouse } from '#lib/server/wiring.ts';
import { readSettings } from '#lib/server/settings.ts';
import { acceptInvitation } from '#lib/server/usecases/people/accept-invitation.ts';
import { recoverAccount } from '#lib/server/usecases/people/recovery.ts';
import { refusal, runText } from './run.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'portal-user-'));
const answered = (...args: string[]): Record<string, unknown> => {
	const ran = runText(['user', ...args], '');
	expect(ran.status, ran.lines.join('\n')).toBe(0);
	return JSON.parse(ran.out) as Record<string, unknown>;
};
const tokenOf = (answer: Record<string, unknown>): string =>
	String(answer['link']).split('/').at(-1) ?? '';

beforeAll(() => {
	vi.stubEnv('DATA_DIR', folder);
	vi.stubEnv('DATABASE_URL', '');
	vi.stubEnv('ORIGIN', 'http://localhost:3000');
	expect(runText(['migrate'], '').status).toBe(0);
});
afterAll(() => {
	vi.unstubAllEnvs();
	rmSync(folder, { recursive: true, force: true });
});

describe('portal user', () => {
	it('makes the first administrator by a link that works once, lists and recovers', async () => {
		expect(runText(['user', 'list'], '').out.trim()).toBe('[]');
		const invited = answered('create-admin', '--name', '央金');
		expect(invited).toMatchObject({ role: 'security_admin', name: '央金' });
		expect(invited['link']).toMatch(/^http:\/\/localhost:3000\/invite\/[a-z2-7]{32}$/);

		const house = await openHouse(readSettings({ DATA_DIR: folder }));
		const stranger = await house.contextFor();
		const password = 'quiet river under ice';
		await acceptInvitation(stranger, {
			token: tokenOf(invited),
			idNumber: '',
			phone: '13908920001',
			login: 'Yangjin',
			password,
			repeat: password
		});
		expect(JSON.parse(runText(['user', 'list'], '').out)).toEqual([
			{ login: 'yangjin', name: '央金', state: 'active', roles: ['security_admin'] }
		]);

		const second = runText(
			['user', 'create-admin', '--name', '央金', '--role', 'audit', '--login', 'yangjin'],
			''
		);
		expect(second.status).toBe(1);
		expect(second.lines.join()).toContain('不能由一个人兼任');

		const link = answered('recover', '--login', 'YANGJIN');
		const next = 'a new river under ice';
		await recoverAccount(stranger, { token: tokenOf(link), password: next, repeat: next });
		await house.close();
	});

	it('says what is missing and writes nothing', () => {
		expect(refusal(runText(['user', 'create-admin', '--role', 'king'], ''))).toEqual([
			'--name: missing (the administrator’s name)',
			'--role: found "king" (one of system, security, audit)'
		]);
		expect(refusal(runText(['user', 'promote'], ''))).toEqual([
			'user: found "promote" (one of create-admin, list, recover)'
		]);
		expect(runText(['user', 'recover', '--login', 'nobody'], '').status).toBe(1);
	});
});
