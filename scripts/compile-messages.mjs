/** Compiles the message files as the build does; exit 1 where it cannot. */
import process from 'node:process';
import { compile } from '@inlang/paraglide-js';
import { messageOptions } from './lib/messages.mjs';
import { root } from './lib/project.mjs';

process.chdir(root);
await compile(messageOptions);
