import { html, nothing, type TemplateResult } from 'lit';

import type { ShortcutAction } from '../../controllers/hotkeys.js';
import type { LocalizeController } from '../../controllers/localize.js';
import type { Verdict } from '../../model/decision.js';
import type { SessionCount } from '../../model/query.js';
import { backIcon } from '../../ui/drawings.js';
import { renderDrawing } from '../../ui/icon.js';
import type { Succession } from './succession.js';

export interface Path {
  readonly localize: LocalizeController;
  readonly succession: Succession;
  /** What there is to tell about the next session. */
  readonly news: string;
  /** The name of the page that leads back. */
  readonly label: string;
  /** How many sessions await action, once it is known. */
  readonly waiting: SessionCount | undefined;
  /** The value of `aria-keyshortcuts`. */
  readonly keyOf: (action: ShortcutAction) => string | typeof nothing;
  readonly back: () => void;
}

const outcomes = {
  verify: 'decision.sessionVerified',
  reject: 'decision.sessionRejected',
} as const satisfies Record<Verdict, string>;

/** The bar above a session: the way back to the list, the outcome of the decision, the way on. */
export function renderPath(path: Path): TemplateResult {
  const { localize, succession, news, label, waiting, keyOf, back } = path;
  const { decided, next, isLooking, openNext } = succession;
  return html`<div class="path ${decided ?? ''}" part="path">
    <button
      class="button quiet back"
      type="button"
      aria-keyshortcuts=${keyOf('back')}
      @click=${back}
    >
      <span class="arrow" aria-hidden="true">${renderDrawing(backIcon)}</span>
      ${localize.term('console.back', { view: label })}
    </button>
    <p class="news" role="status">
      ${decided ? html`<strong>${localize.term(outcomes[decided])}</strong> ` : nothing} ${news}
    </p>
    ${
      next?.status === 'none'
        ? nothing
        : html`<button
            class="button next ${decided ? 'primary' : ''}"
            type="button"
            aria-disabled=${isLooking}
            aria-keyshortcuts=${keyOf('nextSession')}
            @click=${openNext}
          >
            <span>${localize.term('console.next')}</span>
            ${waiting && waiting.count > 0 ? renderWaiting(waiting, localize) : nothing}
            <span class="arrow onward" aria-hidden="true">${renderDrawing(backIcon)}</span>
          </button>`
    }
  </div>`;
}

function renderWaiting(
  { count, exact }: SessionCount,
  localize: LocalizeController,
): TemplateResult {
  const text = localize.term(exact ? 'badge.awaiting' : 'badge.awaitingAtLeast', { count });
  const number = exact
    ? localize.current.number(count)
    : localize.term('badge.overflow', { count });
  return html`<span class="count" title=${text} aria-hidden="true">${number}</span
    ><span class="visually-hidden">(${text})</span>`;
}
