import { z } from 'zod';

/** Fields of a batch as its form posts them. */
export const batchSchema = z.object({
	year: z.coerce.number().int().min(2020).max(2100),
	name: z.string().trim().min(1).max(60),
	opensOn: z.string().min(1),
	opensTime: z.string().default('09:00'),
	closesOn: z.string().min(1),
	closesTime: z.string().default('17:00'),
	announcement: z.string().trim().max(8000).default('')
});
