import type { ReviewErrorCode } from '../api/errors.js';
import type { ClientField } from '../model/client.js';
import type { Verdict } from '../model/decision.js';
import type { Open } from '../model/known.js';
import type { SettingsSection } from '../model/settings.js';
import type { Role } from '../model/workspace.js';

/** The filters of a list, each in the form of its attribute; `''` for a filter that is not set. */
export interface FilterValues {
  documentType: string;
  status: string;
  spoof: string;
  judged: string;
  from: string;
  to: string;
}

/** The `detail` of every event of the kit. None contains personal data. */
export interface KvEventDetails {
  /** The provider has loaded the workspace. */
  'kv-review-connect': { companyId: string; role: Open<Role> };
  /** A session was activated in a list. */
  'kv-session-open': { sessionId: string };
  /** Cancelable: a decision is about to be sent. */
  'kv-decision-request': { sessionId: string; verdict: Verdict; reasons: readonly string[] };
  /** The backend has confirmed a decision. */
  'kv-decision-complete': { sessionId: string; verdict: Verdict };
  /** The backend has confirmed an edit of the client. `fields` are names, without values. */
  'kv-client-edit-complete': { sessionId: string; fields: readonly ClientField[] };
  /** The backend has screened the client again. The session contains the result. */
  'kv-screening-complete': { sessionId: string };
  /**
   * The backend has confirmed that a match was marked as a false positive, or that the mark was
   * removed.
   */
  'kv-false-positive-complete': { sessionId: string };
  /**
   * The console shows another page. Cancelable if the user asked for it, so that a host with a
   * router can navigate instead.
   */
  'kv-route-change': { view: string; sessionId: string | null };
  /** The user has switched single-key shortcuts on or off. A host may store the choice. */
  'kv-shortcuts-change': { enabled: boolean };
  /**
   * The user has chosen whether the next session opens after each decision. A host may store the
   * choice.
   */
  'kv-auto-advance-change': { enabled: boolean };
  /** The number of sessions that await action has been loaded, or has changed. */
  'kv-awaiting-change': { count: number; exact: boolean };
  /**
   * The user has changed the view, sorting, columns or filters of a list. The search text is left
   * out, because it may be personal data.
   */
  'kv-query-change': { view: string; sort: string; columns: string } & FilterValues;
  /** Does not bubble: the user has chosen other filters. */
  'kv-filter-change': FilterValues;
  /** The user has chosen another photo in a viewer, or has switched between one photo and two. */
  'kv-photo-change': { photoId: string; compare: boolean };
  /**
   * An export is complete, with `count` sessions. It was `saved` where the user chose, or `offered` to
   * the browser's downloads, which do not tell whether they saved it.
   */
  'kv-export-complete': { count: number; outcome: 'saved' | 'offered' };
  /** A PDF was given to the browser's downloads, which do not tell whether they saved it. */
  'kv-download-complete': { sessionId: string };
  /** Cancelable: the user has chosen a section of the settings. A host may store it in its address. */
  'kv-settings-section-change': { section: string };
  /** The sections of the settings with unsaved changes are others than before. None are left if empty. */
  'kv-settings-change': { sections: readonly SettingsSection[] };
  /** The backend has confirmed a change of the settings. `version` is the new one. */
  'kv-settings-save-complete': { section: SettingsSection; version: string };
  /**
   * Cancelable: the user leaves the settings with unsaved changes in these sections. Cancel it to ask the
   * user in another way; otherwise the element asks.
   */
  'kv-settings-leave': { sections: readonly SettingsSection[] };
  /** A request has failed. The element shows the error, too. */
  'kv-error': { code: ReviewErrorCode; retryable: boolean };
  /** Does not bubble: a dialog was closed, after a confirmed change or without one. */
  'kv-dialog-close': { reason: 'cancel' | 'complete' };
}

/** Typed events, for `addEventListener` on an element of the kit. */
export type KvEventMap = {
  [Type in keyof KvEventDetails]: CustomEvent<KvEventDetails[Type]>;
};

declare global {
  interface GlobalEventHandlersEventMap extends KvEventMap {}
}
