/** Forms of the acts on a case: their schemas, and how the lines of a defect list are read. */
import { z } from 'zod';
import type { DefectInput } from '#lib/server/usecases/desk/defects.ts';

/** Every act carries the version of the case that the officer saw. */
export const versioned = z.looseObject({ version: z.coerce.number().int().min(1) });

const listed = (value: unknown): readonly string[] =>
	(Array.isArray(value) ? value : value === undefined ? [] : [value]).filter(
		(one): one is string => typeof one === 'string'
	);

/** Texts of a repeated field of any form. */
export const textsOf = (data: Readonly<Record<string, unknown>>, name: string): readonly string[] =>
	listed(data[name]);

export const textOfField = (data: Readonly<Record<string, unknown>>, name: string): string =>
	listed(data[name])[0] ?? '';

const prefix = 'defectText.';

/** `defectText.basics` and `defectField.basics`, each as often as there are lines. */
export const defectsFrom = (data: Readonly<Record<string, unknown>>): readonly DefectInput[] =>
	Object.keys(data)
		.filter((name) => name.startsWith(prefix))
		.flatMap((name) => {
			const section = name.slice(prefix.length);
			const fields = listed(data[`defectField.${section}`]);
			return listed(data[name]).map((text, line) => ({ section, field: fields[line] ?? '', text }));
		});

export const contactFrom = (data: Readonly<Record<string, unknown>>) => ({
	department: textOfField(data, 'department'),
	phone: textOfField(data, 'phone'),
	address: textOfField(data, 'address'),
	material: textOfField(data, 'material'),
	supervisionPhone: textOfField(data, 'supervisionPhone')
});
