import { css, html, nothing, type CSSResult, type LitElement, type TemplateResult } from 'lit';

import { nextDay, startOfLocalDay } from '../../model/calendar-date.js';
import type { SessionFilter } from '../../model/query.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { formStyles } from '../../styles/forms.js';
import { dateFormatText, renderDateField } from '../../ui/date-field.js';
import { panelStyles, renderPanel } from '../../ui/panel.js';
import { isDay } from '../../ui/asked-day.js';
import type { ListContext } from './list-context.js';

export { panelTexts as texts } from '../../i18n/en.panels.js';

export const styles: CSSResult[] = [
  detailTokens,
  formStyles,
  panelStyles,
  css`
    .day-field {
      display: grid;
      gap: var(--_space-1);
    }

    .day-hint {
      margin-block-start: var(--_space-1);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .day-problem {
      margin-block-start: var(--_space-1);
      color: var(--_color-danger);
      font-size: var(--_font-size-s);
    }
  `,
];

type Problem = 'day.invalid' | 'day.tooMany' | 'error.unavailable';

/** The panel in which the user enters a day. It goes to the first session of it in the list. */
export class DayPanel {
  readonly #host: LitElement;
  readonly #list: ListContext;
  #day = '';
  #problem: Problem | undefined;
  #running: AbortController | undefined;

  constructor(host: LitElement, list: ListContext) {
    this.#host = host;
    this.#list = list;
  }

  render(): TemplateResult {
    const { localize } = this.#list;
    const problem = this.#problem;
    return renderPanel({
      id: 'day',
      label: localize.term('day.title'),
      onClose: this.#onClose,
      content: html`<label class="day-field" @keydown=${this.#onKeydown}>
          ${localize.term('day.label')}
          ${renderDateField({
            localize,
            value: this.#day,
            isFirst: true,
            isInvalid: problem === 'day.invalid',
            describedBy: problem ? 'day-format day-problem' : 'day-format',
            onInput: this.#onInput,
          })}
        </label>
        <div id="day-format" class="day-hint">${dateFormatText(localize)}</div>
        <div id="day-problem" class="day-problem" role="alert" ?hidden=${!problem}>
          ${problem ? localize.term(problem) : nothing}
        </div>
        <div class="panel-end">
          <button class="button" type="button" popovertarget="day" popovertargetaction="hide">
            ${localize.term('close')}
          </button>
          <button
            class="button primary"
            type="button"
            aria-busy=${this.#running ? 'true' : nothing}
            @click=${this.#onGo}
          >
            ${localize.term('day.go')}
          </button>
        </div>`,
    });
  }

  async #go(): Promise<void> {
    const { localize, paging, say, onError } = this.#list;
    const day = this.#day;
    if (day === '' || !isDay(day)) {
      this.#show('day.invalid');
      return;
    }
    const running = new AbortController();
    this.#running = running;
    this.#show(undefined);
    try {
      const index = await this.#find(day, running.signal);
      if (running.signal.aborted) return;
      this.#running = undefined;
      this.#show(index === undefined ? 'day.tooMany' : undefined);
      if (index === undefined) return;
      this.#host.renderRoot.querySelector<HTMLElement>('#day')?.hidePopover();
      this.#goTo(index);
      const row = paging.rows.at(index);
      if (row && !isOn(day, row.createdAt)) {
        say(localize.term('day.none', { date: localize.current.day(day) }));
      }
    } catch (thrown) {
      if (running.signal.aborted) return;
      this.#running = undefined;
      this.#show('error.unavailable');
      onError(thrown);
    }
  }

  /** The place of the first session of a day, or of the next one; `undefined` if nobody can count so far. */
  async #find(day: string, signal: AbortSignal): Promise<number | undefined> {
    const { api, selection, paging } = this.#list;
    const [adapter, selected] = [api(), selection()];
    if (!adapter || !selected) return 0;
    const { sort, ...filter } = selected;
    const isNewestFirst = sort === '-createdAt';
    const bound = startOfLocalDay(isNewestFirst ? nextDay(day) : day);
    const before = isNewestFirst ? from(filter, bound) : until(filter, bound);
    const { count, exact } = await adapter.countSessions(before, { signal });
    if (!exact) return undefined;
    await paging.load(paging.total?.exact ? Math.min(count, paging.total.count - 1) : count);
    const { rows } = paging;
    // The day may be after the last session.
    let index = rows.hasEnd ? Math.min(count, rows.length - 1) : count;
    const isBefore = (at: number): boolean | undefined => {
      const time = Date.parse(rows.at(at)?.createdAt ?? '');
      if (Number.isNaN(time)) return undefined;
      return isNewestFirst ? time >= Date.parse(bound) : time < Date.parse(bound);
    };
    // Sessions may have come or gone since they were counted.
    while (isBefore(index) && rows.at(index + 1)) index += 1;
    while (isBefore(index - 1) === false) index -= 1;
    return index;
  }

  /** Scrolls the row to the top, and moves the focus there. */
  #goTo(index: number): void {
    const { rows, navigation, count } = this.#list;
    rows.reveal(Math.min(index + rows.pageLength, count()) - 1);
    navigation.focus(index);
  }

  #show(problem: Problem | undefined): void {
    this.#problem = problem;
    this.#host.requestUpdate();
  }

  readonly #onInput = (day: string): void => {
    this.#day = day;
    if (this.#problem) this.#show(undefined);
  };

  readonly #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    void this.#go();
  };

  readonly #onGo = (): void => void this.#go();

  readonly #onClose = (): void => {
    this.#running?.abort();
    this.#running = undefined;
    this.#day = '';
    this.#show(undefined);
  };
}

const isOn = (day: string, instant: string): boolean => {
  const time = Date.parse(instant);
  return (
    time >= Date.parse(startOfLocalDay(day)) && time < Date.parse(startOfLocalDay(nextDay(day)))
  );
};

/** The sessions of a filter from an instant on. */
const from = (filter: SessionFilter, instant: string): SessionFilter => {
  const { createdFrom } = filter;
  const isLater = createdFrom && Date.parse(createdFrom) > Date.parse(instant);
  return isLater ? filter : { ...filter, createdFrom: instant };
};

/** The sessions of a filter before an instant. */
const until = (filter: SessionFilter, instant: string): SessionFilter => {
  const { createdBefore } = filter;
  const isEarlier = createdBefore && Date.parse(createdBefore) < Date.parse(instant);
  return isEarlier ? filter : { ...filter, createdBefore: instant };
};
