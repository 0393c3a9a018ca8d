/**
 * How the message files become functions: for the build and for what is generated alone, so that neither
 * finds the other's work and keeps it (the language cookie has another name by default).
 *
 * @type {import('@inlang/paraglide-js').CompilerOptions}
 */
export const messageOptions = {
	project: './project.inlang',
	outdir: './src/lib/paraglide',
	strategy: ['cookie', 'baseLocale'],
	cookieName: 'lang',
	emitTsDeclarations: false
};
