import { ReviewError } from '../api/errors.js';
import { guardedApi } from '../api/guard.js';
import type { Call } from '../api/operations/call.js';
import { loadChecks } from '../api/operations/schemas.js';
import type { ReviewApi } from '../api/review-api.js';
import { isImageList } from '../model/image-type.js';

/**
 * Wraps an adapter so that its answers and errors match the port. A malformed answer becomes
 * `unavailable`, and so does an error that is not a `ReviewError`. Malformed details of an error are
 * left out. A template can rely on every field.
 */
export const checkedApi = (api: Partial<ReviewApi>): ReviewApi =>
  guardedApi(api, { answer: checkResult, error: toCheckedError });

/** Only a page with an error loads the check. */
async function toCheckedError(thrown: unknown): Promise<ReviewError> {
  const error = ReviewError.from(thrown);
  try {
    const { checkError } = await import('../api/checked-error.js');
    return checkError(error);
  } catch {
    return new ReviewError(error.code, error.message, { cause: thrown });
  }
}

async function checkResult({ name, operation }: Call, result: unknown): Promise<unknown> {
  switch (operation.answer) {
    case 'empty':
      return undefined;
    case 'image':
      if (result instanceof Blob) return result;
      throw new ReviewError('unavailable', `The answer of ${name} is not a Blob.`);
    case 'images':
      if (isImageList(result)) return result;
      throw new ReviewError('unavailable', `The answer of ${name} is not a list of Blobs.`);
    case 'csv':
      return (await import('../api/csv-file.js')).checkCsvFile(result);
    default:
      return (await loadChecks(name)).answer(result);
  }
}
