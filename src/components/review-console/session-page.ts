import { html, nothing, type LitElement, type TemplateResult } from 'lit';

import type { KvEventMap } from '../../context/events.js';
import { BarSizes } from '../../controllers/bar-sizes.js';
import type { Shortcuts } from '../../controllers/hotkeys.js';
import { KvSessionDetails } from '../session-details/session-details.js';
import { renderPath, type Path } from './path.js';
import { pathStyles } from './path.styles.js';
import { Succession, type SuccessionOptions } from './succession.js';

export const elements = { 'kv-session-details': KvSessionDetails };
export const styles = [pathStyles];

/** Loads what a session would load while its backend answers. */
export const loadSections = (): Promise<unknown> => import('../session-details/lower-sections.js');

/** What has the focus scrolls clear of the bar above a session. */
export function start(host: LitElement): void {
  new BarSizes(host, { target: '.page.session', bars: { '--_path-size': '.path' } });
}

/** Begins to lead from a decision to the next session. */
export const startSuccession = (host: LitElement, options: SuccessionOptions): Succession =>
  new Succession(host, options);

export interface SessionPage {
  /** The bar above the session that is open. */
  readonly path: Path | undefined;
  /** An empty string while no session is open. */
  readonly sessionId: string;
  readonly mask: string;
  /** The keys in use, by action. */
  readonly keys: Partial<Shortcuts>;
  readonly noShortcuts: boolean;
  readonly onSessionOpen: (event: KvEventMap['kv-session-open']) => void;
  readonly onDecisionRequest: (event: KvEventMap['kv-decision-request']) => void;
  readonly onDecisionComplete: (event: KvEventMap['kv-decision-complete']) => Promise<void>;
}

/** The session that is open, with the ways back and on. */
export const renderSession = (page: SessionPage): TemplateResult =>
  html`${page.path ? renderPath(page.path) : nothing}<kv-session-details
      session-id=${page.sessionId}
      mask=${page.mask}
      .shortcuts=${page.keys}
      ?no-shortcuts=${page.noShortcuts}
      @kv-session-open=${page.onSessionOpen}
      @kv-decision-request=${page.onDecisionRequest}
      @kv-decision-complete=${page.onDecisionComplete}
    ></kv-session-details>`;
