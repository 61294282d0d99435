/** What web hooks tell: that something happened to a session, and nothing of the person. */
import type { Session } from 'kv-review/model';
import * as v from 'valibot';

/** When a hook is called (spec S4). */
export const hookEvent = v.picklist(['post-verification', 'post-manual-verification']);
export type HookEvent = v.InferOutput<typeof hookEvent>;

/** How an event is called in its body. */
export type EventType = 'session.finished' | 'session.decided' | 'hook.test';

export const eventTypes: Readonly<Record<HookEvent, EventType>> = {
  'post-verification': 'session.finished',
  'post-manual-verification': 'session.decided',
};

/**
 * The body of every attempt (Standard Webhooks, "Payload structure"). Names, reasons in words and
 * whatever else is personal is read from the backend, by who may read it.
 */
export function sessionBody(type: EventType, at: string, session: Session): string {
  const { id, status, decision } = session;
  return JSON.stringify({
    type,
    timestamp: at,
    data: {
      sessionId: id,
      status,
      verdict: decision?.verdict ?? null,
      reasons: decision?.reasons.map((reason) => reason.id) ?? [],
    },
  });
}

export const testBody = (at: string): string =>
  JSON.stringify({ type: 'hook.test' satisfies EventType, timestamp: at, data: {} });
