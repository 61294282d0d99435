import * as v from 'valibot';

import { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import { sessionCount, sessionPage } from '../model/query.js';
import { session } from '../model/session.js';
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
  recordActivity: v.unknown(),
} satisfies Record<keyof ReviewApi, v.GenericSchema>;

type Method = (...args: unknown[]) => unknown;

function check(method: string, schema: v.GenericSchema, answer: unknown): unknown {
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
  return Object.fromEntries(methods) as unknown as ReviewApi;
}
