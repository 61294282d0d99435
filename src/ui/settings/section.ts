import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import type { ReviewError } from '../../api/errors.js';
import { BarSizes } from '../../controllers/bar-sizes.js';
import { FocusKeeper } from '../../controllers/focus-keeper.js';
import { PartController } from '../../controllers/part.js';
import { previewedChange } from '../../controllers/settings/previewed-change.js';
import type { Section, SectionDraft } from '../../controllers/settings/section-draft.js';
import type { FieldName, FieldValues } from '../../controllers/settings/section-form.js';
import { SettingsController } from '../../controllers/settings/settings.js';
import type { SettingsStore } from '../../controllers/settings/settings-store.js';
import { isolate } from '../../i18n/bidi.js';
import { settingsTexts } from '../../i18n/en.settings.js';
import { mayManage } from '../../model/permissions.js';
import type { SettingsRecord } from '../../model/settings.js';
import { choose } from '../choice.js';
import { property, query, state } from '../decorators.js';
import { KvElement } from '../kv-element.js';
import { renderMessage, type MessageText } from '../message-panel.js';
import { partStyles, renderPartFailure } from '../part.js';
import { renderAbsent, renderError, renderFailure, renderNotice } from '../notice.js';
import { submitOnClick } from '../submit.js';
import { ConfirmController } from './confirm.js';
import { controlId, type Field } from './field.js';
import { leavingQuestion } from './leaving.js';
import { LatePreview } from './late-preview.js';
import { sectionStyles } from './section.styles.js';

const headingLevels = [1, 2, 3, 4, 5, 6];

/**
 * The base of the elements that edit one section of the settings. It loads the settings, keeps the draft,
 * shows every state, and saves the section with the version that the user saw.
 */
export abstract class SettingsSectionElement<Fields extends FieldValues> extends KvElement {
  static override readonly texts = settingsTexts;
  static override styles = [...KvElement.styles, partStyles, ...sectionStyles];

  readonly #settings = new SettingsController(this, {
    ...this.providerLinks,
    onUnsaved: (sections) => this.emit('kv-settings-change', { sections }),
    onLeave: (sections) => this.emit('kv-settings-leave', { sections }, { cancelable: true }),
  });

  protected readonly confirm = new ConfirmController(this, this.localize);

  readonly #afterChange = new PartController(
    this,
    this.localize,
    () => import('./after-change.js'),
  );

  readonly #preview = new LatePreview(this, this.#afterChange, {
    localize: this.localize,
    api: () => this.api,
    open: (sessionId) => this.emit('kv-session-open', { sessionId }),
    announce: (text) => this.announce(text),
    report: this.reportError,
    focusStart: () => this.renderRoot.querySelector<HTMLElement>('.preview-start')?.focus(),
  });

  /** The level of the section's heading, 1 to 6. */
  @property({ attribute: 'heading-level', type: Number }) headingLevel = 2;

  /** Mistakes are shown from the first attempt to save, not while the user types. */
  @state() private isChecked = false;
  /** The user tried to save without a change. */
  @state() private isNothingToSave = false;
  @state() private areChoicesChecked = false;

  @state() private announcement = '';
  @query('.heading') private headingElement?: HTMLElement;

  @query('#conflict-title') private conflictTitle?: HTMLElement;
  #hasConflict = false;
  #movesToConflict = false;

  /** Which section, and what its fields are. */
  protected abstract readonly section: Section<Fields>;

  protected abstract get heading(): string;
  /** What the section is about, in one sentence. */
  protected abstract get introduction(): string;
  protected abstract labelOf(name: FieldName<Fields>): string;
  /** The value of a field, as it stands beside another one. */
  protected abstract show(name: FieldName<Fields>, fields: Fields): unknown;
  /** What the field requires, in one sentence. */
  protected abstract ruleOf(name: FieldName<Fields>): string;
  protected abstract renderFields(fields: Fields): unknown;

  constructor() {
    super();
    new FocusKeeper(this, () => this.focus());
    new BarSizes(this, { target: '.form', bars: { '--_bar-size': '.bar' } });
  }

  protected override willUpdate(_changed: PropertyValues): void {
    choose(this, 'headingLevel', 2, headingLevels);
    const { draft } = this;
    if (!draft?.isChanged) {
      this.isChecked = false;
      this.areChoicesChecked = false;
    }
    const hadConflict = this.#hasConflict;
    this.#hasConflict = draft?.hasConflict ?? false;
    if (draft?.isChanged) this.#afterChange.require();
    if (this.#hasConflict && !hadConflict) {
      this.announce(this.localize.term('settings.conflict'));
      this.#movesToConflict = Boolean(this.shadowRoot?.activeElement);
    }
    const canPreview = this.workspace?.capabilities.includes('policy-preview') ?? false;
    this.#preview.follow(
      canPreview && draft?.isChanged && !this.#hasConflict
        ? previewedChange(draft.values)
        : undefined,
    );
  }

  protected override updated(_changed: PropertyValues): void {
    if (!this.#movesToConflict || !this.conflictTitle) return;
    this.#movesToConflict = false;
    this.conflictTitle.focus();
  }

  /**
   * Asks the user before the page is left, for routers. With unsaved changes it sends
   * `kv-settings-leave`. Unless a listener cancels that, it asks whether to discard them.
   * @returns whether the page may be left
   */
  async confirmLeave(): Promise<boolean> {
    return this.#settings.confirmLeave((sections) =>
      this.confirm.ask(leavingQuestion(sections, this.localize)),
    );
  }

  /** Moves the focus to the heading. */
  override focus(options?: FocusOptions): void {
    this.headingElement?.focus(options);
  }

  protected get store(): SettingsStore | undefined {
    return this.#settings.store;
  }

  protected get draft(): SectionDraft<Fields> | undefined {
    const { store } = this;
    return store && this.section.draftIn(store);
  }

  /** Says a text once. */
  protected announce(text: string): void {
    this.announcement = text;
  }

  /** One field, for its renderer. */
  protected field<Name extends FieldName<Fields>>(name: Name, fields: Fields): Field<Fields[Name]> {
    const { draft, localize } = this;
    const label = this.labelOf(name);
    const saved = draft?.saved;
    const isChanged = draft?.isFieldChanged(name) ?? false;
    return {
      name,
      label,
      value: fields[name],
      isChanged,
      savedValue: saved && this.show(name, saved),
      error: this.#errorOf(name),
      localize,
      enter: (value) => {
        draft?.enter(name, value);
        this.isNothingToSave = false;
        const isNow = draft?.isFieldChanged(name) ?? false;
        this.announce(
          isNow && !isChanged ? localize.term('settings.fieldChanged', { field: label }) : '',
        );
      },
      discard: () => {
        draft?.discardField(name);
        this.announce(localize.term('settings.fieldDiscarded', { field: label }));
        this.#focusField(name);
      },
    };
  }

  protected override render(): unknown {
    return html`<section class="section" part="section" aria-labelledby="heading">
        <div class="section-head">
          <div
            class="heading"
            id="heading"
            role="heading"
            aria-level=${this.headingLevel}
            tabindex="-1"
          >
            ${this.heading}
          </div>
          <p class="introduction">${this.introduction}</p>
        </div>
        ${this.#renderState()}
      </section>
      ${this.confirm.render()}
      <div class="visually-hidden" role="status">${this.announcement}</div>`;
  }

  #renderState(): unknown {
    const { connection, localize, workspace, store } = this;
    if (connection.status === 'absent') return renderAbsent(localize);
    if (connection.status === 'failed') {
      return renderError(connection.error, localize, connection.reconnect);
    }
    if (workspace && !mayManage(workspace, 'settings')) {
      const isLacking = !workspace.capabilities.includes('settings');
      return renderNotice({
        icon: isLacking ? 'info' : 'lock',
        title: localize.term(isLacking ? 'settings.unsupported' : 'settings.forbidden'),
        hint: localize.term(isLacking ? 'error.unsupportedHint' : 'error.forbiddenHint'),
      });
    }
    if (store?.record) return this.#renderForm(store.record, store);
    return store?.error
      ? renderError(store.error, localize, store.retry)
      : html`<p class="loading" role="status" aria-busy="true">${localize.term('loading')}</p>`;
  }

  #renderForm(record: SettingsRecord, store: SettingsStore): TemplateResult {
    const { draft, localize } = this;
    const entered = draft?.entered;
    return html`${
        store.error
          ? renderFailure('stale', localize.term('settings.stale'), localize, store.retry)
          : nothing
      }
      <form class="form" novalidate @submit=${this.#onSubmit}>
        ${draft && entered && !draft.hasConflict ? this.#renderFields(draft, entered) : nothing}
        ${draft?.hasConflict ? this.#renderConflict(draft, record) : nothing}
        ${this.#preview.render(record.version)} ${draft ? this.#renderBar(draft, record) : nothing}
      </form>`;
  }

  #renderFields(draft: SectionDraft<Fields>, entered: Fields): TemplateResult {
    return html`${this.#renderMistakes()} ${this.#renderFailure(draft)}
      <div class="fields">${this.renderFields(entered)}</div>`;
  }

  /** Every mistake by the name of its field, with the way there. */
  #renderMistakes(): TemplateResult | typeof nothing {
    const { localize } = this;
    const mistakes = this.#mistakes;
    if (mistakes.length === 0) return nothing;
    return html`<div class="mistakes" role="group" aria-labelledby="mistakes">
      <p class="mistakes-title" id="mistakes">
        ${localize.term('settings.faults', { count: mistakes.length })}
      </p>
      <ul>
        ${mistakes.map(
          ({ name, message }) =>
            html`<li>
              <button class="link" type="button" @click=${() => this.#focusField(name)}>
                <bdi>${this.labelOf(name)}</bdi>: ${message}
              </button>
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #renderFailure({ state, refused }: SectionDraft<Fields>): TemplateResult | typeof nothing {
    if (state.status !== 'failed' || refused.size > 0) return nothing;
    return renderMessage(this.#failureText(state.error), undefined, this.localize);
  }

  #failureText({ code, outcomeUnknown, details }: ReviewError): MessageText {
    const { localize } = this;
    if (outcomeUnknown) {
      return {
        title: localize.term('settings.unknown'),
        texts: [localize.term('settings.unknownHint')],
      };
    }
    const parts = (details.parts ?? []).map(({ pointer, message }) => `${pointer}: ${message}`);
    return {
      tone: 'danger',
      title: localize.term('settings.notSaved'),
      texts:
        code === 'conflict'
          ? [localize.term('settings.notSavedHint')]
          : [localize.term(`error.${code}`), localize.term(`error.${code}Hint`), ...parts],
    };
  }

  #renderConflict(
    draft: SectionDraft<Fields>,
    record: SettingsRecord,
  ): TemplateResult | typeof nothing {
    const { entered, latest } = draft;
    const { module } = this.#afterChange;
    if (!module) return renderPartFailure([this.#afterChange], this.localize);
    if (!entered || !latest) return nothing;
    const { localize } = this;
    const { changedBy } = record;
    const date = isolate(localize.current.instant(record.changedAt));
    const missed = this.areChoicesChecked ? draft.openChoices : [];
    return module.renderConflict({
      localize,
      title: localize.term('settings.conflict'),
      text: changedBy
        ? localize.term('settings.savedBy', { name: isolate(changedBy.name), date })
        : localize.term('settings.savedAt', { date }),
      fields: draft.differences.map((difference) => {
        const { name } = difference;
        return {
          difference,
          label: this.labelOf(name),
          mine: this.show(name, entered),
          saved: this.show(name, latest),
          choice: draft.choiceOf(name),
          isMissed: missed.includes(name),
          choose: (side) => draft.choose(name, side),
        };
      }),
    });
  }

  #renderBar(draft: SectionDraft<Fields>, record: SettingsRecord): TemplateResult {
    const { localize } = this;
    const { isChanged, hasConflict } = draft;
    const isSending = draft.state.status === 'sending';
    const look = hasConflict ? 'bar changed choosing' : isChanged ? 'bar changed' : 'bar';
    return html`<div class=${look} part="bar">
      <p class="bar-text">${this.#barText(draft, record)}</p>
      ${
        isChanged
          ? html`<button
              class="button quiet"
              type="button"
              aria-disabled=${isSending}
              @click=${this.#discardAll}
            >
              ${localize.term('settings.discardAll')}
            </button>`
          : nothing
      }
      ${
        hasConflict
          ? html`<button class="button" type="button" @click=${this.#keepEditing}>
              ${localize.term('settings.keepEditing')}
            </button>`
          : nothing
      }
      <button
        class=${isChanged ? 'button primary' : 'button'}
        type="submit"
        @click=${submitOnClick}
        aria-disabled=${isSending}
      >
        ${localize.term(
          isSending ? 'settings.saving' : hasConflict ? 'settings.saveChoices' : 'settings.save',
        )}
      </button>
    </div>`;
  }

  #barText({ changedNames }: SectionDraft<Fields>, record: SettingsRecord): string {
    const { localize } = this;
    const count = changedNames.length;
    if (count > 0) return localize.term('settings.unsaved', { count });
    if (this.isNothingToSave) return localize.term('settings.nothing');
    const { changedBy, changedAt } = record;
    if (!changedBy) return localize.term('settings.neverSaved');
    return localize.term('settings.lastSaved', {
      name: isolate(changedBy.name),
      date: isolate(localize.current.instant(changedAt)),
    });
  }

  /** The fields with a mistake, in their order. */
  get #mistakes(): readonly { readonly name: FieldName<Fields>; readonly message: string }[] {
    const { draft } = this;
    if (!draft?.entered) return [];
    const faults = this.isChecked ? draft.faults : new Set<string>();
    const names = new Set(
      draft.changedNames.filter((name) => faults.has(name) || draft.refused.has(name)),
    );
    return Object.keys(draft.entered).flatMap((name) => {
      const message = names.has(name) ? this.#errorOf(name) : undefined;
      return message === undefined ? [] : { name, message };
    });
  }

  #errorOf(name: FieldName<Fields>): string | undefined {
    const { draft } = this;
    if (this.isChecked && draft?.faults.has(name)) return this.ruleOf(name);
    const refusal = draft?.refused.get(name);
    return refusal === undefined
      ? undefined
      : this.localize.term('settings.refused', { message: isolate(refusal) });
  }

  #focusField(name: string): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(controlId(name))}`)?.focus(),
    );
  }

  /** Says how many mistakes there are, and moves the focus to the first. */
  #showMistakes(): boolean {
    const mistakes = this.#mistakes;
    const [first] = mistakes;
    if (!first) return false;
    const count = this.localize.term('settings.faults', { count: mistakes.length });
    this.announce(`${count}: ${mistakes.map(({ name }) => this.labelOf(name)).join(', ')}`);
    this.#focusField(first.name);
    return true;
  }

  async #save(draft: SectionDraft<Fields>): Promise<void> {
    const { localize } = this;
    if (!draft.isChanged) {
      this.isNothingToSave = true;
      this.announce(localize.term('settings.nothing'));
      return;
    }
    this.isChecked = true;
    if (this.#showMistakes()) return;
    this.announce(localize.term('settings.saving'));
    const record = await draft.save();
    if (record) {
      this.isChecked = false;
      this.announce(localize.term('settings.saved'));
      const { section } = draft;
      this.emit('kv-settings-save-complete', { section, version: record.version });
      return;
    }
    this.announce('');
    if (this.#showMistakes() || draft.state.status !== 'failed') return;
    await this.updateComplete;
    this.renderRoot.querySelector<HTMLElement>('.message')?.focus();
  }

  /** Continues after a conflict, if the user has chosen everywhere. */
  #resolve(draft: SectionDraft<Fields>): boolean {
    const [missed] = draft.openChoices;
    this.areChoicesChecked = missed !== undefined;
    if (missed === undefined) {
      draft.resolve();
      return true;
    }
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(`mine-${missed}`)}`)?.focus(),
    );
    return false;
  }

  readonly #onSubmit = (event: Event): void => {
    event.preventDefault();
    const { draft } = this;
    if (!draft || draft.state.status === 'sending') return;
    if (draft.hasConflict && !this.#resolve(draft)) return;
    void this.#save(draft);
  };

  readonly #keepEditing = (): void => {
    const { draft } = this;
    if (draft && this.#resolve(draft)) void this.updateComplete.then(() => this.focus());
  };

  readonly #discardAll = (): void => {
    const { draft } = this;
    if (!draft || draft.state.status === 'sending') return;
    draft.discard();
    this.announce(this.localize.term('settings.discarded'));
    this.headingElement?.focus();
  };
}
