import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * The server's log: one JSON object a line. What is written is chosen field by field, and holds no
 * personal data of a client, no token, and no path, which may hold an id.
 */
export const createLog = (level: string): Logger =>
  pino({ level, base: { service: 'kv-review-server' }, timestamp: pino.stdTimeFunctions.isoTime });

/** The error as the log may have it: its message could quote a value, and so can PostgreSQL's detail. */
export function describeError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as { code?: unknown };
  const stack = error.stack?.split('\n').filter((line) => /^\s+at /.test(line));
  return {
    type: error.name,
    ...(typeof code === 'string' ? { code } : {}),
    stack: stack?.slice(0, 12).join('\n'),
    ...(error.cause === undefined ? {} : { cause: describeError(error.cause) }),
  };
}
