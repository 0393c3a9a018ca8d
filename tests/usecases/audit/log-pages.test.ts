/** What the log's pages do with it: looking it through is itself logged, and details have names people read. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { v7 } from 'uuid';
import type { RequestEvent } from '@sveltejs/kit';
import type { Role } from '#lib/domain/access.ts';
import { logged, type Context } from '#lib/server/usecases/ports.ts';
import { textOf } from '#lib/server/words.ts';
import { overwriteGetLocale } from '#lib/paraglide/runtime.js';
import { actions as adminActions } from '../../../src/routes/(desk)/admin/log/+page.server.ts';
import { logPage } from '../../../src/routes/(desk)/desk-parts/log-page.server.ts';
import { actions as inspectorActions } from '../../../src/routes/(desk)/inspector/+page.server.ts';
import { makeWorld } from '../../support/world.ts';

const post = (ctx: Context, at: string): RequestEvent => {
	const url = new URL(at, 'http://localhost');
	const request = new Request(url, { method: 'POST', body: new URLSearchParams() });
	return {
		locals: { ctx },
		request,
		url,
		route: { id: `/(desk)${at}` }
	} as unknown as RequestEvent;
};

const setting = async (role: Role) => {
	const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-log-'));
	vi.stubEnv('DATA_DIR', dataDir);
	onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
	const world = await makeWorld();
	const actor = await world.officer(role);
	return { world, actor, ctx: world.context(actor) };
};

afterEach(() => {
	vi.unstubAllEnvs();
	overwriteGetLocale(() => 'zh-CN');
});

describe('whoever verifies the log', () => {
	it.each([
		['audit_admin', adminActions.verify, '/admin/log'],
		['inspector', inspectorActions.verify, '/inspector']
	] as const)('is in it with what was found: %s', async (role, verify, at) => {
		const { world, actor, ctx } = await setting(role);
		await world.store.commit([
			logged(ctx, { action: 'case.open', objectKind: 'case', objectId: 'c' })
		]);
		const head = (await world.store.read.log.head())?.hash;
		// The inspector is sent back to the page, which a redirect says.
		await Promise.resolve(verify(post(ctx, at) as never)).catch((sent: unknown) =>
			expect(sent).toMatchObject({ status: 303, location: at })
		);
		expect(await world.store.read.log.ofAction('log.verify', { size: 9 })).toMatchObject([
			{ actorId: actor.personId, role, detail: { entries: 1, head, ok: true } }
		]);
	});
});

describe('an entry on the page', () => {
	it.each([
		['zh-CN', '依据'],
		['en', 'Basis']
	] as const)('has its details named in %s, unknown ones as they are', async (locale, basis) => {
		overwriteGetLocale(() => locale);
		const { world, ctx } = await setting('audit_admin');
		await world.store.commit([
			logged(ctx, {
				action: 'parameter.set',
				objectKind: 'parameter',
				objectId: 'p',
				detail: { basis: '日人社函〔2026〕1号', neverHeardOf: 1 }
			})
		]);
		const { panel } = await logPage(ctx, new URL('http://localhost/admin/log?open=1'), null);
		expect(panel?.detail.map(({ label }) => label).sort()).toEqual([basis, 'neverHeardOf'].sort());
	});

	it('about an account names the person, not the account’s number', async () => {
		const { world, ctx } = await setting('audit_admin');
		const person = await world.person({ name: '达瓦次仁' });
		const entry = { action: 'account.sign_in', objectKind: 'account', objectId: v7() };
		await world.store.commit([
			logged(ctx, { ...entry, subjectId: person.id }),
			logged(ctx, { ...entry, result: 'refused' })
		]);
		const { rows, panel } = await logPage(ctx, new URL('http://localhost/admin/log?open=1'), null);
		expect(rows.at(-1)?.object).toBe('达瓦次仁');
		expect(panel).toMatchObject({ object: '达瓦次仁', objectId: entry.objectId });
		// Whose it was is not known: the number is all there is.
		expect(rows[0]?.object).not.toBe('');
	});

	it('has a name for every detail that the portal writes', () => {
		const lacking = namesInDetails().filter((name) => textOf(`log_field_${name}`) === undefined);
		expect(lacking).toEqual([]);
	});
});

/** Member names of every `detail: { … }` in the program, spread conditions included. */
function namesInDetails(): readonly string[] {
	const names = new Set<string>();
	const take = (node: ts.Expression): void => {
		if (ts.isParenthesizedExpression(node)) return take(node.expression);
		if (ts.isBinaryExpression(node)) return take(node.right);
		if (!ts.isObjectLiteralExpression(node)) return;
		for (const member of node.properties)
			if (ts.isSpreadAssignment(member)) take(member.expression);
			else names.add(member.name.getText());
	};
	const visit = (node: ts.Node): void => {
		if (ts.isPropertyAssignment(node) && node.name.getText() === 'detail') take(node.initializer);
		ts.forEachChild(node, visit);
	};
	for (const part of ['lib/server/usecases', 'lib/server/jobs', 'cli'])
		for (const file of readdirSync(path.join('src', part), { recursive: true, encoding: 'utf8' })) {
			if (!file.endsWith('.ts')) continue;
			const text = readFileSync(path.join('src', part, file), 'utf8');
			visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
		}
	return [...names];
}
