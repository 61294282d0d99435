/** The contents of web hooks: what happened to a session, without personal data. */
import type { Session, WebHookEvent } from 'kv-review/model';

/** The name of an event in the body. */
export type EventType = 'session.finished' | 'session.decided' | 'hook.test';

export const eventTypes: Readonly<Record<WebHookEvent, EventType>> = {
  'post-verification': 'session.finished',
  'post-manual-verification': 'session.decided',
};

/**
 * The body of every attempt (Standard Webhooks, "Payload structure"). Receivers with the right to see
 * personal data, such as names and notes, read it from the backend.
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
