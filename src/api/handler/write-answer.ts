import type { CsvFile } from '../../model/csv/csv-file.js';
import { isImageList, recognizeImage } from '../../model/image-type.js';
import { checkCsvFile } from '../csv-file.js';
import { ReviewError } from '../errors.js';
import { entityTag } from '../http/fields.js';
import { rowCountField } from '../http/media-types.js';
import { operationOf, type OperationName } from '../operations/operations.js';
import { loadChecks } from '../operations/schemas.js';
import { toProblem } from './write-problem.js';

/** Receives a failure of the adapter. */
export type Report = (error: unknown) => void;

const hasVersion = (value: unknown): value is { version: string } =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  typeof value.version === 'string';

async function writeJson(name: OperationName, result: unknown): Promise<Response> {
  const checks = await loadChecks(name);
  // Drops the members that the schema lacks, because an adapter's own members are not public.
  const value = checks.answer(result);
  const response = Response.json(value);
  if (hasVersion(value)) response.headers.set('etag', entityTag(value.version));
  return response;
}

const imageHeaders = {
  'content-security-policy': "default-src 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
} as const;

/**
 * A body that is read only as fast as the caller reads. It reports bytes that cannot be read; the head
 * of the answer is sent by then, so the connection breaks off.
 */
function toBody(
  parts: AsyncIterator<Uint8Array<ArrayBuffer>, unknown>,
  report: Report,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream<Uint8Array<ArrayBuffer>>(
    {
      async pull(controller) {
        try {
          const result = await parts.next();
          if (result.done) controller.close();
          else controller.enqueue(result.value);
        } catch (error) {
          report(error);
          controller.error(error);
        }
      },
      async cancel() {
        await parts.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Browsers cannot yet iterate over a stream. */
async function* partsOf(image: Blob): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  const reader = image.stream().getReader();
  try {
    for (let read = await reader.read(); !read.done; read = await reader.read()) yield read.value;
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

async function* bytesOf({ chunks }: CsvFile): AsyncGenerator<Uint8Array<ArrayBuffer>, void> {
  for await (const { bytes } of chunks) yield bytes;
}

const fileNames: Readonly<Partial<Record<OperationName, string>>> = {
  exportSessions: 'sessions.csv',
  exportActivity: 'activity.csv',
};

function writeCsv(name: OperationName, result: unknown, report: Report): Response {
  const file = checkCsvFile(result);
  return new Response(toBody(bytesOf(file), report), {
    headers: {
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${fileNames[name] ?? 'rows.csv'}"`,
      [rowCountField]: String(file.count),
      // Otherwise nginx would write a long file to its disk.
      'x-accel-buffering': 'no',
    },
  });
}

async function writeImage(result: unknown, report: Report): Promise<Response> {
  if (!(result instanceof Blob)) throw new ReviewError('unavailable', 'The photo is not a Blob.');
  const image = await recognizeImage(result);
  if (!image) throw new ReviewError('unavailable', 'The photo is not a JPEG, PNG or WebP.');
  return new Response(toBody(partsOf(image), report), {
    headers: {
      ...imageHeaders,
      'content-type': image.type,
      'content-length': String(image.size),
      // A browser that opens the URL saves the file instead of showing it as a page of this origin.
      'content-disposition': `attachment; filename="photo.${image.type.slice('image/'.length)}"`,
    },
  });
}

async function readImage(blob: Blob, report: Report): Promise<Blob | null> {
  try {
    const image = await recognizeImage(blob);
    // Read here, because the form is encoded as a whole: bytes that fail then would end all photos.
    if (image) return new Blob([await image.arrayBuffer()], { type: image.type });
    report(new ReviewError('unavailable', 'A thumbnail is not a JPEG, PNG or WebP.'));
  } catch (error) {
    report(error);
  }
  return null;
}

/** Parts beyond this many bytes are left empty. */
const maxImagesSize = 8 * 2 ** 20;

/** A photo that cannot be read is left out, because the others can be shown. */
async function writeImages(result: unknown, report: Report): Promise<Response> {
  if (!isImageList(result)) throw new ReviewError('unavailable', 'The photos are not Blobs.');
  const form = new FormData();
  let size = 0;
  for (const blob of result) {
    const image = blob && size + blob.size <= maxImagesSize ? await readImage(blob, report) : null;
    size += image?.size ?? 0;
    // Without a file name, readers treat the bytes as text.
    form.append('image', image ?? new Blob(), 'image');
  }
  // Node streams a form lazily, and fails with an unhandled rejection if the caller leaves first.
  const encoded = new Response(form, { headers: imageHeaders });
  return new Response(await encoded.blob(), { headers: encoded.headers });
}

/** Writes an adapter's answer. An answer that breaks the contract becomes 502 and is reported. */
export async function writeAnswer(
  name: OperationName,
  result: unknown,
  report: Report,
): Promise<Response> {
  const { answer } = operationOf(name);
  try {
    if (answer === 'json') return await writeJson(name, result);
    if (answer === 'image') return await writeImage(result, report);
    if (answer === 'csv') return writeCsv(name, result, report);
    if (answer === 'images') return await writeImages(result, report);
    return new Response(null, { status: 204 });
  } catch (error) {
    report(error);
    const malformed = new ReviewError('unavailable', 'The adapter broke the contract.');
    return toProblem(malformed, { status: 502, detail: 'The backend gave a malformed answer.' });
  }
}
