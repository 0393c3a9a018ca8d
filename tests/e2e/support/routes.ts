/** Every route that answers with something of its own, from the route files, and the actions of its page. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { at } from '../../../scripts/lib/project.mjs';

export type Route = {
	/** Groups left out: `/office/cases/[id]`. */
	readonly id: string;
	/** Queries of its form actions, `''` for the only one; nothing where nothing can be posted. */
	readonly actions: readonly string[];
};

/** Names of the actions in a file, and in what it takes its actions from. */
const actionsIn = (file: string): readonly string[] => {
	const source = readFileSync(file, 'utf8');
	if (path.basename(file) === '+page.server.ts' && !/\bactions\b/.test(source)) return [];
	const own = [...source.matchAll(/^\t{1,2}(\w+): (?:submits|act|reasonAction)\b/gm)].map(
		([, name = '']) => name
	);
	const taken = [
		...source.matchAll(/import \{[^}]*[aA]ctions?\b[^}]*\} from '(\.[^']+)'/g)
	].flatMap(([, from = '']) => {
		const other = path.resolve(path.dirname(file), from);
		return existsSync(other) ? actionsIn(other) : [];
	});
	return [...own, ...taken];
};

export const serverRoutes = (): readonly Route[] =>
	readdirSync(at('src', 'routes'), { recursive: true, encoding: 'utf8' })
		.filter((file) => /(^|\/)\+(page\.server|server)\.ts$/.test(file))
		.map((file) => {
			const id = `/${file
				.split('/')
				.slice(0, -1)
				.filter((part) => !part.startsWith('('))
				.join('/')}`;
			const whole = at('src', 'routes', file);
			const source = readFileSync(whole, 'utf8');
			const names = file.endsWith('+server.ts') ? [] : [...new Set(actionsIn(whole))];
			const posts = /\bPOST\b/.test(source) || /\bexport const actions\b/.test(source);
			return {
				id,
				actions:
					names.length > 0
						? names.map((name) => (name === 'default' ? '' : `?/${name}`))
						: posts
							? ['']
							: []
			};
		})
		.sort((a, b) => (a.id < b.id ? -1 : 1));
