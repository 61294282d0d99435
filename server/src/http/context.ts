import type { IncomingMessage } from 'node:http';

import type { Context, Hono } from 'hono';

import type { Admission } from './gate.ts';

/** What is known of one request, for its answer's fields and the log. */
export interface RequestFacts {
  readonly id: string;
  readonly address: string;
  readonly stopping: AbortSignal | undefined;
  admission?: Admission;
}

export interface AppEnvironment {
  Bindings: {
    incoming?: IncomingMessage;
    /** Aborted when the server stops: what never ends by itself, ends. */
    stopping?: AbortSignal;
  };
  Variables: { facts: RequestFacts };
}

export type AppContext = Context<AppEnvironment>;
export type App = Hono<AppEnvironment>;
