import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';

import { relatedTexts } from '../../i18n/en.related.js';
import type { DecisionInput } from '../../model/decision.js';
import { localize } from '../../model/localized.js';
import type { LocalizedText } from '../../model/primitives.js';
import {
  duplicateReasonId,
  type RejectionGroup,
  type RejectionReason,
} from '../../model/rejection.js';
import { DecisionDialog } from '../../ui/decision-dialog.js';
import { property, query, state } from '../../ui/decorators.js';
import { icon, type IconName } from '../../ui/icon.js';
import { isTextField } from '../../ui/text-field.js';
import { DuplicateChoice } from './duplicate-choice.js';
import { digitOf, groupsDigit, movedIndex, pressedDigit, type ChoiceList } from './keys.js';
import { styles } from './reject-dialog.styles.js';

/** More entries than a list shows at once in a dialog of the usual height. */
const manyEntries = 6;

/**
 * Asks an agent why a session is rejected: reasons from the groups of the company's taxonomy, and
 * an optional note. It treats the decision as made once the backend has confirmed it.
 *
 * The digits 1 to 9 choose a group, and then its reasons; 0 goes back to the groups. Each list is one
 * stop of the Tab key: the arrow keys move inside it. Ctrl+Enter sends the decision.
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
 * @fires kv-decision-request - Cancelable: the decision is about to be sent.
 * @fires kv-decision-complete - The backend has confirmed the decision.
 * @fires kv-dialog-close - The dialog was closed. Does not bubble.
 * @fires kv-error - A request failed.
 * @csspart dialog - The dialog.
 * @csspart group - One group of reasons.
 * @csspart reason - One reason.
 * @csspart selected - One selected reason.
 */
export class KvRejectDialog extends DecisionDialog {
  static override readonly texts = { ...DecisionDialog.texts, ...relatedTexts };
  static override styles = [...DecisionDialog.styles, styles];

  /** Offered with the reason `duplicate`, if the adapter finds related sessions. */
  readonly #duplicate = new DuplicateChoice(this, {
    subject: () => {
      const { api, session, workspace } = this;
      const isOffered = workspace?.capabilities.includes('related') ?? false;
      return api && session && isOffered && this.open && this.selected.has(duplicateReasonId)
        ? [api, session.id]
        : undefined;
    },
    localize: this.localize,
    isNameHidden: () => this.isSubjectHidden,
    onError: this.reportError,
  });

  /** Switches the digits off that choose groups and reasons. */
  @property({ type: Boolean, attribute: 'no-shortcuts' }) noShortcuts = false;

  protected override readonly verdict = 'reject';

  protected override readonly icon: IconName = 'close';

  @state() private groupId: string | undefined;
  @state() private selected: ReadonlySet<string> = new Set();
  @state() private isReasonMissing = false;
  /** The list that the digits choose from: the one that has the focus, or had it last. */
  @state() private digitList: ChoiceList = 'groups';
  /** The reason that the Tab key reaches. */
  @state() private tabStop = 0;

  @query('.groups input:checked') private chosenInput?: HTMLInputElement;
  @query('.groups input') private firstInput?: HTMLInputElement;
  @query('.group-reasons') private reasonPanel?: HTMLElement;

  protected override readInput(note: string | null): DecisionInput | undefined {
    const reasons = this.#selectedReasons.map(({ id }) => id);
    const isRequired = this.workspace?.rejection.reasonRequired ?? true;
    this.isReasonMissing = isRequired && reasons.length === 0;
    const { chosen } = this.#duplicate;
    const duplicateOf = reasons.includes(duplicateReasonId) ? chosen : undefined;
    if (!this.isReasonMissing) {
      return { verdict: 'reject', reasons, note, ...(duplicateOf && { duplicateOf }) };
    }
    this.#focusChoice();
    return undefined;
  }

  protected override focusFirst(): void {
    this.digitList = 'groups';
    this.#focusGroups();
  }

  protected override clearDraft(): void {
    super.clearDraft();
    this.groupId = undefined;
    this.selected = new Set();
    this.#duplicate.chosen = undefined;
    this.isReasonMissing = false;
    this.digitList = 'groups';
  }

  protected override restoreDraft(input: DecisionInput): void {
    super.restoreDraft(input);
    if (input.verdict !== 'reject') return;
    this.selected = new Set(input.reasons);
    this.#duplicate.chosen = input.duplicateOf;
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

  get #chosenGroup(): RejectionGroup | undefined {
    return this.#groups.find(({ id }) => id === this.groupId);
  }

  #label({ id, label }: { id: string; label: LocalizedText }): string {
    return localize(label, this.localize.current.locale, id);
  }

  protected override renderFields(isLocked: boolean): TemplateResult {
    const { localize } = this;
    const isRequired = this.workspace?.rejection.reasonRequired ?? true;
    const chosen = this.#chosenGroup;
    const hasMany = [this.#groups, ...this.#groups.map(({ reasons }) => reasons)].some(
      ({ length }) => length > manyEntries,
    );
    return html`<div class="picker ${hasMany ? 'many' : ''}">
        <fieldset
          class="groups"
          role="radiogroup"
          aria-required=${isRequired}
          aria-invalid=${this.isReasonMissing}
          aria-describedby=${chosen ? 'missing' : 'group-hint missing'}
          ?disabled=${isLocked}
          @focusin=${() => (this.digitList = 'groups')}
        >
          <legend class="label">
            ${localize.term('decision.groups')}
            ${isRequired ? nothing : html`<span class="optional">(${localize.term('optional')})</span>`}
            ${this.#renderKey(groupsDigit, this.digitList === 'reasons')}
          </legend>
          <div class="choices">
            ${repeat(
              this.#groups,
              ({ id }) => id,
              (group, index) => this.#renderGroup(group, index),
            )}
          </div>
        </fieldset>
        ${
          chosen
            ? this.#renderReasons(chosen, isLocked)
            : html`<p class="group-reasons hint" id="group-hint">
                ${localize.term('decision.chooseGroup')}
              </p>`
        }
      </div>
      ${this.#duplicate.render(isLocked)}`;
  }

  protected override renderSummary(isLocked: boolean): TemplateResult {
    return this.#renderSelected(isLocked);
  }

  protected override renderChosen(): TemplateResult | typeof nothing {
    return this.selected.size > 0 ? this.#renderSelected(true) : nothing;
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

  #renderGroup(group: RejectionGroup, index: number): TemplateResult {
    const isChosen = group.id === this.groupId;
    const count = group.reasons.filter(({ id }) => this.selected.has(id)).length;
    const isActive = this.digitList === 'groups';
    return html`<label class="choice group ${isChosen ? 'chosen' : ''}" part="group">
      <input
        type="radio"
        name="group"
        aria-keyshortcuts=${this.#shortcutOf(index, isActive)}
        .checked=${live(isChosen)}
        @change=${(event: Event) => this.#onGroup(group, event.target as HTMLInputElement)}
      />
      <span class="mark">${isChosen ? icon('check') : nothing}</span>
      <bdi>${this.#label(group)}</bdi>
      <span class="count ${count > 0 ? '' : 'none'}" aria-hidden="true"
        >${this.localize.current.number(count)}</span
      >
      ${
        count > 0
          ? html`<span class="visually-hidden">
              ${this.localize.term('decision.selectedInGroup', { count })}
            </span>`
          : nothing
      }
      ${this.#renderKey(digitOf(index), isActive)}
    </label>`;
  }

  #renderReasons(group: RejectionGroup, isLocked: boolean): TemplateResult {
    const title = this.localize.term('decision.reasonsOf', { group: this.#label(group) });
    return html`<fieldset
      class="group-reasons"
      ?disabled=${isLocked}
      @focusin=${() => (this.digitList = 'reasons')}
    >
      <legend class="label">${title}</legend>
      <div class="choices">
        ${repeat(
          group.reasons,
          ({ id }) => `${group.id} ${id}`,
          (reason, index) => this.#renderReason(reason, index),
        )}
      </div>
    </fieldset>`;
  }

  #renderReason(reason: RejectionReason, index: number): TemplateResult {
    const isChosen = this.selected.has(reason.id);
    const isActive = this.digitList === 'reasons';
    return html`<label class="choice reason ${isChosen ? 'chosen' : ''}" part="reason">
      <input
        type="checkbox"
        tabindex=${index === this.tabStop ? 0 : -1}
        aria-keyshortcuts=${this.#shortcutOf(index, isActive)}
        .checked=${live(isChosen)}
        @focus=${() => (this.tabStop = index)}
        @change=${(event: Event) =>
          this.#toggle(reason.id, (event.target as HTMLInputElement).checked)}
      />
      <span class="mark">${isChosen ? icon('check') : nothing}</span>
      <bdi>${this.#label(reason)}</bdi>
      ${this.#renderKey(digitOf(index), isActive)}
    </label>`;
  }

  /** The value of `aria-keyshortcuts` of an entry. */
  #shortcutOf(index: number, isActive: boolean): number | typeof nothing {
    return (isActive && !this.noShortcuts && digitOf(index)) || nothing;
  }

  /** The key that chooses an entry. It keeps its room while the digits choose from the other list. */
  #renderKey(digit: number | undefined, isActive: boolean): TemplateResult | typeof nothing {
    if (digit === undefined || this.noShortcuts) return nothing;
    return html`<kbd class="key ${isActive ? '' : 'resting'}" aria-hidden="true">${digit}</kbd>`;
  }

  /** The selected reasons of all groups. Without one, their room stays. */
  #renderSelected(isLocked: boolean): TemplateResult {
    const { localize } = this;
    const reasons = this.#selectedReasons;
    return html`<div class="selection">
      <p class="label" id="selection">
        ${localize.term('decision.selected', { count: reasons.length })}
      </p>
      <p class="missing" id="missing" role="alert">
        ${
          this.isReasonMissing
            ? html`${icon('warning')}${localize.term('decision.reasonMissing')}`
            : nothing
        }
      </p>
      ${
        reasons.length > 0
          ? html`<ul class="selected" aria-labelledby="selection">
              ${repeat(
                reasons,
                ({ id }) => id,
                (reason, index) => this.#renderSelectedReason(reason, index, isLocked),
              )}
            </ul>`
          : nothing
      }
    </div>`;
  }

  #renderSelectedReason(reason: RejectionReason, index: number, isLocked: boolean): TemplateResult {
    const label = this.#label(reason);
    return html`<li class="tag danger" part="selected">
      <bdi>${label}</bdi>
      ${isLocked ? nothing : this.#renderRemove(reason.id, label, index)}
    </li>`;
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
    this.tabStop = 0;
    this.changes.announce('');
  }

  /** A pointer also brings the reasons into view; the arrow keys stay with the groups. */
  #onGroup(group: RejectionGroup, input: HTMLInputElement): void {
    this.#chooseGroup(group);
    if (input.matches(':focus-visible')) return;
    void this.updateComplete.then(() => this.#revealReasons());
  }

  /** Chooses the group at a place, and moves on to its reasons. */
  #chooseGroupAt(index: number): boolean {
    const group = this.#groups[index];
    if (!group) return false;
    this.#chooseGroup(group);
    void this.updateComplete.then(() => this.#focusReason(0));
    return true;
  }

  /** Selects the reason at a place of the chosen group, or removes it. */
  #toggleReasonAt(index: number): boolean {
    const reason = this.#chosenGroup?.reasons[index];
    if (!reason) return false;
    this.#focusReason(index);
    this.#toggle(reason.id, !this.selected.has(reason.id));
    return true;
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
    if (!this.#focusReason(this.tabStop)) this.#focusGroups();
  }

  #focusGroups(): void {
    (this.chosenInput ?? this.firstInput)?.focus();
  }

  #focusReason(index: number): boolean {
    const inputs = this.renderRoot.querySelectorAll<HTMLElement>('.group-reasons input');
    inputs[index]?.focus();
    this.#revealReasons();
    return inputs[index] !== undefined;
  }

  /** Scrolls a small dialog to the reasons. */
  #revealReasons(): void {
    this.reasonPanel?.scrollIntoView({ block: 'nearest' });
  }

  protected override onKeydown(event: KeyboardEvent): void {
    const { target } = event;
    if (isTextField(target)) return;
    if (this.#handleDigit(event) || this.#handleArrow(event)) event.preventDefault();
    else super.onKeydown(event);
  }

  #handleDigit(event: KeyboardEvent): boolean {
    const digit = this.noShortcuts ? undefined : pressedDigit(event);
    const hasChoices = this.firstInput?.matches(':enabled') ?? false;
    if (digit === undefined || !hasChoices) return false;
    if (digit === groupsDigit) {
      this.#focusGroups();
      return true;
    }
    return this.digitList === 'groups'
      ? this.#chooseGroupAt(digit - 1)
      : this.#toggleReasonAt(digit - 1);
  }

  /** The reasons are one stop of the Tab key. */
  #handleArrow({ key, target }: KeyboardEvent): boolean {
    if (!(target instanceof HTMLInputElement) || target.type !== 'checkbox') return false;
    const count = this.#chosenGroup?.reasons.length ?? 0;
    const index = movedIndex(key, this.tabStop, count);
    return index !== undefined && this.#focusReason(index);
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
