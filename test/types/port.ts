/** The types of the port, which are derived from its operations. `tsc` is the test. */
import type {
  Capability,
  ChangeOptions,
  RequestOptions,
  ReviewApi,
  ReviewApiMethods,
  WatchOptions,
} from 'kv-review/api';
import { createReviewApi } from 'kv-review/api';
import type {
  ClientEdit,
  DecisionInput,
  PhotoSize,
  Session,
  SessionEvent,
  SessionFilter,
  SessionPage,
  SessionQuery,
} from 'kv-review/model';

type Extends<A, B> = [A] extends [B] ? true : false;
type Equal<A, B> = Extends<A, B> extends true ? Extends<B, A> : false;

/** Fails to compile if the claim has another value. */
const claim = <Value extends boolean>(value: Value): Value => value;

claim<Equal<Parameters<ReviewApi['getSession']>, [id: string, options?: RequestOptions]>>(true);
claim<Equal<ReturnType<ReviewApi['getSession']>, Promise<Session>>>(true);
claim<Equal<ReturnType<ReviewApi['listSessions']>, Promise<SessionPage>>>(true);
claim<Equal<ReturnType<ReviewApi['recordActivity']>, Promise<void>>>(true);
claim<Equal<ReturnType<ReviewApi['watchSessions']>, AsyncIterable<SessionEvent>>>(true);
claim<Equal<Parameters<ReviewApi['watchSessions']>, [options?: WatchOptions]>>(true);
claim<Extends<SessionQuery, Parameters<ReviewApi['listSessions']>[0]>>(true);
claim<Extends<SessionFilter, Parameters<ReviewApi['countSessions']>[0]>>(true);
claim<Equal<Parameters<ReviewApi['getPhoto']>[1], string>>(true);
claim<Extends<{ size: PhotoSize }, NonNullable<Parameters<ReviewApi['getPhoto']>[2]>>>(true);
claim<Extends<{ size: 'huge' }, NonNullable<Parameters<ReviewApi['getPhoto']>[2]>>>(false);

// A change requires the version and the key.
claim<Extends<Parameters<ReviewApi['decideSession']>[1], DecisionInput>>(true);
claim<Extends<Parameters<ReviewApi['editClient']>[1], ClientEdit>>(true);
claim<Equal<Parameters<ReviewApi['recheckScreening']>[1], ChangeOptions>>(true);
claim<Extends<[string], Parameters<ReviewApi['recheckScreening']>>>(false);
claim<Extends<[string, RequestOptions], Parameters<ReviewApi['recheckScreening']>>>(false);

claim<Extends<'decide' | 'push' | 'screening' | 'export', Capability>>(true);
claim<Extends<string, Capability>>(false);

// `createReviewApi` requires the four methods of every adapter, each with the correct type.
type Required = Pick<ReviewApi, 'getWorkspace' | 'listSessions' | 'getSession' | 'getPhoto'>;
claim<Extends<Required, ReviewApiMethods>>(true);
claim<Extends<Omit<Required, 'getPhoto'>, ReviewApiMethods>>(false);
claim<Extends<Required & { addNote: ReviewApi['addNote'] }, ReviewApiMethods>>(true);
claim<Extends<Required & { addNote: () => Promise<string> }, ReviewApiMethods>>(false);
claim<Extends<Required & { addNote: (id: number) => Promise<Session> }, ReviewApiMethods>>(false);
claim<Extends<Omit<Required, 'getSession'> & { getSession: () => Session }, ReviewApiMethods>>(
  false,
);

/** The types of a method's arguments are inferred. */
export const adapter = (required: Required): ReviewApi =>
  createReviewApi({
    ...required,
    decideSession: (id, { verdict, note }, { version, idempotencyKey, signal }) => {
      const texts: readonly (string | null)[] = [verdict, note, version, idempotencyKey];
      return required.getSession(texts.join() + id, signal && { signal });
    },
  });
