/** Rendered answers would otherwise go out plain, which a slow link pays for. */
import { Duplex } from 'node:stream';
import { constants, createBrotliCompress, createGzip } from 'node:zlib';

/** Each chunk goes out when it comes in: what is streamed stays streamed. */
const encoders = {
	br: () =>
		createBrotliCompress({
			flush: constants.BROTLI_OPERATION_FLUSH,
			params: { [constants.BROTLI_PARAM_QUALITY]: 4 }
		}),
	gzip: () => createGzip({ flush: constants.Z_SYNC_FLUSH })
};

type Encoding = keyof typeof encoders;
type Chunk = Uint8Array<ArrayBuffer>;

/** Below this an answer fits the packet that it goes out in anyway. */
const SMALL_BYTES = 1024;

/** The encoding that the browser takes, the better one first; `br;q=0` means that it does not. */
const encodingFor = (accepted: string): Encoding | undefined => {
	const taken = accepted
		.toLowerCase()
		.split(',')
		.map((one) => one.split(';').map((part) => part.trim()))
		.filter((parts) => !parts.some((part) => /^q=0(?:\.0{0,3})?$/.test(part)))
		.map(([coding]) => coding);
	return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding));
};

const hasVariants = ({ body, headers }: Response): boolean =>
	body !== null &&
	!headers.has('content-encoding') &&
	/^(?:text\/(?!event-stream)|application\/json)/.test(headers.get('content-type') ?? '');

/** A body whose first chunks were looked at, whole again. */
const resumed = (
	looked: readonly Chunk[],
	reader: ReadableStreamDefaultReader<Chunk>
): ReadableStream<Chunk> => {
	const first = [...looked];
	return new ReadableStream<Chunk>(
		{
			async pull(controller) {
				const chunk = first.shift();
				if (chunk) return controller.enqueue(chunk);
				const { done, value } = await reader.read();
				if (done) controller.close();
				else controller.enqueue(value);
			},
			cancel: (reason) => reader.cancel(reason)
		},
		{ highWaterMark: 0 }
	);
};

/**
 * The answer as this browser takes it best: text is compressed as it flows, whatever its length; what is
 * small or encoded already stays as it is. Where the browser's wishes could matter, `vary` says so.
 */
export const compressed = async (response: Response, accepted: string): Promise<Response> => {
	if (!hasVariants(response) || !response.body) return response;
	const { headers } = response;
	const varies = (headers.get('vary') ?? '').split(',').map((one) => one.trim().toLowerCase());
	if (!varies.includes('*') && !varies.includes('accept-encoding'))
		headers.append('vary', 'accept-encoding');
	const encoding = encodingFor(accepted);
	if (!encoding) return response;
	const answer = (body: ReadableStream<Chunk>): Response =>
		new Response(body, { status: response.status, statusText: response.statusText, headers });
	const reader: ReadableStreamDefaultReader<Chunk> = response.body.getReader();
	const looked: Chunk[] = [];
	let bytes = 0;
	while (bytes < SMALL_BYTES) {
		const { done, value } = await reader.read();
		if (done) return answer(resumed(looked, reader));
		looked.push(value);
		bytes += value.byteLength;
	}
	headers.set('content-encoding', encoding);
	headers.delete('content-length');
	// Node's own types of the web's streams and the browser's differ in name only.
	const encoder = Duplex.toWeb(encoders[encoding]()) as unknown as ReadableWritablePair<
		Chunk,
		Chunk
	>;
	return answer(resumed(looked, reader).pipeThrough(encoder));
};
