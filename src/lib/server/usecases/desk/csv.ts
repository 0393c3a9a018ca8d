/**
 * CSV as spreadsheets open it: RFC 4180 with a UTF-8 byte-order mark, so that Chinese is read as Chinese.
 * A cell that a spreadsheet would take for a formula is kept a text by an apostrophe in front (CWE-1236).
 */
export const byteOrderMark = '\uFEFF';

const formula = /^[=+\-@\t\r]/;
const quoted = /[",\r\n]|^\s|\s$/;

export const csvCell = (value: string | number | null): string => {
	if (value === null) return '';
	// A number of ours is a number; what people typed is text whatever it looks like.
	if (typeof value === 'number') return String(value);
	const safe = formula.test(value) ? `'${value}` : value;
	return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** One line with its end. */
export const csvLine = (cells: readonly (string | number | null)[]): string =>
	`${cells.map(csvCell).join(',')}\r\n`;
