import { dropFile } from '../../usecases/attachments/drop-file.ts';
import type { Deed } from '../schedule.ts';

/** The file of an attachment that was taken out. */
export const dropFileOf: Deed = (ctx, payload, settled) =>
	dropFile(ctx, String(payload['id']), settled);
