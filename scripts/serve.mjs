/**
 * The server process below `npm start`: the build, tied to the life of the process that started it.
 * A service manager runs `node build/index.js` itself and needs none of this.
 */
import { pathToFileURL } from 'node:url';
import { at } from './lib/project.mjs';

process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
await import(pathToFileURL(at('build', 'index.js')).href);
