import * as v from 'valibot';

import type { KvEventDetails } from '../context/events.js';

const text = v.pipe(v.string(), v.maxLength(500));
const texts = v.pipe(v.array(text), v.maxLength(100), v.readonly());
const count = v.pipe(v.number(), v.finite());
const flag = v.boolean();
/** The framed page may have an older kit, which says nothing of it. */
const newer = v.optional(text, '');
const filters = {
  documentType: text,
  status: text,
  spoof: text,
  judged: text,
  condition: newer,
  due: newer,
  claim: newer,
  from: text,
  to: text,
};

/**
 * The events that a framed page passes to its host, with the shape of their details. Left out are those that
 * are cancelable requests, because a host in another process cannot answer in time, and those of panels.
 */
export const frameEvents = {
  'kv-review-connect': { companyId: text, role: text },
  'kv-session-open': { sessionId: text },
  'kv-decision-complete': { sessionId: text, verdict: text },
  'kv-client-edit-complete': { sessionId: text, fields: texts },
  'kv-screening-complete': { sessionId: text },
  'kv-false-positive-complete': { sessionId: text },
  'kv-route-change': { view: text, sessionId: v.nullable(text) },
  'kv-shortcuts-change': { enabled: flag },
  'kv-auto-advance-change': { enabled: flag },
  'kv-awaiting-change': { count, exact: flag },
  'kv-query-change': { view: text, sort: text, columns: text, ...filters },
  'kv-range-change': { range: text, from: text, to: text },
  'kv-activity-filter-change': { kind: text, from: text, to: text, sessionId: text },
  'kv-export-complete': { count, outcome: text },
  'kv-download-complete': { sessionId: text, outcome: text },
  'kv-settings-change': { sections: texts },
  'kv-settings-save-complete': { section: text, version: text },
  'kv-error': { code: text, retryable: flag },
} satisfies {
  [Name in keyof KvEventDetails]?: Record<keyof KvEventDetails[Name], v.GenericSchema>;
};

export type FrameEventName = keyof typeof frameEvents;

const isName = (name: string): name is FrameEventName => Object.hasOwn(frameEvents, name);

export interface FrameEvent {
  readonly name: FrameEventName;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An event with the members that its detail has; `undefined` if it has another name or shape. */
export function readEvent(name: string, detail: unknown): FrameEvent | undefined {
  if (!isName(name)) return undefined;
  const result = v.safeParse(v.object<v.ObjectEntries>(frameEvents[name]), detail);
  return result.success ? { name, detail: result.output } : undefined;
}
