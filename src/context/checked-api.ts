import { ReviewError } from '../api/errors.js';
import { createIteration } from '../api/iteration.js';
import { apiOf, callMethod, watchMethod, type Call } from '../api/operations/call.js';
import { operationOf, type OperationName } from '../api/operations/operations.js';
import { loadChecks } from '../api/operations/schemas.js';
import type { ReviewApi } from '../api/review-api.js';
import { isImageList } from '../model/image-type.js';

/**
 * Wraps an adapter so that its answers match the port. A malformed answer becomes `unavailable`, and so
 * does an error that is not a `ReviewError`. A template can rely on every field.
 */
export function checkedApi(api: Partial<ReviewApi>): ReviewApi {
  async function* watch(call: Call, signal: AbortSignal): AsyncGenerator<unknown, void> {
    const checks = await loadChecks(call.name);
    try {
      for await (const event of watchMethod(api, withSignal(call, signal))) {
        yield checks.answer(event);
      }
    } catch (thrown) {
      throw ReviewError.from(thrown);
    }
  }

  return apiOf({
    async answer(call) {
      let result: unknown;
      try {
        result = await callMethod(api, call);
      } catch (thrown) {
        throw ReviewError.from(thrown);
      }
      return checkResult(call.name, result);
    },
    watch: (call) => createIteration(call.options.signal, (signal) => watch(call, signal)),
  });
}

const withSignal = (call: Call, signal: AbortSignal): Call => ({
  ...call,
  options: { ...call.options, signal },
});

async function checkResult(name: OperationName, result: unknown): Promise<unknown> {
  switch (operationOf(name).answer) {
    case 'empty':
      return undefined;
    case 'image':
      if (result instanceof Blob) return result;
      throw new ReviewError('unavailable', `The answer of ${name} is not a Blob.`);
    case 'images':
      if (isImageList(result)) return result;
      throw new ReviewError('unavailable', `The answer of ${name} is not a list of Blobs.`);
    default:
      return (await loadChecks(name)).answer(result);
  }
}
