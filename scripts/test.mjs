/**
 * `npm test`: everything that must hold, from formatting to the browser. `npm test -- unit sqlite` runs
 * only these suites. One suite's failure does not keep the others from running.
 */
import { fetchSystemPackages } from './lib/system-packages.mjs';
import { checkMachine, install, portalNode, portalPath } from './lib/install.mjs';
import { acquireLock, releaseLock } from './lib/lock.mjs';
import { generate, suites } from './lib/suites.mjs';
import { command, secondsSince, Stop } from './lib/terminal.mjs';

await command(async () => {
	checkMachine();
	await acquireLock();
	await install();
	releaseLock();
	const node = portalNode();
	await generate(node);
	const all = suites(node, { ...portalPath(node), FORCE_COLOR: '0' });
	const chosen = choose(all, process.argv.slice(2));
	if (chosen.some(({ name }) => ['postgres', 'browser'].includes(name))) {
		await fetchSystemPackages();
	}

	const total = { passed: 0, failed: 0, skipped: 0 };
	const summary = [];
	const failures = [];
	const failed = new Set();
	for (const [index, suite] of chosen.entries()) {
		console.log(`\n━━ ${index + 1}/${chosen.length} ${suite.name} ${suite.title} ━━`);
		const started = performance.now();
		const counts = failed.has(suite.needs)
			? { passed: 0, failed: 1, skipped: 0 }
			: await tried(suite);
		if (counts.failed > 0) failed.add(suite.name);
		for (const key of Object.keys(total)) total[key] += counts[key];
		for (const failure of counts.failures ?? []) failures.push(`✗ ${suite.name}：${failure}`);
		const line =
			`${counts.failed > 0 ? '✗' : '✓'} ${suite.name}：` +
			`${counts.passed} 通过，${counts.failed} 失败，${counts.skipped} 跳过（${secondsSince(started)} 秒）`;
		console.log(line);
		summary.push(line);
	}
	// Again at the end: what failed in the middle of a long run has scrolled away by now.
	if (failures.length > 0) console.log(`\n━━ 失败 ━━\n${failures.join('\n\n')}`);
	console.log(`\n${summary.join('\n')}\n`);
	console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
	if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
}, releaseLock);

/** The named suites in their order, with what they need. */
function choose(all, names) {
	const unknown = names.filter((name) => !all.some((suite) => suite.name === name));
	if (unknown.length > 0) {
		throw new Stop(
			`没有名为 ${unknown.join('、')} 的测试：可用 ${all.map(({ name }) => name).join('、')}`
		);
	}
	if (names.length === 0) return all;
	const needed = all.filter(({ name }) => names.includes(name)).map(({ needs }) => needs);
	return all.filter(({ name }) => names.includes(name) || needed.includes(name));
}

async function tried(suite) {
	try {
		return await suite.run();
	} catch (error) {
		console.error(error instanceof Stop ? `${error.details}\n✗ ${error.message}` : error);
		return { passed: 0, failed: 1, skipped: 0 };
	}
}
