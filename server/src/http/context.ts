import type { IncomingMessage } from 'node:http';

import type { Context, Hono } from 'hono';

import type { Admission } from './gate.ts';

/** Facts about one request, for the answer's header fields and the log. */
export interface RequestFacts {
  readonly id: string;
  readonly address: string;
  readonly stopping: AbortSignal | undefined;
  admission?: Admission;
}

export interface AppEnvironment {
  Bindings: {
    incoming?: IncomingMessage;
    /** Aborts when the server stops, to end event streams. */
    stopping?: AbortSignal;
  };
  Variables: { facts: RequestFacts };
}

export type AppContext = Context<AppEnvironment>;
export type App = Hono<AppEnvironment>;
