/** Where questions go, as the office writes it into a notice: the form of publishing and of starting again. */
import { z } from 'zod';

export const contactFields = {
	department: z.string().trim().min(1).max(60),
	phone: z.string().trim().min(1).max(40),
	address: z.string().trim().max(80),
	supervisionPhone: z.string().trim().min(1).max(40)
} as const;
