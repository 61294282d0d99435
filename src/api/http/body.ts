/** Thrown by `readBytes`, for the caller to translate. */
export class TooLargeError extends Error {}

/** For Firefox, which lacks `Request.body`. There the page made the request, so it is in memory. */
async function readWhole(
  message: Request | Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(await message.arrayBuffer());
  if (bytes.byteLength > limit) throw new TooLargeError();
  return bytes;
}

/**
 * Reads a body of at most `limit` bytes. A declared length over the limit is refused at once; a
 * smaller one is not trusted.
 * @throws TooLargeError
 */
export async function readBytes(
  message: Request | Response,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const body = message.body as ReadableStream<Uint8Array> | null | undefined;
  if (body === undefined) return readWhole(message, limit);
  if (body === null) return new Uint8Array();
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let size = 0;
  try {
    if (Number(message.headers.get('content-length')) > limit) throw new TooLargeError();
    for (let read = await reader.read(); !read.done; read = await reader.read()) {
      size += read.value.byteLength;
      if (size > limit) throw new TooLargeError();
      chunks.push(read.value);
    }
  } catch (error) {
    // Cancelling a stream that has failed rejects too. The first error is the one that matters.
    reader.cancel().catch(() => undefined);
    throw error;
  }
  const bytes = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

/** @throws TypeError when the bytes are not UTF-8, SyntaxError when the text is not JSON. */
export function parseJson(bytes: Uint8Array): unknown {
  return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
}
