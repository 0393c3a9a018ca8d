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

/** `$app/stores` is gone in the next Kit; `$app/state` is its successor. */
const oldStores = {
	name: '$app/stores',
	message: 'Use $app/state.'
};

export default defineConfig(
	{
		ignores: [
			'.svelte-kit/',
			'build/',
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
			// `() => tell()` is the house's short form of a callback without a result.
			'@typescript-eslint/no-confusing-void-expression': 'off',
			// An adapter may be async because its port is, whether or not it waits itself.
			'@typescript-eslint/require-await': 'off',
			// Kit's `error()` and `redirect()` throw what is not an Error.
			'@typescript-eslint/only-throw-error': 'off',
			complexity: ['error', 20]
		}
	},
	{
		// A module-level variable is state that a second process or a restart would miss.
		files: ['src/lib/server/**/*.ts', 'src/routes/**/*.ts', 'src/hooks.server.ts'],
		rules: {
			'no-restricted-syntax': [
				'error',
				{
					selector: 'Program > VariableDeclaration[kind="let"]',
					message: 'No state in process memory: keep it in a row (or a const in wiring.ts).'
				},
				{
					selector: 'Program > ExportNamedDeclaration > VariableDeclaration[kind="let"]',
					message: 'No state in process memory: keep it in a row (or a const in wiring.ts).'
				}
			]
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
