import type { ReviewErrorCode } from '../api/errors.js';
import type { ClientField } from '../model/client.js';
import type { Verdict } from '../model/decision.js';
import type { Open } from '../model/known.js';
import type { Role } from '../model/workspace.js';

/** The filters of a list, each as its attribute has it; `''` where there is none. */
export interface FilterValues {
  documentType: string;
  status: string;
  spoof: string;
  from: string;
  to: string;
}

/** The `detail` of every event of the kit. None carries personal data of a client. */
export interface KvEventDetails {
  /** The provider has read the workspace. */
  'kv-review-connect': { companyId: string; role: Open<Role> };
  /** A session was activated in a list. */
  'kv-session-open': { sessionId: string };
  /** Cancelable: a decision is about to be sent. */
  'kv-decision-request': { sessionId: string; verdict: Verdict; reasons: readonly string[] };
  /** The backend has confirmed a decision. */
  'kv-decision-complete': { sessionId: string; verdict: Verdict };
  /** The backend has confirmed an edit of the client; only the names of the fields are told. */
  'kv-client-edit-complete': { sessionId: string; fields: readonly ClientField[] };
  /** The backend has checked the client against lists again; what it found is in the session. */
  'kv-screening-complete': { sessionId: string };
  /** The backend has confirmed that a match is a false positive, or is none any more. */
  'kv-false-positive-complete': { sessionId: string };
  /** Cancelable where the user asks: the console shows another page. A host with a router takes it from here. */
  'kv-route-change': { view: string; sessionId: string | null };
  /** The user has switched single-key shortcuts on or off; a host may remember it. */
  'kv-shortcuts-change': { enabled: boolean };
  /** The number of sessions that await action is known, or has changed. */
  'kv-awaiting-change': { count: number; exact: boolean };
  /** The user has changed what a list selects. The search text stays in the element. */
  'kv-query-change': { view: string; sort: string; columns: string } & FilterValues;
  /** Does not bubble: the user has chosen other filters. */
  'kv-filter-change': FilterValues;
  /** The user has chosen another photo in a viewer, or one or two of them. */
  'kv-photo-change': { photoId: string; compare: boolean };
  /** An export is saved; how many sessions it holds. */
  'kv-export-complete': { count: number };
  /** A PDF of a session was handed to the browser's downloads. */
  'kv-download-complete': { sessionId: string };
  /** A request failed; the element shows it too. */
  'kv-error': { code: ReviewErrorCode; retryable: boolean };
  /** Does not bubble: a dialog was closed, with or without a decision. */
  'kv-dialog-close': { reason: 'cancel' | 'complete' };
}

/** Typed events, for `addEventListener` on an element of the kit. */
export type KvEventMap = {
  [Type in keyof KvEventDetails]: CustomEvent<KvEventDetails[Type]>;
};

declare global {
  interface GlobalEventHandlersEventMap extends KvEventMap {}
}
