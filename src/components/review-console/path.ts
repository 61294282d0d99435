import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

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
  readonly isAutomatic: boolean;
  readonly back: () => void;
  readonly advance: (isAutomatic: boolean) => void;
}

const outcomes = {
  verify: 'decision.sessionVerified',
  reject: 'decision.sessionRejected',
} as const satisfies Record<Verdict, string>;

/**
 * The bar above a session: the way back to the list, the outcome of the decision, the way on. The
 * dialog that made the decision announces it, so the outcome is not in a live region.
 */
export function renderPath(path: Path): TemplateResult {
  const { localize, succession, news, label, waiting, keyOf, isAutomatic, back, advance } = path;
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
    <div class="news">
      ${decided ? html`<strong>${localize.term(outcomes[decided])}</strong>` : nothing}
      <span role="status">${news}</span>
    </div>
    <label class="switch">
      <input
        type="checkbox"
        .checked=${live(isAutomatic)}
        @change=${(event: Event) => advance((event.target as HTMLInputElement).checked)}
      />
      ${localize.term('console.autoAdvance')}
    </label>
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
            <span
              >${localize.term(succession.hasClaims ? 'console.nextUnclaimed' : 'console.next')}</span
            >
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
