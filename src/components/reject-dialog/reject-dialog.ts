import { html, nothing, type TemplateResult } from 'lit';
import { query, state } from 'lit/decorators.js';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';

import type { DecisionInput } from '../../model/decision.js';
import { localize, type LocalizedText } from '../../model/primitives.js';
import type { RejectionGroup, RejectionReason } from '../../model/rejection.js';
import { DecisionDialog } from '../../ui/decision-dialog.js';
import { icon, type IconName } from '../../ui/icon.js';
import { styles } from './reject-dialog.styles.js';

/**
 * Asks an agent why a session is rejected: reasons from the groups of the company's taxonomy, and
 * an optional note. It treats the decision as made once the backend has confirmed it.
 *
 * The element keeps the draft when it is closed. It discards the draft when the decision is made,
 * or for another session.
 * @summary The dialog that rejects a session.
 * @tagname kv-reject-dialog
 * @example
 * ```html
 * <kv-reject-dialog></kv-reject-dialog>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   const dialog = document.querySelector('kv-reject-dialog');
 *   dialog.session = await api.getSession('s-42');
 *   dialog.show();
 * </script>
 * ```
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict, reasons: readonly string[] }>} kv-decision-request - Cancelable: the decision is about to be sent.
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict }>} kv-decision-complete - The backend has confirmed the decision.
 * @fires {CustomEvent<{ reason: 'cancel' | 'complete' }>} kv-dialog-close - The dialog was closed. Does not bubble.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - A request failed.
 * @csspart dialog - The dialog.
 * @csspart group - One group of reasons.
 * @csspart reason - One reason.
 * @csspart selected - One selected reason.
 */
export class KvRejectDialog extends DecisionDialog {
  static override styles = [...DecisionDialog.styles, styles];

  protected override readonly verdict = 'reject';
  protected override readonly icon: IconName = 'close';

  @state() private groupId: string | undefined;
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private isReasonMissing = false;

  @query('.groups input:checked, .groups input') private groupInput?: HTMLInputElement;

  protected override readInput(note: string | null): DecisionInput | undefined {
    const reasons = this.#selectedReasons.map(({ id }) => id);
    const isRequired = this.workspace?.rejection.reasonRequired ?? true;
    this.isReasonMissing = isRequired && reasons.length === 0;
    if (!this.isReasonMissing) return { verdict: 'reject', reasons, note };
    this.#focusChoice();
    return undefined;
  }

  protected override focusFirst(): void {
    this.groupInput?.focus();
  }

  protected override clearDraft(): void {
    super.clearDraft();
    this.groupId = undefined;
    this.selected = new Set();
    this.isReasonMissing = false;
  }

  protected override restoreDraft(input: DecisionInput): void {
    super.restoreDraft(input);
    if (input.verdict === 'reject') this.selected = new Set(input.reasons);
  }

  get #groups(): readonly RejectionGroup[] {
    return this.workspace?.rejection.groups ?? [];
  }

  /** In the order of the taxonomy, without duplicates. */
  get #selectedReasons(): readonly RejectionReason[] {
    const byId = new Map(
      this.#groups
        .flatMap(({ reasons }) => reasons)
        .filter(({ id }) => this.selected.has(id))
        .map((reason) => [reason.id, reason]),
    );
    return [...byId.values()];
  }

  #label({ id, label }: { id: string; label: LocalizedText }): string {
    return localize(label, this.localize.current.locale, id);
  }

  protected override renderFields(isLocked: boolean): TemplateResult {
    const { localize } = this;
    const isRequired = this.workspace?.rejection.reasonRequired ?? true;
    const chosen = this.#groups.find(({ id }) => id === this.groupId);
    return html`<div class="reasons">
        <fieldset
          class="groups"
          role="radiogroup"
          aria-required=${isRequired}
          aria-invalid=${this.isReasonMissing}
          aria-describedby=${chosen ? 'missing' : 'group-hint missing'}
          ?disabled=${isLocked}
        >
          <legend class="label">
            ${localize.term('decision.groups')}
            ${isRequired ? nothing : html`<span class="optional">(${localize.term('optional')})</span>`}
          </legend>
          <div class="choices">
            ${repeat(
              this.#groups,
              ({ id }) => id,
              (group) => this.#renderGroup(group),
            )}
          </div>
        </fieldset>
        ${
          chosen
            ? this.#renderReasons(chosen, isLocked)
            : html`<p class="hint" id="group-hint">${localize.term('decision.chooseGroup')}</p>`
        }
      </div>
      <p class="missing" id="missing" role="alert">
        ${
          this.isReasonMissing
            ? html`${icon('warning')}${localize.term('decision.reasonMissing')}`
            : nothing
        }
      </p>
      ${this.#renderSelected(isLocked)}`;
  }

  protected override renderChosen(): TemplateResult | typeof nothing {
    return this.#renderSelected(true);
  }

  protected override renderFieldTools(isLocked: boolean): TemplateResult {
    return html`<button
      class="button quiet clear"
      type="button"
      ?disabled=${isLocked}
      @click=${this.#clear}
    >
      ${this.localize.term('decision.clear')}
    </button>`;
  }

  #renderGroup(group: RejectionGroup): TemplateResult {
    const isChosen = group.id === this.groupId;
    const count = group.reasons.filter(({ id }) => this.selected.has(id)).length;
    return html`<label class="choice group ${isChosen ? 'chosen' : ''}" part="group">
      <input
        type="radio"
        name="group"
        .checked=${live(isChosen)}
        @change=${() => this.#chooseGroup(group)}
      />
      <span class="mark">${isChosen ? icon('check') : nothing}</span>
      <bdi>${this.#label(group)}</bdi>
      ${
        count > 0
          ? html`<span class="count" aria-hidden="true"
                >${this.localize.current.number(count)}</span
              >
              <span class="visually-hidden">
                ${this.localize.term('decision.selectedInGroup', { count })}
              </span>`
          : nothing
      }
    </label>`;
  }

  #renderReasons(group: RejectionGroup, isLocked: boolean): TemplateResult {
    const title = this.localize.term('decision.reasonsOf', { group: this.#label(group) });
    return html`<fieldset class="group-reasons" ?disabled=${isLocked}>
      <legend class="label">${title}</legend>
      <div class="choices">
        ${repeat(
          group.reasons,
          ({ id }) => `${group.id} ${id}`,
          (reason) => this.#renderReason(reason),
        )}
      </div>
    </fieldset>`;
  }

  #renderReason(reason: RejectionReason): TemplateResult {
    const isChosen = this.selected.has(reason.id);
    return html`<label class="choice reason ${isChosen ? 'chosen' : ''}" part="reason">
      <input
        type="checkbox"
        .checked=${live(isChosen)}
        @change=${(event: Event) =>
          this.#toggle(reason.id, (event.target as HTMLInputElement).checked)}
      />
      <span class="mark">${isChosen ? icon('check') : nothing}</span>
      <bdi>${this.#label(reason)}</bdi>
    </label>`;
  }

  #renderSelected(isLocked: boolean): TemplateResult | typeof nothing {
    const reasons = this.#selectedReasons;
    if (reasons.length === 0) return nothing;
    const { localize } = this;
    return html`<div class="selection">
      <p class="label" id="selection">
        ${localize.term('decision.selected', { count: reasons.length })}
      </p>
      <ul class="selected" aria-labelledby="selection">
        ${repeat(
          reasons,
          ({ id }) => id,
          (reason, index) => {
            const label = this.#label(reason);
            return html`<li class="tag danger" part="selected">
              <bdi>${label}</bdi>
              ${isLocked ? nothing : this.#renderRemove(reason.id, label, index)}
            </li>`;
          },
        )}
      </ul>
    </div>`;
  }

  #renderRemove(id: string, label: string, index: number): TemplateResult {
    return html`<button
      class="remove"
      type="button"
      aria-label=${this.localize.term('decision.remove', { reason: label })}
      @click=${() => this.#remove(id, index)}
    >
      ${icon('close')}
    </button>`;
  }

  #chooseGroup({ id }: RejectionGroup): void {
    this.groupId = id;
    this.changes.announce('');
  }

  #toggle(id: string, isChosen: boolean): void {
    const selected = new Set(this.selected);
    if (isChosen) selected.add(id);
    else selected.delete(id);
    this.selected = selected;
    this.changes.announce(this.localize.term('decision.selected', { count: selected.size }));
    if (selected.size > 0) this.isReasonMissing = false;
  }

  /** Removes a reason and focuses the next one, or the groups. */
  #remove(id: string, index: number): void {
    this.#toggle(id, false);
    void this.updateComplete.then(() => {
      const buttons = this.renderRoot.querySelectorAll<HTMLElement>('.remove');
      const next = buttons[Math.min(index, buttons.length - 1)];
      if (next) next.focus();
      else this.#focusChoice();
    });
  }

  /** Focuses the control that adds a missing reason. */
  #focusChoice(): void {
    const reason = this.renderRoot.querySelector<HTMLElement>('.group-reasons input');
    (reason ?? this.groupInput)?.focus();
  }

  readonly #clear = (): void => {
    this.clearDraft();
    this.changes.announce(this.localize.term('decision.cleared'));
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-reject-dialog': KvRejectDialog;
  }
}
