import { html } from 'lit';

import type { FilterValues } from '../../context/events.js';
import { absentWhenEmpty } from '../../ui/choice.js';
import { property } from '../../ui/decorators.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderPartFailure } from '../../ui/part.js';
import { FilterControls, queueFilters, valuesOf } from './filter-controls.js';
import { styles } from './session-filters.styles.js';

/**
 * Filters a list of sessions by document type, final status, possible spoof, judgement and days. The filters in
 * use are always in view, and each can be removed there. A match level is low if it is below the
 * acceptance level. Days begin and end in the viewer's time zone.
 * @summary The filters of a list of sessions.
 * @tagname kv-session-filters
 * @example
 * ```html
 * <kv-session-filters status="success failed" from="2026-01-01"></kv-session-filters>
 * ```
 * @fires kv-filter-change - The user has chosen other filters. Does not bubble.
 * @csspart chip - A filter in use.
 */
export class KvSessionFilters extends KvElement {
  static override styles = [...KvElement.styles, ...styles];

  readonly #controls: FilterControls = new FilterControls(this, this.localize, {
    values: () => this.#values,
    workspace: () => this.workspace,
    useless: () => [
      ...(this.noStatus ? ['status' as const] : []),
      ...(this.queue ? [] : queueFilters),
    ],
    onChange: (values) => this.#onChange(values),
  });

  /** `passport`, `id-card`, or both, separated by a space. */
  @property({ attribute: 'document-type', reflect: true, converter: absentWhenEmpty })
  documentType = '';

  /** Any of `success`, `failed`, `pending` and `awaiting`, separated by spaces. */
  @property({ reflect: true, converter: absentWhenEmpty }) status = '';

  /** Any of `digital-spoof`, `not-full-id`, `low-far` and `far-not-measured`, separated by spaces. */
  @property({ reflect: true, converter: absentWhenEmpty }) spoof = '';

  /** `in-part` for sessions that the policy verified although it could not judge every condition. */
  @property({ reflect: true, converter: absentWhenEmpty }) judged = '';

  /** Why sessions await action: failed conditions such as `mrz`, or `open-match`, separated by spaces. */
  @property({ reflect: true, converter: absentWhenEmpty }) condition = '';

  /** `overdue` for sessions that await action for longer than the company allows. */
  @property({ reflect: true, converter: absentWhenEmpty }) due = '';

  /** `mine` for sessions that the user has claimed, `unclaimed` for those that nobody has, or both. */
  @property({ reflect: true, converter: absentWhenEmpty }) claim = '';

  /** The first day, `YYYY-MM-DD`; or the moment from which on, as in `2026-01-31T00:00:00+04:00`. */
  @property({ reflect: true, converter: absentWhenEmpty }) from = '';

  /** The last day, `YYYY-MM-DD`, included as a whole; or the moment before which. */
  @property({ reflect: true, converter: absentWhenEmpty }) to = '';

  /** Hides the filter by final status, for a list of a single status. */
  @property({ type: Boolean, reflect: true, attribute: 'no-status' }) noStatus = false;

  /** Offers the filters of sessions that await action: why they do, whether they are overdue, and who has them. */
  @property({ type: Boolean, reflect: true }) queue = false;

  protected override willUpdate(): void {
    Object.assign(this, this.#controls.check(this.#values));
  }

  /** Moves the focus to the button. */
  override focus(options?: FocusOptions): void {
    this.#controls.focus(options);
  }

  protected override render() {
    return html`${this.#controls.render()}${renderPartFailure([this.#controls.part], this.localize)}`;
  }

  get #values(): FilterValues {
    return valuesOf(this);
  }

  #onChange(values: FilterValues): void {
    Object.assign(this, values);
    this.emit('kv-filter-change', values, { bubbles: false, composed: false });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-session-filters': KvSessionFilters;
  }
}
