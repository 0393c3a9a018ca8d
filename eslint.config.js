import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

const unusedNamesMayStartWithUnderscore = {
	argsIgnorePattern: '^_',
	varsIgnorePattern: '^_',
	caughtErrorsIgnorePattern: '^_',
	ignoreRestSiblings: true
};

/** What the domain and the use cases are handed: the instant, the day, ids, chance. */
const clockAndChance = [
	{
		selector: 'MemberExpression[object.name="Date"][property.name="now"]',
		message: 'The instant is handed in: Context.now().'
	},
	{
		selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
		message: 'The instant is handed in: Context.now().'
	},
	{
		selector: 'MemberExpression[object.name="Math"][property.name="random"]',
		message: 'Chance is handed in: Context.newId() or Context.secrets.'
	},
	{
		selector: 'MemberExpression[object.name="process"][property.name="env"]',
		message: 'Settings are read in settings.ts and handed on by wiring.ts.'
	}
];

/** Waiting is for those who load and commit; the domain decides at once. */
const waiting = ['AwaitExpression', ':function[async=true]', 'ForOfStatement[await=true]'].map(
	(selector) => ({ selector, message: 'The domain is synchronous.' })
);

/** Of Node's modules, the pure functions. */
const pureFunctionsOfNode = [
	{ name: 'node:crypto', allowImportNames: ['createHash'], message: 'Only digests are pure.' },
	{
		name: 'node:zlib',
		allowImportNames: ['inflateSync', 'constants'],
		message: 'Only inflating is pure.'
	}
];

const noState = [
	'Program > VariableDeclaration[kind="let"]',
	'Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]'
].map((selector) => ({
	selector,
	message: 'No state in process memory: keep it in a row (or a const in wiring.ts).'
}));

/** `$app/stores` is gone in the next Kit; `$app/state` is its successor. */
const oldStores = {
	name: '$app/stores',
	message: 'Use $app/state.'
};

export default defineConfig(
	{
		ignores: [
			'**/.svelte-kit/',
			'**/build*/',
			'data/',
			'.cache/',
			'shots/',
			'test-results/',
			'playwright-report/',
			'drizzle/sqlite/',
			'drizzle/postgres/',
			'src/lib/paraglide/',
			'tests/architecture/fixtures/'
		]
	},
	js.configs.recommended,
	{
		languageOptions: { globals: globals.node },
		linterOptions: { reportUnusedDisableDirectives: 'error' },
		rules: {
			eqeqeq: ['error', 'always', { null: 'ignore' }],
			'no-restricted-imports': ['error', { paths: [oldStores] }],
			'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }]
		}
	},
	{
		files: ['**/*.ts'],
		extends: [ts.configs.strictTypeChecked],
		languageOptions: {
			parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname }
		},
		rules: {
			'@typescript-eslint/no-unused-vars': ['error', unusedNamesMayStartWithUnderscore],
			'@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
			'@typescript-eslint/switch-exhaustiveness-check': [
				'error',
				{ considerDefaultExhaustiveForUnions: true }
			],
			// Numbers read well inside a template; what must not slip in is an object or undefined.
			'@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
			// By code point is how texts are walked here; what a reader sees as one sign is not asked for.
			'@typescript-eslint/no-misused-spread': ['error', { allow: ['string'] }],
			// `() => tell()` is the house's short form of a callback without a result.
			'@typescript-eslint/no-confusing-void-expression': 'off',
			// An adapter may be async because its port is, whether or not it waits itself.
			'@typescript-eslint/require-await': 'off',
			// Kit's `error()` and `redirect()` throw what is not an Error.
			'@typescript-eslint/only-throw-error': 'off',
			complexity: ['error', 25]
		}
	},
	{
		// A module-level variable is state that a second process or a restart would miss.
		files: ['src/lib/server/**/*.ts', 'src/routes/**/*.ts', 'src/hooks.server.ts'],
		rules: { 'no-restricted-syntax': ['error', ...noState] }
	},
	{
		files: ['src/lib/server/usecases/**/*.ts'],
		rules: {
			'no-restricted-syntax': ['error', ...noState, ...clockAndChance],
			'no-restricted-imports': ['error', { paths: [oldStores, pureFunctionsOfNode[0]] }]
		}
	},
	{
		files: ['src/lib/domain/**/*.ts'],
		rules: {
			'no-restricted-syntax': ['error', ...noState, ...clockAndChance, ...waiting],
			'no-restricted-imports': ['error', { paths: [oldStores, ...pureFunctionsOfNode] }]
		}
	},
	{
		files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
		rules: { 'no-unused-vars': ['error', unusedNamesMayStartWithUnderscore] }
	},
	{
		files: ['tests/**/*.ts'],
		rules: { '@typescript-eslint/no-non-null-assertion': 'off' }
	},
	svelte.configs.recommended,
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: {
			globals: { ...globals.browser, ...globals.node },
			parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] }
		},
		plugins: { '@typescript-eslint': ts.plugin },
		rules: {
			// svelte-check knows the types inside components; the type-aware rules do not.
			'no-undef': 'off',
			'no-unused-vars': 'off',
			'@typescript-eslint/no-unused-vars': ['error', unusedNamesMayStartWithUnderscore],
			// Links come as data (navigation, lists), and the portal is served from the root of its host.
			'svelte/no-navigation-without-resolve': ['error', { ignoreLinks: true }],
			'svelte/no-at-html-tags': 'error',
			'svelte/require-each-key': 'error'
		}
	}
);
