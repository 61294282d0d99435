import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * The server's log: one JSON object per line. Each field is chosen, so that the log contains no personal
 * data, no token, and no path, which could contain an id.
 */
export const createLog = (level: string): Logger =>
  pino({ level, base: { service: 'kv-review-server' }, timestamp: pino.stdTimeFunctions.isoTime });

/** Describes an error for the log, without its message and details, which could quote a value. */
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
