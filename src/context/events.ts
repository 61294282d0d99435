import type { ReviewErrorCode } from '../api/errors.js';
import type { ClientField } from '../model/client.js';
import type { Verdict } from '../model/decision.js';
import type { Open } from '../model/known.js';
import type { SettingsSection } from '../model/settings.js';
import type { Role } from '../model/workspace.js';
import type { TokenRequestEvent } from './token-request.js';

/** The filters of a list, each in the form of its attribute; `''` for a filter that is not set. */
export interface FilterValues {
  documentType: string;
  status: string;
  spoof: string;
  judged: string;
  condition: string;
  due: string;
  claim: string;
  from: string;
  to: string;
}

/**
 * The `detail` of every event of the kit. None contains personal data. An example is the body of a listener.
 */
export interface KvEventDetails {
  /**
   * The provider has loaded the workspace.
   * @example
   * ```ts
   * document.querySelector<HTMLElement>('#settings-link')!.hidden = event.detail.role !== 'master';
   * ```
   */
  'kv-review-connect': { companyId: string; role: Open<Role> };
  /**
   * A request needs a bearer token. The event is a `TokenRequestEvent`: answer with `respondWith(token)`.
   * `refresh` is true when the backend refused the last token.
   * @example
   * ```ts
   * const { refresh } = event.detail;
   * event.respondWith(
   *   fetch(`/review-token?refresh=${refresh}`, { method: 'POST' }).then((answer) => answer.text()),
   * );
   * ```
   */
  'kv-token-request': { refresh: boolean };
  /**
   * A session was activated in a list.
   * @example
   * ```ts
   * document.querySelector('kv-session-details')!.sessionId = event.detail.sessionId;
   * ```
   */
  'kv-session-open': { sessionId: string };
  /**
   * Cancelable: a decision is about to be sent.
   * @example
   * ```ts
   * // Asks the agent once more before a rejection is sent.
   * if (event.detail.verdict === 'reject' && !confirm('Reject this client?')) event.preventDefault();
   * ```
   */
  'kv-decision-request': { sessionId: string; verdict: Verdict; reasons: readonly string[] };
  /**
   * The backend has confirmed a decision.
   * @example
   * ```ts
   * const { sessionId, verdict } = event.detail;
   * navigator.sendBeacon('/portal/decided', JSON.stringify({ sessionId, verdict }));
   * ```
   */
  'kv-decision-complete': { sessionId: string; verdict: Verdict };
  /**
   * The backend has confirmed an edit of the client. `fields` are names, without values.
   * @example
   * ```ts
   * document.title = `${event.detail.fields.length} fields edited`;
   * ```
   */
  'kv-client-edit-complete': { sessionId: string; fields: readonly ClientField[] };
  /**
   * The backend has screened the client again. The session contains the result.
   * @example
   * ```ts
   * navigator.sendBeacon('/portal/screened', event.detail.sessionId);
   * ```
   */
  'kv-screening-complete': { sessionId: string };
  /**
   * The backend has confirmed that a match was marked as a false positive, or that the mark was
   * removed.
   * @example
   * ```ts
   * navigator.sendBeacon('/portal/match-reviewed', event.detail.sessionId);
   * ```
   */
  'kv-false-positive-complete': { sessionId: string };
  /**
   * The console shows another page. Cancelable if the user asked for it, so that a host with a
   * router can navigate instead.
   * @example
   * ```ts
   * const { view, sessionId } = event.detail;
   * history.pushState(null, '', `/review/${view}${sessionId === null ? '' : `/${sessionId}`}`);
   * ```
   */
  'kv-route-change': { view: string; sessionId: string | null };
  /**
   * The user has switched single-key shortcuts on or off. A host may store the choice.
   * @example
   * ```ts
   * localStorage.setItem('shortcuts', event.detail.enabled ? 'on' : 'off');
   * ```
   */
  'kv-shortcuts-change': { enabled: boolean };
  /**
   * The user has chosen whether the next session opens after each decision. A host may store the
   * choice.
   * @example
   * ```ts
   * localStorage.setItem('auto-advance', event.detail.enabled ? 'on' : 'off');
   * ```
   */
  'kv-auto-advance-change': { enabled: boolean };
  /**
   * The number of sessions that await action has been loaded, or has changed.
   * @example
   * ```ts
   * const { count, exact } = event.detail;
   * document.title = `Review (${count}${exact ? '' : '+'})`;
   * ```
   */
  'kv-awaiting-change': { count: number; exact: boolean };
  /**
   * The user has changed the view, sorting, columns or filters of a list. The search text is left
   * out, because it may be personal data.
   * @example
   * ```ts
   * const { view, sort, status } = event.detail;
   * history.replaceState(null, '', `?${new URLSearchParams({ view, sort, status }).toString()}`);
   * ```
   */
  'kv-query-change': { view: string; sort: string; columns: string } & FilterValues;
  /**
   * Cancelable: the user asks for the sessions that a number of a dashboard counts: a view of the list, with
   * these filters.
   * @example
   * ```ts
   * // The page has its list elsewhere.
   * event.preventDefault();
   * const { view, status, from, to } = event.detail;
   * location.assign(`/sessions?${new URLSearchParams({ view, status, from, to }).toString()}`);
   * ```
   */
  'kv-sessions-open': { view: string } & FilterValues;
  /**
   * The user has chosen another range of days. `from` and `to` are empty unless it is `custom`.
   * @example
   * ```ts
   * localStorage.setItem('range', event.detail.range);
   * ```
   */
  'kv-range-change': { range: string; from: string; to: string };
  /**
   * Does not bubble: the user has chosen other filters.
   * @example
   * ```ts
   * document.querySelector('kv-session-list')!.status = event.detail.status;
   * ```
   */
  'kv-filter-change': FilterValues;
  /**
   * The user has chosen other filters of the activity log. The users are left out, because their ids may be
   * personal data.
   * @example
   * ```ts
   * localStorage.setItem('log-kind', event.detail.kind);
   * ```
   */
  'kv-activity-filter-change': { kind: string; from: string; to: string; sessionId: string };
  /**
   * The user has chosen another photo in a viewer, or has switched between one photo and two.
   * @example
   * ```ts
   * document.body.classList.toggle('wide', event.detail.compare);
   * ```
   */
  'kv-photo-change': { photoId: string; compare: boolean };
  /**
   * An export is complete, with `count` sessions or entries. It was `saved` where the user chose, or `offered` to
   * the browser's downloads, which do not tell whether they saved it. `blocked`: the page may not download
   * files, and the element offers a link to the file.
   * @example
   * ```ts
   * const { count, outcome } = event.detail;
   * if (outcome === 'saved') document.querySelector('#status')!.textContent = `${count} rows saved.`;
   * ```
   */
  'kv-export-complete': { count: number; outcome: 'saved' | 'offered' | 'blocked' };
  /**
   * A PDF was made. It was `offered` to the browser's downloads, which do not tell whether they saved it.
   * `blocked`: the page may not download files, and the element offers a link to the file.
   * @example
   * ```ts
   * navigator.sendBeacon('/portal/downloaded', event.detail.sessionId);
   * ```
   */
  'kv-download-complete': { sessionId: string; outcome: 'offered' | 'blocked' };
  /**
   * Cancelable: the user has chosen a section of the settings. A host may store it in its address.
   * @example
   * ```ts
   * location.hash = event.detail.section;
   * ```
   */
  'kv-settings-section-change': { section: string };
  /**
   * The set of settings sections with unsaved changes has changed. It is empty when nothing is unsaved.
   * @example
   * ```ts
   * document.title = event.detail.sections.length > 0 ? '● Settings' : 'Settings';
   * ```
   */
  'kv-settings-change': { sections: readonly SettingsSection[] };
  /**
   * The backend has confirmed a change of the settings. `version` is the new one.
   * @example
   * ```ts
   * const { section, version } = event.detail;
   * document.querySelector('#status')!.textContent = `${section}: version ${version} is in force.`;
   * ```
   */
  'kv-settings-save-complete': { section: SettingsSection; version: string };
  /**
   * Cancelable: the user leaves the settings with unsaved changes in these sections. Cancel it to ask the
   * user in another way; otherwise the element asks.
   * @example
   * ```ts
   * // The page asks in a dialog of its own.
   * event.preventDefault();
   * document.querySelector<HTMLDialogElement>('#unsaved')!.showModal();
   * ```
   */
  'kv-settings-leave': { sections: readonly SettingsSection[] };
  /**
   * Does not bubble: a `<kv-review-frame>` is loading its page, shows it, or has failed.
   * @example
   * ```ts
   * document.querySelector('#hint')!.toggleAttribute('hidden', event.detail.state === 'ready');
   * ```
   */
  'kv-frame-change': {
    state: 'loading' | 'ready' | 'refused' | 'setup' | 'origin' | 'unlisted' | 'version';
  };
  /**
   * A request has failed. The element shows the error, too.
   * @example
   * ```ts
   * if (event.detail.code === 'unauthenticated') location.assign('/sign-in');
   * ```
   */
  'kv-error': { code: ReviewErrorCode; retryable: boolean };
  /**
   * Does not bubble: a dialog was closed, after a confirmed change or without one.
   * @example
   * ```ts
   * if (event.detail.reason === 'complete') document.querySelector('#status')!.textContent = 'Done.';
   * ```
   */
  'kv-dialog-close': { reason: 'cancel' | 'complete' };
}

/** Typed events, for `addEventListener` on an element of the kit. */
export type KvEventMap = {
  [Type in keyof KvEventDetails]: Type extends 'kv-token-request'
    ? TokenRequestEvent
    : CustomEvent<KvEventDetails[Type]>;
};

declare global {
  interface GlobalEventHandlersEventMap extends KvEventMap {}
}
