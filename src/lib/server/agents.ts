/** Browser and system behind a user-agent text, in few words: enough to know one's own devices. */
import * as m from '#lib/paraglide/messages.js';

const browsers: readonly (readonly [RegExp, string])[] = [
	[/MicroMessenger/, 'WeChat'],
	[/Edg\//, 'Edge'],
	[/QQBrowser/, 'QQ'],
	[/UCBrowser/, 'UC'],
	[/360SE|QIHU/, '360'],
	[/Firefox\//, 'Firefox'],
	[/Chrome\//, 'Chrome'],
	[/Safari\//, 'Safari']
];
const systems: readonly (readonly [RegExp, string])[] = [
	[/HarmonyOS/, 'HarmonyOS'],
	[/Android/, 'Android'],
	[/iPhone|iPad/, 'iOS'],
	[/Windows/, 'Windows'],
	[/Mac OS X/, 'macOS'],
	[/Linux/, 'Linux']
];
const nameIn = (list: readonly (readonly [RegExp, string])[], agent: string): string | undefined =>
	list.find(([pattern]) => pattern.test(agent))?.[1];

export const deviceName = (agent: string): string =>
	[nameIn(systems, agent), nameIn(browsers, agent)].filter(Boolean).join(' · ') ||
	m.account_unknown_device();
