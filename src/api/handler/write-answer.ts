import { imageTypeOf } from '../../model/photo.js';
import { checkAnswer } from '../check.js';
import { ReviewError } from '../errors.js';
import { entityTag } from '../http/fields.js';
import { operationOf, type OperationName } from '../operations/operations.js';
import { loadSchemas } from '../operations/schemas.js';
import { toProblem } from './write-problem.js';

const hasVersion = (value: unknown): value is { version: string } =>
  typeof value === 'object' &&
  value !== null &&
  'version' in value &&
  typeof value.version === 'string';

async function writeJson(name: OperationName, result: unknown): Promise<Response> {
  const { answer } = await loadSchemas(name);
  // What the schema does not know is dropped here: an adapter's inner fields stay inside.
  const value: unknown = checkAnswer(answer, result, name);
  const response = Response.json(value);
  if (hasVersion(value)) response.headers.set('etag', entityTag(value.version));
  return response;
}

async function writeImage(result: unknown): Promise<Response> {
  if (!(result instanceof Blob)) throw new ReviewError('unavailable', 'The photo is not a Blob.');
  const type = imageTypeOf(new Uint8Array(await result.slice(0, 12).arrayBuffer()));
  if (type === null) throw new ReviewError('unavailable', 'The photo is not a JPEG, PNG or WebP.');
  return new Response(result, {
    headers: {
      'content-type': type,
      'content-length': String(result.size),
      // Opened by itself, it is saved, not shown as a document of this origin.
      'content-disposition': `attachment; filename="photo.${type.slice('image/'.length)}"`,
      'content-security-policy': "default-src 'none'; sandbox",
      'cross-origin-resource-policy': 'same-origin',
    },
  });
}

/** Writes what an adapter answered. An answer that breaks the contract becomes 502 and is reported. */
export async function writeAnswer(
  name: OperationName,
  result: unknown,
  report: (error: unknown) => void,
): Promise<Response> {
  const { answer } = operationOf(name);
  try {
    if (answer === 'json') return await writeJson(name, result);
    if (answer === 'image') return await writeImage(result);
    return new Response(null, { status: 204 });
  } catch (error) {
    report(error);
    const malformed = new ReviewError('unavailable', 'The adapter broke the contract.');
    return toProblem(malformed, { status: 502, detail: 'The backend gave a malformed answer.' });
  }
}
