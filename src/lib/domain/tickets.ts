/**
 * Lots that anyone can redo with a hash tool: a ticket is the lower-case hex SHA-256 of the UTF-8 text
 * `<seed>:<id>`, and the lowest tickets come first. Sampling, drawing and breaking ties use the same ones.
 */
import { createHash } from 'node:crypto';
import { compareIds } from './order.ts';

/** Lower-case hex SHA-256 of a text in UTF-8. */
export const sha256 = (text: string): string =>
	createHash('sha256').update(text, 'utf8').digest('hex');

export const ticketOf = (seed: string, id: string): string => sha256(`${seed}:${id}`);

/** What was drawn from: SHA-256 of the ids, sorted by code point, joined by a line feed. */
export const digestOfIds = (ids: readonly string[]): string =>
	sha256([...ids].sort(compareIds).join('\n'));
