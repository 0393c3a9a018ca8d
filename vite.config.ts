import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { messageOptions } from './scripts/lib/messages.mjs';

/** Styles of the kit whose path under `lib/ui/` begins like this. */
const styles = (path: string) => new RegExp(`/lib/ui/(?:${path}).*(?:\\.css$|type=style)`);

const officeParts = 'table/|Coverage|shell/(?:Office|Side|Keys|Panel)';
/** What single pages bring along themselves. */
const pageParts = 'chart/|home/|Certificate|Ridge';

/**
 * Few files: on a slow link each further one costs a round trip, each further kilobyte 20 ms. One sheet
 * and one script for what every page shares, one more for the offices; pages bring the rest.
 */
const groups = [
	{ name: 'office-style', test: styles(officeParts), priority: 5 },
	{ name: 'kit-style', test: styles(`(?!${pageParts})`), priority: 4 },
	{ name: 'svelte', test: /node_modules\/(?:svelte|@sveltejs\/kit|esm-env|clsx)\//, priority: 3 },
	{ name: 'words', test: /\/paraglide\/messages\/ui_/, priority: 2, minShareCount: 2 },
	{
		name: 'kit',
		test: new RegExp(`/lib/ui/(?!${officeParts}|${pageParts})`),
		priority: 2,
		minShareCount: 2
	},
	// After the kit: a group takes along what its members import.
	{ name: 'office', test: new RegExp(`/lib/ui/(?:${officeParts})`), priority: 1 }
];

/** Only what browsers load; the server's files show Kit which page needs which sheet. */
const fewFiles: Plugin = {
	name: 'few-files',
	apply: 'build',
	outputOptions(options) {
		return this.environment.name === 'client'
			? { ...options, codeSplitting: { groups } }
			: undefined;
	}
};

export default defineConfig({
	plugins: [paraglideVitePlugin(messageOptions), sveltekit(), fewFiles]
});
