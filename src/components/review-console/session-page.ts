import { html, type TemplateResult } from 'lit';

import type { KvEventMap } from '../../context/events.js';
import type { Shortcuts } from '../../controllers/hotkeys.js';
import { KvSessionDetails } from '../session-details/session-details.js';

export const elements = { 'kv-session-details': KvSessionDetails };
export const styles = [];

/** Loads what a session would load while its backend answers. */
export const loadSections = (): Promise<unknown> => import('../session-details/lower-sections.js');

export interface SessionPage {
  /** An empty string while no session is open. */
  readonly sessionId: string;
  readonly mask: string;
  /** The keys in use, by action. */
  readonly keys: Partial<Shortcuts>;
  readonly noShortcuts: boolean;
  readonly onDecisionRequest: (event: KvEventMap['kv-decision-request']) => void;
  readonly onDecisionComplete: (event: KvEventMap['kv-decision-complete']) => Promise<void>;
}

/** The session that is open. */
export const renderSession = (page: SessionPage): TemplateResult =>
  html`<kv-session-details
    session-id=${page.sessionId}
    mask=${page.mask}
    .shortcuts=${page.keys}
    ?no-shortcuts=${page.noShortcuts}
    @kv-decision-request=${page.onDecisionRequest}
    @kv-decision-complete=${page.onDecisionComplete}
  ></kv-session-details>`;
