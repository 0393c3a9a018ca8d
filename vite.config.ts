import { paraglideVitePlugin } from '@inlang/paraglide-js';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig, type Plugin } from 'vite';
import { messageOptions } from './scripts/lib/messages.mjs';

/** Styles of the kit whose path under `lib/ui/` begins like this. */
const styles = (path: string) => new RegExp(`/lib/ui/(?:${path}).*(?:\\.css$|type=style)`);

const officeStyles = 'table/|Coverage|shell/(?:Office|Side|Keys|Panel)|form/Checkboxes';
/** What only the offices use. */
const officeParts = `${officeStyles}|desk/|shell/keys|form/DateInput|NoticeClock|StepLine|Tick`;
/** What single pages bring along themselves. */
const pageStyles = 'chart/|home/|draw/|Certificate|Ridge';
const pageParts = `${pageStyles}|MatterList|ResultPanel|SummaryList|TaskList|form/(?:AddAnother|FileSlot)`;
/** Fields and what saves them: pages without a form do without. */
const formParts = 'form/(?!Button|FormActions)';
/** Words that pages of everybody say; else they would bring along a whole group that says them too. */
const sharedWords = '/paraglide/messages/ui_(?:colon|keys|optional)\\.';

/**
 * Few files: on a slow link each further one costs a round trip, each further kilobyte 20 ms. One sheet
 * and one script for what every page shares, one more script for forms, one more of both for the offices; pages
 * bring the rest. A group takes along the words that its members say.
 */
const groups = [
	{ name: 'office-style', test: styles(officeStyles), priority: 6 },
	{ name: 'kit-style', test: styles(`(?!${pageStyles})`), priority: 5 },
	{ name: 'svelte', test: /node_modules\/(?:svelte|@sveltejs\/kit|esm-env|clsx)\//, priority: 4 },
	{
		name: 'kit',
		test: new RegExp(`/lib/ui/(?!${officeParts}|${pageParts}|${formParts})|${sharedWords}`),
		priority: 3,
		minShareCount: 2
	},
	{
		name: 'form',
		test: new RegExp(`/lib/ui/(?!${officeParts}|${pageParts})${formParts}`),
		priority: 2,
		minShareCount: 2
	},
	{ name: 'office', test: new RegExp(`/lib/ui/(?:${officeParts})`), priority: 1 },
	// What several pages of applicants say, each of it too small for a file.
	{ name: 'words', test: /\/paraglide\/messages\/(?:me|nav|ui)_/, minShareCount: 2 }
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
