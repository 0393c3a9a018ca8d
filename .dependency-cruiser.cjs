/**
 * Who may import whom: `domain ← usecases ← routes`; adapters implement the ports and are joined in
 * `wiring.ts`; components know no server. Checked by `npm test -- direction`.
 */

/** The adapters behind the ports. */
const ADAPTERS = '^src/lib/server/(store|auth|files|mail|jobs|documents|backup|demo)/';

/** Files that join ports and adapters, or run beside the request: the edge of the program. */
const EDGE =
	'^src/(cli/|hooks\\.server\\.ts$|lib/server/(wiring\\.ts$|jobs/|demo/|backup/|installation/))';

/** Generated or outside the program. */
const OUTSIDE = '^(node_modules|\\.svelte-kit|build)/';

module.exports = {
	forbidden: [
		{
			name: 'no-circular',
			comment: 'Two files that need each other are one file, or lack a third.',
			severity: 'error',
			from: {},
			// Types vanish: a table of deeds and the type of a deed may name each other.
			to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } }
		},
		{
			name: 'resolvable',
			comment: 'The file or package does not exist, or is not in package.json.',
			severity: 'error',
			from: { path: '^(src|tests|scripts|drizzle)/' },
			to: { couldNotResolve: true, pathNot: '^(\\$app|\\$env|\\./\\$types|\\$service-worker)' }
		},
		{
			name: 'domain-is-pure',
			comment: 'The domain decides with what it is handed: no framework, no database, no clock.',
			severity: 'error',
			from: { path: '^src/lib/domain/' },
			// Of Node only what is a pure function: digests and inflating (ESLint names which).
			to: { pathNot: ['^src/lib/domain/', '^node_modules/chinese-days/', '^(crypto|zlib)$'] }
		},
		{
			name: 'calendar-data-in-rules-only',
			comment: 'The holiday data is a regulation: only domain/rules reads it.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/lib/domain/rules/' },
			to: { path: '^node_modules/chinese-days/' }
		},
		{
			name: 'usecases-know-ports-only',
			comment: 'A use case speaks to the domain and to the ports, never to an adapter or a page.',
			severity: 'error',
			from: { path: '^src/lib/server/usecases/' },
			to: {
				pathNot: [
					'^src/lib/domain/',
					'^src/lib/server/usecases/',
					'^src/lib/server/store/(tables|reads/.*)\\.ts$',
					'^node_modules/zod/',
					'^crypto$'
				]
			}
		},
		{
			name: 'usecases-take-types-of-the-store',
			comment: 'The tables are declared once: the ports name the types of rows and of questions.',
			severity: 'error',
			from: { path: '^src/lib/server/usecases/' },
			to: { path: '^src/lib/server/store/', dependencyTypesNot: ['type-only'] }
		},
		{
			name: 'store-implements-ports',
			comment: 'The store knows the domain and the ports it implements.',
			severity: 'error',
			from: { path: '^src/lib/server/store/' },
			to: {
				path: '^src/',
				pathNot: [
					'^src/lib/domain/',
					'^src/lib/server/store/',
					'^src/lib/server/usecases/(ports|changes|questions)',
					'^src/lib/server/settings\\.ts$'
				]
			}
		},
		{
			name: 'adapters-do-not-know-each-other',
			comment: 'Adapters meet in wiring.ts, not in each other.',
			severity: 'error',
			from: { path: '^src/lib/server/(store|auth|files|mail|documents)/' },
			to: {
				path: ADAPTERS,
				pathNot: '^src/lib/server/$1/'
			}
		},
		{
			name: 'ui-knows-no-server',
			comment: 'A component takes props: domain types and words, nothing of the server.',
			severity: 'error',
			from: { path: '^src/lib/ui/' },
			to: { path: '^src/(lib/server|routes|cli|hooks)' }
		},
		{
			name: 'routes-are-thin',
			comment:
				'A route calls a use case through form.ts; adapters and their joining are not its business.',
			severity: 'error',
			from: { path: '^src/routes/' },
			to: { path: [ADAPTERS, '^src/lib/server/wiring\\.ts$', '^src/cli/'] }
		},
		{
			name: 'nobody-imports-routes',
			comment: 'A page is an end, not a library.',
			severity: 'error',
			from: { path: '^src/', pathNot: '^src/routes/' },
			to: { path: '^src/routes/' }
		},
		{
			name: 'only-the-edge-joins',
			comment: 'Only the command, the hooks and the processes beside them open the house.',
			severity: 'error',
			from: { path: '^src/', pathNot: EDGE },
			to: { path: '^src/lib/server/wiring\\.ts$' }
		},
		{
			name: 'program-knows-no-tests',
			comment: 'Tests and scripts may read the program, never the other way round.',
			severity: 'error',
			from: { path: '^src/' },
			to: { path: '^(tests|scripts|drizzle)/' }
		},
		{
			name: 'no-development-packages',
			comment: 'What the running portal imports must be installed where it runs.',
			severity: 'error',
			from: {
				path: '^src/(cli|hooks|lib/(domain|server))',
				pathNot: '\\.svelte$'
			},
			to: {
				dependencyTypes: ['npm-dev'],
				dependencyTypesNot: ['type-only'],
				// Compiled into the build.
				pathNot: '^node_modules/(@sveltejs/kit|svelte)/'
			}
		}
	],
	options: {
		doNotFollow: { path: [OUTSIDE, '^src/lib/paraglide/'] },
		exclude: { path: ['^tests/architecture/fixtures/'] },
		tsPreCompilationDeps: true,
		tsConfig: { fileName: 'tsconfig.json' },
		moduleSystems: ['es6', 'cjs'],
		enhancedResolveOptions: {
			exportsFields: ['exports'],
			conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
			extensions: ['.ts', '.js', '.mjs', '.svelte', '.json']
		},
		skipAnalysisNotInRules: true
	}
};
