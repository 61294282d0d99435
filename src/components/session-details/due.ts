import { html, nothing, type TemplateResult } from 'lit';
import { AsyncDirective, directive } from 'lit/async-directive.js';

import type { LocalizeController } from '../../controllers/localize.js';
import { ageText } from '../../i18n/duration.js';
import type { Session } from '../../model/session.js';

type Look = TemplateResult | typeof nothing;
type Due = Pick<Session, 'status' | 'dueAt'>;

const intervalMs = 15_000;

function look({ status, dueAt }: Due, localize: LocalizeController): Look {
  if (status !== 'awaiting' || !dueAt) return nothing;
  const left = Date.parse(dueAt) - Date.now();
  const time = ageText(localize.current, Math.abs(left));
  const isOverdue = left < 0;
  return html`<time
    class="tag ${isOverdue ? 'danger' : ''}"
    datetime=${dueAt}
    title=${localize.current.instant(dueAt, { timeZoneName: true })}
    >${localize.term(isOverdue ? 'details.overdue' : 'details.dueIn', { time })}</time
  >`;
}

/** The time until a session that awaits action is due, or since then. It goes on without a request. */
class DueDirective extends AsyncDirective {
  #timer: ReturnType<typeof setInterval> | undefined;
  #refresh = (): void => undefined;

  override render(session: Due, localize: LocalizeController): Look {
    this.#refresh = () => this.setValue(look(session, localize));
    if (this.isConnected) this.reconnected();
    return look(session, localize);
  }

  protected override reconnected(): void {
    this.#timer ??= setInterval(() => this.#refresh(), intervalMs);
  }

  protected override disconnected(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }
}

export const renderDue = directive(DueDirective);
