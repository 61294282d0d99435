import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { DecisionInput } from '../../model/decision.js';
import type { ScreeningMatch } from '../../model/screening.js';
import type { Session } from '../../model/session.js';
import { DecisionDialog } from '../../ui/decision-dialog.js';
import { state } from '../../ui/decorators.js';
import { icon, type IconName } from '../../ui/icon.js';
import { listText } from '../../i18n/list-text.js';
import { acknowledgementsOf, type Acknowledgement } from './acknowledgements.js';
import { styles } from './verify-dialog.styles.js';

/** The entries of a list that are named; an agent has compared them in the screening. */
const maxEntries = 3;

/**
 * Asks an agent to confirm that a session is verified, with an optional note. It treats the
 * decision as made once the backend has confirmed it.
 *
 * If a list has an open match or did not answer, the agent must tick that they verify despite it.
 *
 * The element keeps the draft when it is closed. It discards the draft when the decision is made,
 * or for another session.
 * @summary The dialog that verifies a session.
 * @tagname kv-verify-dialog
 * @example
 * ```html
 * <kv-verify-dialog></kv-verify-dialog>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   const dialog = document.querySelector('kv-verify-dialog');
 *   dialog.session = await api.getSession('s-42');
 *   dialog.show();
 * </script>
 * ```
 * @fires kv-decision-request - Cancelable: the decision is about to be sent.
 * @fires kv-decision-complete - The backend has confirmed the decision.
 * @fires kv-dialog-close - The dialog was closed. Does not bubble.
 * @fires kv-error - A request failed.
 * @csspart dialog - The dialog.
 */
export class KvVerifyDialog extends DecisionDialog {
  static override styles = [...DecisionDialog.styles, styles];

  /** The session, with its screening, as the agent sees it. The decision carries its version. */
  declare session?: Session | undefined;

  protected override readonly verdict = 'verify';

  protected override readonly icon: IconName = 'check';

  declare protected seen: Session | undefined;
  /** The keys of what the agent has ticked. */
  @state() private acknowledged: ReadonlySet<string> = new Set();
  /** A missing tick is shown from the first attempt to submit. */
  @state() private isTickMissing = false;

  /** The keys that the agent has been asked about. */
  #asked: ReadonlySet<string> = new Set();

  protected override willUpdate(changed: PropertyValues): void {
    super.willUpdate(changed);
    if (!this.seen) return;
    const keys = this.#acknowledgements.flatMap((one) => one.keys);
    const hasNews = keys.some((key) => !this.#asked.has(key));
    this.#asked = new Set(keys);
    if (hasNews) this.changes.announce(this.localize.term('verify.changed'));
  }

  protected override begin(subject: Session): void {
    super.begin(subject);
    this.isTickMissing = false;
    this.#asked = new Set(this.#acknowledgements.flatMap(({ keys }) => keys));
  }

  protected override readInput(note: string | null): DecisionInput | undefined {
    const missing = this.#acknowledgements.findIndex((one) => !this.#isGiven(one));
    this.isTickMissing = missing >= 0;
    if (!this.isTickMissing) return { verdict: 'verify', note };
    this.#ticks[missing]?.focus();
    return undefined;
  }

  protected override clearDraft(): void {
    super.clearDraft();
    this.acknowledged = new Set();
    this.isTickMissing = false;
  }

  protected override focusFirst(): void {
    const missing = this.#acknowledgements.findIndex((one) => !this.#isGiven(one));
    (this.#ticks[missing] ?? this.noteField)?.focus();
  }

  protected override renderFields(isLocked: boolean): TemplateResult | typeof nothing {
    const acknowledgements = this.#acknowledgements;
    if (acknowledgements.length === 0) return nothing;
    const { localize } = this;
    return html`<fieldset class="acknowledgements" ?disabled=${isLocked}>
      <legend class="label">${icon('warning')}${localize.term('verify.screening')}</legend>
      ${acknowledgements.map((one, index) => this.#renderAcknowledgement(one, index))}
      <p class="field-error" id="tick-fault">
        ${
          this.isTickMissing
            ? html`${icon('warning')}<span>${localize.term('verify.missing')}</span>`
            : nothing
        }
      </p>
    </fieldset>`;
  }

  #renderAcknowledgement(one: Acknowledgement, index: number): TemplateResult {
    const isGiven = this.#isGiven(one);
    const hasEntries = one.kind === 'matches' && !this.isSubjectHidden;
    return html`<div class="acknowledgement">
      <label>
        <input
          type="checkbox"
          required
          aria-invalid=${this.isTickMissing && !isGiven}
          aria-describedby=${hasEntries ? `tick-fault entries-${index}` : 'tick-fault'}
          .checked=${live(isGiven)}
          @change=${(event: Event) => this.#tick(one, (event.target as HTMLInputElement).checked)}
        />
        <span>${this.#textOf(one)}</span>
      </label>
      ${hasEntries ? this.#renderEntries(one.matches, index) : nothing}
    </div>`;
  }

  #renderEntries(matches: readonly ScreeningMatch[], index: number): TemplateResult {
    const { localize } = this;
    const count = matches.length - maxEntries;
    return html`<ul class="entries" id="entries-${index}">
      ${matches
        .slice(0, maxEntries)
        .map(
          ({ name, score }) =>
            html`<li>
              <bdi>${name}</bdi>, ${localize.current.number(score, { style: 'percent' })}
            </li>`,
        )}
      ${count > 0 ? html`<li>${localize.term('verify.more', { count })}</li>` : nothing}
    </ul>`;
  }

  #textOf(one: Acknowledgement): string {
    const { localize } = this;
    if (one.kind === 'matches') {
      const { list, matches } = one;
      return localize.term('verify.despiteMatches', {
        count: matches.length,
        list: listText(list, localize),
      });
    }
    const { lists } = one;
    return lists.length === 0
      ? localize.term('verify.despiteNoResult')
      : localize.term('verify.despiteUnanswered', {
          count: lists.length,
          lists: lists.map((list) => listText(list, localize)).join(', '),
        });
  }

  /** Of the session as the page has it now: a later screening may have found more. */
  get #acknowledgements(): Acknowledgement[] {
    const { seen, session } = this;
    const current = session && session.id === seen?.id ? session : seen;
    return current ? acknowledgementsOf(current.screening) : [];
  }

  get #ticks(): NodeListOf<HTMLInputElement> {
    return this.renderRoot.querySelectorAll<HTMLInputElement>('.acknowledgement input');
  }

  #isGiven({ keys }: Acknowledgement): boolean {
    return keys.every((key) => this.acknowledged.has(key));
  }

  #tick({ keys }: Acknowledgement, isGiven: boolean): void {
    const acknowledged = new Set(this.acknowledged);
    for (const key of keys) {
      if (isGiven) acknowledged.add(key);
      else acknowledged.delete(key);
    }
    this.acknowledged = acknowledged;
    if (this.#acknowledgements.every((one) => this.#isGiven(one))) this.isTickMissing = false;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-verify-dialog': KvVerifyDialog;
  }
}
