/** What the portal is made of (S24): the lockfile, install scripts, licences, a bill of materials. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';

const root = path.resolve(import.meta.dirname, '../..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));

const versions = z.record(z.string(), z.string()).default({});
const manifest = z
	.object({
		dependencies: versions,
		devDependencies: versions,
		optionalDependencies: versions,
		overrides: versions,
		allowScripts: z.record(z.string(), z.boolean())
	})
	.parse(read('package.json'));
const packages = z
	.record(
		z.string(),
		z.looseObject({
			version: z.string().optional(),
			resolved: z.string().optional(),
			integrity: z.string().optional(),
			license: z.string().optional(),
			dev: z.boolean().optional(),
			inBundle: z.boolean().optional(),
			hasInstallScript: z.boolean().optional()
		})
	)
	.parse((read('package-lock.json') as { packages: unknown }).packages);

/** Name → entry of every installed package, without the project itself. */
const locked = Object.entries(packages)
	.filter(([where]) => where !== '')
	.map(([where, entry]) => ({ ...entry, where, name: where.split('node_modules/').at(-1) ?? '' }));
const running = locked.filter(({ dev }) => dev !== true);

/** Licences that allow a self-hosted product without obligations beyond a notice. */
const licences = ['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD'];

describe('the lockfile', () => {
	test('names no place that packages were fetched from', () => {
		expect(locked.filter(({ resolved }) => resolved !== undefined)).toEqual([]);
	});

	test('holds a digest of every package', () => {
		const unchecked = locked.filter(({ integrity, inBundle }) => !integrity && inBundle !== true);
		expect(unchecked.map(({ where }) => where)).toEqual([]);
	});

	test('holds the Node of every platform that needs one', () => {
		const nodes = locked.filter(({ name }) => /^node-(linux|win|darwin)-/.test(name));
		expect(nodes.map(({ name }) => name).sort()).toEqual(
			Object.keys(manifest.optionalDependencies).sort()
		);
	});
});

test('every version is exact', () => {
	const { dependencies, devDependencies, optionalDependencies, overrides } = manifest;
	const all = { ...dependencies, ...devDependencies, ...optionalDependencies, ...overrides };
	expect(Object.entries(all).filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
});

test('every install script is accounted for, and none may run', () => {
	const withScript = locked.filter(({ hasInstallScript }) => hasInstallScript === true);
	const unknown = withScript.filter(({ name }) => !(name in manifest.allowScripts));
	expect(unknown.map(({ where }) => where)).toEqual([]);
	expect(Object.entries(manifest.allowScripts).filter(([, allowed]) => allowed)).toEqual([]);
});

test('what runs has a licence that a self-hosted product can live with', () => {
	const others = running.filter(({ license }) => !licences.includes(license ?? ''));
	expect(others.map(({ name, license }) => `${name}: ${license ?? 'none'}`)).toEqual([]);
});

test('npm writes a bill of materials without a network that names everything that runs', () => {
	const bill = z
		.object({
			bomFormat: z.literal('CycloneDX'),
			components: z.array(z.object({ name: z.string(), version: z.string() }))
		})
		.parse(
			JSON.parse(
				execFileSync(
					'npm',
					['sbom', '--offline', '--package-lock-only', '--sbom-format=cyclonedx'],
					{ cwd: root, encoding: 'utf8', maxBuffer: 1 << 26, stdio: ['ignore', 'pipe', 'pipe'] }
				)
			)
		);
	const named = new Set(bill.components.map(({ name, version }) => `${name}@${version}`));
	const missing = Object.entries(manifest.dependencies).filter(
		([name, version]) => !named.has(`${name}@${version}`)
	);
	expect(missing).toEqual([]);
});
