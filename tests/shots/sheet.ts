/** The contact sheet: an index with thumbnails by role, and the same as pictures that can be passed around. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from '@playwright/test';

export type Shot = {
	readonly role: string;
	readonly route: string;
	readonly address: string;
	readonly title: string;
	/** Wide first, then the phone. */
	readonly files: readonly string[];
	readonly tooWide: boolean;
};

/** As many as can still be read when a sheet is shown on one screen. */
const perSheet = 9;

const escaped = (text: string): string =>
	text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

const figure = ({ title, address, files, tooWide }: Shot): string =>
	`<figure><div>${files
		.map((file) => `<a href="${file}"><img src="${file}" alt=""></a>`)
		.join('')}</div><figcaption><b>${escaped(title)}</b>${tooWide ? ' <em>宽过窗口</em>' : ''}<br>${
		files[0] ?? ''
	} ${escaped(address)}</figcaption></figure>`;

/** Thumbnails show the top of a page; each leads to the whole. */
const style = `body{margin:0;font:13px/1.5 sans-serif;background:#e4e2dc}
section{width:1600px;padding:16px;box-sizing:border-box;display:grid;grid-template-columns:repeat(3,1fr);gap:16px}
h2{grid-column:1/-1;margin:0}
figure{margin:0;overflow:hidden}
figure div{display:flex;gap:6px;align-items:start;height:500px;overflow:hidden}
img{display:block;width:100%}a:first-child{flex:390}a:last-child{flex:124}
figcaption{overflow-wrap:anywhere}em{color:#962a20;font-weight:700}`;

/** Writes `index.html`, one section for each sheet. */
export const writeIndex = (folder: string, shots: readonly Shot[]): void => {
	const sections = [...Map.groupBy(shots, ({ role }) => role)].flatMap(([role, pages]) =>
		Array.from({ length: Math.ceil(pages.length / perSheet) }, (_, i) => {
			const some = pages.slice(i * perSheet, (i + 1) * perSheet);
			return `<section><h2>${role} ${i + 1}</h2>${some.map(figure).join('')}</section>`;
		})
	);
	writeFileSync(
		path.join(folder, 'index.html'),
		`<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>全部页面</title><style>${style}</style>${sections.join('')}</html>`
	);
};

/** Takes a picture of each section of the index: `sheet-01.png`, … */
export const photographSheets = async (browser: Browser, folder: string): Promise<void> => {
	const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
	await page.goto(pathToFileURL(path.join(folder, 'index.html')).href);
	for (const [i, section] of (await page.locator('section').all()).entries()) {
		const file = `sheet-${String(i + 1).padStart(2, '0')}.png`;
		await section.screenshot({ path: path.join(folder, file) });
	}
	await page.close();
};
