import type { FieldView } from './entry-form.server.ts';

type Values = Readonly<Record<string, string | readonly string[]>>;

/** The fields with what was typed and not accepted, so that nothing is lost. */
export const typedAgain = (
	fields: readonly FieldView[],
	values: Values | undefined
): readonly FieldView[] => {
	if (!values || Object.keys(values).length === 0) return fields;
	const text = (name: string): string => {
		const value = values[name];
		return typeof value === 'string' ? value : '';
	};
	return fields.map((field) => ({
		...field,
		value: text(field.name),
		parts: [text(`${field.name}_year`), text(`${field.name}_month`), text(`${field.name}_day`)]
	}));
};
