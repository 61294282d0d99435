import type * as v from 'valibot';

import type { CsvFile } from '../../model/csv/csv-file.js';
import type { PreviewProgress } from '../../model/preview-progress.js';
import type { Operation } from './operation.js';
import type { OperationName, Operations } from './page-operations.js';
import type { Schemas } from './schemas.js';

/** The options of every method. */
export interface RequestOptions {
  /** Aborting rejects the promise with code `aborted`. */
  signal?: AbortSignal;
}

/** The options of a method that answers with events. */
export interface WatchOptions extends RequestOptions {
  /** Aborting ends the iteration without an error. */
  signal?: AbortSignal;
  /**
   * The `id` of the last event of an earlier watch. The first event then reports the changes since. An
   * unknown id is not an error: the first event says `many`.
   */
  after?: string;
}

/** The options of every method that changes a session. */
export interface ChangeOptions extends RequestOptions {
  /** `Session.version` as the user saw it. Sent as `If-Match` (RFC 9110, 13.1.1). */
  version: string;
  /**
   * One per intent: 1–128 visible ASCII characters, and the same on every retry. A backend that has
   * already made the change returns the stored answer.
   */
  idempotencyKey: string;
}

/** The options of every method that changes what master users manage. */
export interface SaveOptions extends RequestOptions {
  /** The version that the user saw. Sent as `If-Match` (RFC 9110, 13.1.1). */
  version: string;
}

/** The options of a method that takes long. */
export interface ProgressOptions extends RequestOptions {
  /** Receives how far the work has got, from time to time. */
  onProgress?: (progress: PreviewProgress) => void;
}

/** The options of any call, including its query parameters. */
export type CallOptions = Partial<ChangeOptions> &
  WatchOptions &
  ProgressOptions &
  Readonly<Record<string, unknown>>;

type Ids<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Rest extends `${string}{${string}`
    ? Name extends 'sessionId'
      ? [sessionId: string, ...Ids<Rest>]
      : [parentId: string, ...Ids<Rest>]
    : [id: string]
  : [];

type Input<S> = S extends { readonly input: infer Schema extends v.GenericSchema }
  ? [input: v.InferInput<Schema>]
  : [];

type Query<S> = S extends { readonly query: infer Schema extends v.GenericSchema }
  ? v.InferInput<Schema>
  : unknown;

type Options<Entry extends Operation, S> = Entry['effect'] extends 'change'
  ? [options: ChangeOptions & Query<S>]
  : Entry['effect'] extends 'save'
    ? [options: SaveOptions]
    : Entry['answer'] extends 'events'
      ? [options?: WatchOptions]
      : Entry['answer'] extends 'progress'
        ? [options?: ProgressOptions]
        : [options?: RequestOptions & Query<S>];

type Output<S> = S extends { readonly answer: infer Schema extends v.GenericSchema }
  ? v.InferOutput<Schema>
  : never;

type Answer<Entry extends Operation, S> = {
  json: Promise<Output<S>>;
  image: Promise<Blob>;
  images: Promise<readonly (Blob | null)[]>;
  csv: Promise<CsvFile>;
  progress: Promise<Output<S>>;
  events: AsyncIterable<Output<S>>;
  empty: Promise<void>;
}[Entry['answer']];

type SchemasOf<Name> = Name extends keyof Schemas ? Schemas[Name] : unknown;

/** The methods of the port, each with the doc comment of its entry. */
export type Methods = {
  // Written inline, so that an editor shows the arguments instead of a type's name.
  -readonly [Name in keyof Operations]: (
    ...given: [
      ...Ids<Operations[Name]['path']>,
      ...Input<SchemasOf<Name>>,
      ...Options<Operations[Name], SchemasOf<Name>>,
    ]
  ) => Answer<Operations[Name], SchemasOf<Name>>;
};

type NameOf<Entry> = {
  [Name in OperationName]: Operations[Name] extends Entry ? Name : never;
}[OperationName];

/** The names of the methods that every adapter must have. */
export type RequiredName = NameOf<{ readonly required: true }>;
