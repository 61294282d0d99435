import * as v from 'valibot';

import { ReviewError } from '../api/errors.js';
import { createIteration } from '../api/iteration.js';
import type { ReviewApi, WatchOptions } from '../api/review-api.js';
import { sessionCount, sessionPage } from '../model/query.js';
import { session } from '../model/session.js';
import { sessionEvent, type SessionEvent } from '../model/session-event.js';
import { workspace } from '../model/workspace.js';

const answers = {
  getWorkspace: workspace,
  listSessions: sessionPage,
  countSessions: sessionCount,
  getSession: session,
  getPhoto: v.blob(),
  decideSession: session,
  editClient: session,
  addNote: session,
  recheckScreening: session,
  markFalsePositive: session,
  recordActivity: v.unknown(),
} satisfies Record<Exclude<keyof ReviewApi, 'watchSessions'>, v.GenericSchema>;

type Method = (...args: unknown[]) => unknown;

function check<Schema extends v.GenericSchema>(
  method: string,
  schema: Schema,
  answer: unknown,
): v.InferOutput<Schema> {
  const result = v.safeParse(schema, answer, { abortEarly: true });
  if (result.success) return result.output;
  // Names the place, never the value, which is personal data.
  const place = v.getDotPath(result.issues[0]) ?? 'its root';
  throw new ReviewError('unavailable', `The answer of ${method} is malformed at ${place}.`);
}

/**
 * An adapter whose answers are what the port says: an answer that is malformed, and whatever is
 * thrown that is no `ReviewError`, becomes `unavailable`. So nothing a template reads can be missing.
 */
export function checkedApi(api: ReviewApi): ReviewApi {
  const methods = Object.entries(answers).map(([name, schema]) => {
    const method = async (...args: unknown[]): Promise<unknown> => {
      // Looked up at every call, and called on the adapter: it may be an instance of a class.
      const adapterMethod = (api as unknown as Partial<Record<string, Method>>)[name];
      if (!adapterMethod) throw new ReviewError('unsupported', `The adapter has no ${name}.`);
      let answer: unknown;
      try {
        answer = await adapterMethod.apply(api, args);
      } catch (thrown) {
        throw ReviewError.from(thrown);
      }
      return check(name, schema, answer);
    };
    return [name, method] as const;
  });
  const watchSessions = (options?: WatchOptions) => watchChecked(api, options);
  return { ...Object.fromEntries(methods), watchSessions } as unknown as ReviewApi;
}

function watchChecked(
  api: Partial<ReviewApi>,
  options: WatchOptions = {},
): AsyncIterable<SessionEvent> {
  return createIteration(options.signal, async function* (signal) {
    if (!api.watchSessions)
      throw new ReviewError('unsupported', 'The adapter has no watchSessions.');
    try {
      for await (const event of api.watchSessions({ ...options, signal })) {
        yield check('watchSessions', sessionEvent, event);
      }
    } catch (thrown) {
      throw ReviewError.from(thrown);
    }
  });
}
