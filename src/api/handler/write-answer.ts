import { isImageList, recognizeImage } from '../../model/image-type.js';
import { ReviewError } from '../errors.js';
import { entityTag } from '../http/fields.js';
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

/** Reports bytes that cannot be read. The head of the answer is sent by then. */
function readReporting(image: Blob, report: Report): ReadableStream<Uint8Array> {
  const reader = image.stream().getReader();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (done) controller.close();
          else controller.enqueue(value);
        } catch (error) {
          report(error);
          controller.error(error);
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

async function writeImage(result: unknown, report: Report): Promise<Response> {
  if (!(result instanceof Blob)) throw new ReviewError('unavailable', 'The photo is not a Blob.');
  const image = await recognizeImage(result);
  if (!image) throw new ReviewError('unavailable', 'The photo is not a JPEG, PNG or WebP.');
  return new Response(readReporting(image, report), {
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
    if (answer === 'images') return await writeImages(result, report);
    return new Response(null, { status: 204 });
  } catch (error) {
    report(error);
    const malformed = new ReviewError('unavailable', 'The adapter broke the contract.');
    return toProblem(malformed, { status: 502, detail: 'The backend gave a malformed answer.' });
  }
}
