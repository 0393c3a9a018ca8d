/**
 * `npm run audit`: known weaknesses of what the running portal contains. A command and not a test: the
 * answer changes by itself, and not every network reaches the service. Exit 0: none; 1: some; 2: unknown.
 */
import { root } from './lib/project.mjs';
import { command, run } from './lib/terminal.mjs';

await command(async () => {
	const { output } = await run('npm', ['audit', '--omit=dev', '--json'], {
		cwd: root,
		shell: process.platform === 'win32'
	});
	const counts = countsOf(output);
	if (counts === undefined) {
		console.error(
			'✗ 无法得到审计结果：此处连不上审计服务，请在能访问 npm 审计服务的网络中重新运行'
		);
		process.exitCode = 2;
		return;
	}
	const serious = counts.high + counts.critical;
	console.log(
		`已知漏洞：严重 ${counts.critical}，高 ${counts.high}，中 ${counts.moderate}，低 ${counts.low}`
	);
	if (serious > 0) {
		console.error('✗ 请运行 npm audit --omit=dev 查看详情并升级相应的包');
		process.exitCode = 1;
	}
});

function countsOf(output) {
	try {
		return JSON.parse(output.slice(output.indexOf('{'))).metadata?.vulnerabilities;
	} catch {
		return undefined;
	}
}
