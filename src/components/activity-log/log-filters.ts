import { html, type LitElement, type TemplateResult } from 'lit';

import type { ReviewError } from '../../api/errors.js';
import type { ReviewApi } from '../../api/review-api.js';
import { LoadController } from '../../controllers/load.js';
import { knownTimeZone, nextDay, startOfDay } from '../../model/calendar-date.js';
import type { ActivityFilter, ActivityUser } from '../../model/activity-log.js';
import { isDay } from '../../ui/asked-day.js';
import { chooseWords, warnOnce, wordsOf } from '../../ui/choice.js';
import { FilterPanel, type Chip, type FilterPanelOptions } from '../../ui/filter-panel.js';
import { renderFailure } from '../../ui/notice.js';
import { SearchChoice, searchChoiceStyles, type SearchOption } from '../../ui/search-choice.js';
import { filterPanelStyles } from '../../ui/filter-panel.styles.js';
import { actionsOf, logKinds } from './kinds.js';

export { panelTexts as texts } from '../../i18n/en.panels.js';

export const styles = [...filterPanelStyles, searchChoiceStyles];

/** The filters of a log, in the form of its attributes and properties. */
export interface LogFilters {
  readonly kind: string;
  readonly from: string;
  readonly to: string;
  readonly sessionId: string;
  /** Ids. */
  readonly users: readonly string[];
}

export const noFilters: LogFilters = { kind: '', from: '', to: '', sessionId: '', users: [] };

export interface LogFilterOptions extends Omit<FilterPanelOptions, 'days' | 'onDays' | 'onClear'> {
  readonly api: () => ReviewApi | undefined;
  readonly values: () => LogFilters;
  readonly timeZone: () => string | undefined;
  readonly onChange: (change: Partial<LogFilters>) => void;
  readonly onError: (error: ReviewError) => void;
}

/** The valid values of the attributes. Warns once about each invalid one. */
export function checkFilters(tag: string, values: LogFilters): LogFilters {
  const checkDay = (attribute: 'from' | 'to'): string => {
    const value = values[attribute];
    if (isDay(value)) return value;
    warnOnce(`<${tag}>: ${attribute}="${value}" is not a date as in 2026-01-31; it is left out.`);
    return '';
  };
  const from = checkDay('from');
  const to = checkDay('to');
  const isInOrder = from === '' || to === '' || from <= to;
  if (!isInOrder) warnOnce(`<${tag}>: to="${to}" is before from="${from}"; it is left out.`);
  const kind = chooseWords(tag, 'kind', values.kind, logKinds);
  return { ...values, kind, from, to: isInOrder ? to : '' };
}

/** The filter for the port. Days begin and end in the time zone of the company. */
export function toActivityFilter(
  { kind, from, to, sessionId, users }: LogFilters,
  timeZone: string | undefined,
): ActivityFilter {
  const zone = knownTimeZone(timeZone);
  return {
    ...(users.length > 0 && { users: users.slice(0, maxUsers) }),
    ...(kind && { actions: actionsOf(wordsOf(kind)) }),
    ...(sessionId && { sessionId }),
    ...(from && { from: startOfDay(from, zone) }),
    ...(to && { before: startOfDay(nextDay(to), zone) }),
  };
}

/** As many as the port takes. */
const maxUsers = 50;

/** The filters of a log. The users are read when the panel opens for the first time. */
export class LogFilterPanel extends FilterPanel {
  readonly #log: LogFilterOptions;
  readonly #users: LoadController<ReviewApi, ActivityUser[]>;
  readonly #userChoice: SearchChoice;
  #isWanted = false;

  constructor(host: LitElement, options: LogFilterOptions) {
    super(host, {
      ...options,
      days: options.values,
      onDays: options.onChange,
      onClear: () => options.onChange(noFilters),
    });
    this.#log = options;
    this.#users = new LoadController(host, {
      key: () => {
        const api = options.api();
        return api && (this.#isWanted || options.values().users.length > 0) ? [api] : undefined;
      },
      load: async (signal) => (await this.#api.listActivityUsers({ signal })).items,
      onError: options.onError,
    });
    this.#userChoice = new SearchChoice(host, {
      id: 'user',
      options: () => this.#userOptions,
      choose: (index) => this.#addUser(index),
    });
  }

  /** The panel was opened. */
  readonly want = (): void => {
    this.#isWanted = true;
    this.host.requestUpdate();
  };

  protected override get hasDays(): boolean {
    return true;
  }

  protected override get timeZone(): string | undefined {
    return knownTimeZone(this.#log.timeZone());
  }

  protected override get chosen(): readonly Chip[] {
    const { localize, values, onChange, isolate } = this.#log;
    const { users, sessionId } = values();
    const kinds = wordsOf(values().kind).map((kind) => ({
      text: this.#kindText(kind),
      name: this.#kindText(kind),
      remove: () => this.#toggleKind(kind, false),
    }));
    const chosenUsers = users.map((id) => {
      const name = this.#nameOf(id);
      return {
        text: localize.term('log.filter.userChosen', { name: isolate(name) }),
        remove: () => onChange({ users: users.filter((other) => other !== id) }),
      };
    });
    const session = {
      text: localize.term('log.filter.sessionChosen', { id: isolate(sessionId) }),
      remove: () => onChange({ sessionId: '' }),
    };
    return [...chosenUsers, ...kinds, ...(sessionId ? [session] : [])];
  }

  protected override renderGroups(): TemplateResult {
    const { localize, values } = this.#log;
    const kinds = wordsOf(values().kind);
    return html`<fieldset class="wide">
        <legend>${localize.term('log.filter.user')}</legend>
        ${this.#renderUsers()}
      </fieldset>
      <fieldset class="wide kinds">
        <legend>${localize.term('log.filter.kind')}</legend>
        ${logKinds.map(
          (kind) =>
            html`<label class="check">
              <input
                type="checkbox"
                .checked=${kinds.includes(kind)}
                @change=${({ target }: Event) =>
                  this.#toggleKind(kind, (target as HTMLInputElement).checked)}
              />
              <span>${this.#kindText(kind)}</span>
            </label>`,
        )}
      </fieldset>
      <label class="wide day">
        ${localize.term('log.filter.session')}
        <input
          class="field"
          type="text"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          maxlength="200"
          .value=${values().sessionId}
          @change=${({ target }: Event) => {
            const sessionId = (target as HTMLInputElement).value.trim();
            this.#log.onChange({ sessionId });
          }}
        />
      </label>`;
  }

  #renderUsers(): TemplateResult {
    const { localize } = this.#log;
    const { value, error } = this.#users;
    if (!value) {
      return error
        ? renderFailure('problem', localize.term('log.filter.usersFailed'), localize, () => {
            void this.#users.reload();
          })
        : html`<p class="hint" role="status">${localize.term('log.filter.usersLoading')}</p>`;
    }
    return html`${this.#userChoice.render({
        label: localize.term('log.filter.user'),
        chosen: '',
        describedBy: 'user-hint',
        isInvalid: false,
        none: localize.term('log.filter.noUser'),
        more: localize.term('log.filter.moreUsers'),
      })}
      <div id="user-hint" class="hint">${localize.term('log.filter.userHint')}</div>`;
  }

  get #api(): ReviewApi {
    const api = this.#log.api();
    if (!api) throw new Error('There is no adapter.');
    return api;
  }

  /** By their index, because ids of elements may not contain ids of people. */
  get #userOptions(): readonly SearchOption[] {
    const { users } = this.#log.values();
    return (this.#users.value ?? []).flatMap(({ id, name }, index) =>
      users.includes(id)
        ? []
        : [{ value: String(index), label: name ?? id, ...(name !== null && { code: id }) }],
    );
  }

  #nameOf(id: string): string {
    return this.#users.value?.find((user) => user.id === id)?.name ?? id;
  }

  #addUser(index: string): void {
    const id = this.#users.value?.[Number(index)]?.id;
    const { users } = this.#log.values();
    if (id !== undefined && users.length < maxUsers) {
      this.#log.onChange({ users: [...users, id] });
    }
  }

  #kindText(kind: string): string {
    const known = logKinds.find((one) => one === kind);
    return known ? this.#log.localize.term(`log.kind.${known}`) : kind;
  }

  #toggleKind(kind: string, isChosen: boolean): void {
    const chosen = wordsOf(this.#log.values().kind);
    const kinds = logKinds.filter((one) => (one === kind ? isChosen : chosen.includes(one)));
    this.#log.onChange({ kind: kinds.join(' ') });
  }
}
