/** What goes out compressed, and that a streamed answer never stands whole in memory. */
import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { compressed } from '#lib/server/compression.ts';

const line = '编号,姓名,单位,申报职称\r\n';
const csv = { 'content-type': 'text/csv; charset=utf-8' };

/** A body made on demand, chunk by chunk, that counts what was asked for. */
const streamed = (chunks: number, chunk: () => Uint8Array) => {
	const count = { made: 0, cancelled: 0 };
	const body = new ReadableStream<Uint8Array>(
		{
			pull(controller) {
				if (count.made === chunks) return controller.close();
				count.made += 1;
				controller.enqueue(chunk());
			},
			cancel() {
				count.cancelled += 1;
			}
		},
		{ highWaterMark: 0 }
	);
	return { body, count };
};

/** Incompressible: what goes in comes out at about the same length. */
const noise = (): Uint8Array => crypto.getRandomValues(new Uint8Array(32 * 1024));

const plain = async (answer: Response): Promise<string> => {
	const bytes = new Uint8Array(await answer.arrayBuffer());
	const how = answer.headers.get('content-encoding');
	return (
		how === 'br' ? brotliDecompressSync(bytes) : how ? gunzipSync(bytes) : Buffer.from(bytes)
	).toString('utf8');
};

/** Lets everything that can happen without a reader happen. */
const settled = async (): Promise<void> => {
	for (let turn = 0; turn < 50; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

describe('compression', () => {
	it.each([
		['br, gzip', 'br'],
		['gzip, deflate, br', 'br'],
		['gzip', 'gzip'],
		['br;q=0, gzip;q=0.5', 'gzip'],
		['identity', null],
		['br;q=0', null],
		['', null]
	])('is what the browser takes: %s', async (accepted, encoding) => {
		const text = line.repeat(500);
		const answer = await compressed(new Response(text, { headers: csv }), accepted);
		expect(answer.headers.get('content-encoding')).toBe(encoding);
		expect(answer.headers.get('vary')).toBe('accept-encoding');
		expect(await plain(answer)).toBe(text);
	});

	it('keeps status and headers, says vary once, and does not state another length', async () => {
		const text = line.repeat(500);
		const answer = await compressed(
			new Response(text, {
				status: 404,
				headers: { ...csv, 'content-length': '9', vary: 'Cookie, Accept-Encoding' }
			}),
			'br'
		);
		expect([answer.status, answer.headers.get('vary')]).toEqual([404, 'Cookie, Accept-Encoding']);
		expect(answer.headers.has('content-length')).toBe(false);
	});

	it('leaves alone what is small, encoded or no text', async () => {
		const small = await compressed(Response.json({ ok: true }), 'br');
		expect(small.headers.has('content-encoding')).toBe(false);
		expect(await small.json()).toEqual({ ok: true });
		for (const [type, encoding] of [
			['text/html', 'gzip'],
			['image/png', null],
			['text/event-stream', null]
		] as const) {
			const headers = { 'content-type': type, ...(encoding && { 'content-encoding': encoding }) };
			const given = new Response(line.repeat(500), { headers });
			expect(await compressed(given, 'br'), type).toBe(given);
		}
		const empty = new Response(null, { status: 303, headers: csv });
		expect(await compressed(empty, 'br')).toBe(empty);
	});

	it.each(['br', 'gzip'])('lets a streamed body flow with %s', async (encoding) => {
		const { body, count } = streamed(1_000, noise);
		const answer = await compressed(new Response(body, { headers: csv }), encoding);
		const reader = answer.body!.getReader();
		expect((await reader.read()).done).toBe(false);
		await settled();
		// A reader who waits holds the writer back: a few chunks lie in between, whatever follows.
		expect(count.made).toBeLessThan(20);
		await reader.cancel();
		await settled();
		expect([count.made < 20, count.cancelled]).toEqual([true, 1]);
	});

	it.each(['br', 'gzip'])('sends each chunk as it comes with %s', async (encoding) => {
		let next: (text: string | null) => void = () => undefined;
		const body = new ReadableStream<Uint8Array>({
			start(controller) {
				next = (text) =>
					text === null ? controller.close() : controller.enqueue(Buffer.from(text));
			}
		});
		next(line.repeat(100));
		const answer = await compressed(new Response(body, { headers: csv }), encoding);
		const reader = answer.body!.getReader();
		const got: Uint8Array[] = [];
		const soFar = (): string => {
			const bytes = Buffer.concat(got);
			return encoding === 'br'
				? brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH }).toString()
				: gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH }).toString();
		};
		got.push((await reader.read()).value!);
		expect(soFar()).toBe(line.repeat(100));
		next('后来的一行\r\n');
		got.push((await reader.read()).value!);
		expect(soFar()).toBe(`${line.repeat(100)}后来的一行\r\n`);
		next(null);
		while (!(await reader.read()).done);
	});

	it('passes on that the body broke', async () => {
		const body = new ReadableStream<Uint8Array>({
			pull(controller) {
				controller.enqueue(noise());
				controller.error(new Error('the database went away'));
			}
		});
		const answer = compressed(new Response(body, { headers: csv }), 'br');
		await expect(answer.then((one) => one.arrayBuffer())).rejects.toThrow();
	});
});
