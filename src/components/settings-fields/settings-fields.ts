import { html, nothing, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import { repeat } from 'lit/directives/repeat.js';
import * as v from 'valibot';

import { isolate } from '../../i18n/bidi.js';
import { settingsFieldsTexts } from '../../i18n/en.settings-fields.js';
import { localize as localizeText } from '../../model/localized.js';
import { newIdentifier } from '../../model/primitives.js';
import { maxLabelLength } from '../../model/settings.js';
import { extraFieldType, type ExtraField } from '../../model/workspace.js';
import { oneOf } from '../../ui/choice.js';
import { state } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { controlId, renderSaved } from '../../ui/settings/field.js';
import { controlStyles } from '../../ui/settings/field.styles.js';
import { SettingsSectionElement } from '../../ui/settings/section.js';
import { SettingUseCount } from '../../ui/settings/setting-use.js';
import {
  fieldsSection,
  isEntryName,
  listOf,
  nameOf,
  type EntryName,
  type ExtraFieldFields,
} from './fields-section.js';
import { labelLanguages, languageName } from './label-languages.js';
import { styles } from './settings-fields.styles.js';

const maxKeyLength = 128;
const isType = oneOf(extraFieldType.options);

/** Why a key cannot be that of a new field. */
type KeyFault = 'keyEmpty' | 'keyTaken' | 'keyInvalid';

/**
 * Lets a master user define the extra fields that clients fill in (spec S2): the key, a label in
 * each language, the type, whether lists show it, and the order. Before a field is deleted, it says how
 * many sessions have a value for it.
 *
 * Changes stay until they are saved or discarded, also while the element is removed. All elements of one
 * provider show the same changes.
 * @summary The extra fields of the company.
 * @tagname kv-settings-fields
 * @example
 * ```html
 * <kv-settings-fields></kv-settings-fields>
 * ```
 * @fires kv-settings-change - The set of sections with unsaved changes has changed.
 * @fires kv-settings-save-complete - The backend has confirmed a change.
 * @fires kv-settings-leave - Cancelable: the user leaves the page with unsaved changes.
 * @fires kv-error - A request failed.
 * @csspart section - The whole section.
 * @csspart field - One extra field.
 * @csspart conflict - The two versions after another user has saved the section.
 * @csspart bar - The bar with the button that saves.
 * @csspart notice - An error, shown instead of the section.
 */
export class KvSettingsFields extends SettingsSectionElement<ExtraFieldFields> {
  static override readonly texts = { ...SettingsSectionElement.texts, ...settingsFieldsTexts };
  static override styles = [...SettingsSectionElement.styles, ...controlStyles, ...styles];

  readonly #use = new SettingUseCount(this, () => this.api, {
    loading: () => this.localize.term('fields.useLoading'),
    failed: () => this.localize.term('fields.useFailed'),
    none: () => this.localize.term('fields.useNone'),
    some: ({ count, exact }) =>
      this.localize.term(exact ? 'fields.use' : 'fields.useAtLeast', { count }),
  });

  protected override readonly section = fieldsSection;

  /** The field whose values are being entered. */
  @state() private open: string | undefined;
  /** The key of the field that is to be added. */
  @state() private newKey = '';
  @state() private newKeyFault: KeyFault | undefined;

  protected override get heading(): string {
    return this.localize.term('settings.fields');
  }

  protected override get introduction(): string {
    return this.localize.term('fields.introduction');
  }

  protected override labelOf(name: EntryName | 'order'): string {
    if (name === 'order') return this.localize.term('fields.order');
    const { draft } = this;
    const entry = draft?.entered?.[name] ?? draft?.saved?.[name] ?? draft?.latest?.[name];
    return entry ? this.#titleOf(entry) : name;
  }

  protected override show(name: EntryName | 'order', fields: ExtraFieldFields): unknown {
    const { localize } = this;
    if (name === 'order') {
      return listOf(fields)
        .map((entry) => isolate(this.#titleOf(entry)))
        .join(', ');
    }
    const entry = fields[name];
    if (!entry) return localize.term('fields.notThere');
    return html`${Object.entries(entry.label).map(
        ([tag, text]) => html`<bdi>${text}</bdi> (<bdi>${tag}</bdi>) · `,
      )}<bdi>${this.#typeText(entry)}</bdi> · ${localize.term('fields.inList')}:
      ${localize.term(entry.inList ? 'settings.on' : 'settings.off')}`;
  }

  protected override ruleOf(): string {
    return this.localize.term('fields.rule', { count: maxLabelLength });
  }

  protected override renderFields(fields: ExtraFieldFields): TemplateResult {
    const { localize } = this;
    const names = this.#namesOf(fields);
    const order = this.field('order', fields);
    return html`${
      names.length === 0
        ? html`<div class="empty">
            <p class="empty-title">${localize.term('fields.none')}</p>
            <p class="meaning">${localize.term('fields.noneHint')}</p>
          </div>`
        : html`<ol
              class="entries"
              id=${controlId('order')}
              tabindex="-1"
              aria-label=${this.heading}
            >
              ${repeat(
                names,
                (name) => name,
                (name) => this.#renderEntry(name, fields),
              )}
            </ol>
            <p class="meaning">${localize.term('fields.keysHint')}</p>
            ${renderSaved(order, order.label)}`
    }
    ${this.#renderAdd()}`;
  }

  #renderEntry(name: EntryName, fields: ExtraFieldFields): TemplateResult {
    const { localize } = this;
    const field = this.field(name, fields);
    const { label: title, isChanged, error, value: entry } = field;
    const saved = this.draft?.saved?.[name];
    const state = entry ? (saved ? 'settings.changed' : 'fields.new') : 'fields.deleted';
    const isOpen = this.open === name && entry !== null;
    const shown = entry ?? saved;
    return html`<li
      class="entry-card"
      part="field"
      id=${controlId(name)}
      tabindex="-1"
      aria-labelledby="title-${name}"
      @keydown=${(event: KeyboardEvent) => this.#onKeydown(event, name)}
    >
      <div class="entry-row">
        <div class="entry-head">
          <p class="entry-title" id="title-${name}">
            <bdi>${entry ? title : html`<del>${title}</del>`}</bdi>
            <bdi class="entry-key">${shown?.key}</bdi>
          </p>
          ${isChanged ? html`<span class="tag accent">${localize.term(state)}</span>` : nothing}
          <p class="meaning entry-summary">
            <bdi>${shown ? this.#typeText(shown) : nothing}</bdi>${
              shown?.inList ? html` · ${localize.term('fields.inList')}` : nothing
            }
          </p>
        </div>
        ${entry ? this.#renderTools(name, title, isOpen) : nothing}
      </div>
      <div class="entry-body" id="body-${name}" ?hidden=${!isOpen}>
        ${isOpen ? this.#renderBody(name, entry, (value) => field.enter(value)) : nothing}
      </div>
      <p class="field-error" id="error-${name}">
        ${error === undefined ? nothing : html`${icon('warning')}<span>${error}</span>`}
      </p>
      ${saved ? renderSaved(field) : nothing}
    </li>`;
  }

  #renderTools(name: EntryName, title: string, isOpen: boolean): TemplateResult {
    const { localize } = this;
    return html`<div class="entry-tools">
      <button
        class="button icon"
        type="button"
        id="up-${name}"
        aria-label=${localize.term('fields.upOf', { field: title })}
        title=${localize.term('fields.up')}
        @click=${() => this.#move(name, -1)}
      >
        ${icon('ascending')}
      </button>
      <button
        class="button icon"
        type="button"
        id="down-${name}"
        aria-label=${localize.term('fields.downOf', { field: title })}
        title=${localize.term('fields.down')}
        @click=${() => this.#move(name, 1)}
      >
        ${icon('descending')}
      </button>
      <button
        class="button quiet small"
        type="button"
        aria-label=${localize.term('fields.editOf', { field: title })}
        aria-expanded=${isOpen}
        aria-controls="body-${name}"
        @click=${() => (this.open = isOpen ? undefined : name)}
      >
        ${localize.term('fields.edit')}
      </button>
      <button
        class="button quiet small"
        type="button"
        aria-label=${localize.term('fields.deleteOf', { field: title })}
        @click=${() => void this.#delete(name)}
      >
        ${localize.term('fields.delete')}
      </button>
    </div>`;
  }

  #renderBody(
    name: EntryName,
    entry: ExtraField,
    enter: (entry: ExtraField) => void,
  ): TemplateResult {
    const { localize } = this;
    const types = isType(entry.type)
      ? extraFieldType.options
      : [...extraFieldType.options, entry.type];
    return html`${this.#renderLabels(name, entry, enter)}
      <div class="setting">
        <label class="label" for="type-${name}">${localize.term('fields.type')}</label>
        <p class="meaning" id="type-meaning-${name}">${localize.term('fields.typeMeaning')}</p>
        <select
          class="field"
          id="type-${name}"
          aria-describedby="type-meaning-${name}"
          .value=${live(entry.type)}
          @change=${(event: Event) =>
            enter({ ...entry, type: (event.target as HTMLSelectElement).value })}
        >
          ${types.map(
            (type) =>
              html`<option .value=${type} ?selected=${type === entry.type}>
                ${this.#typeText({ type })}
              </option>`,
          )}
        </select>
      </div>
      <div class="setting">
        <label class="switch">
          <span class="label">${localize.term('fields.inList')}</span>
          <input
            type="checkbox"
            aria-describedby="list-meaning-${name} list-effect-${name}"
            .checked=${live(entry.inList)}
            @change=${(event: Event) =>
              enter({ ...entry, inList: (event.target as HTMLInputElement).checked })}
          />
        </label>
        <p class="meaning" id="list-meaning-${name}">${localize.term('fields.inListMeaning')}</p>
        <p class="consequence" id="list-effect-${name}">
          ${localize.term(entry.inList ? 'fields.inListOn' : 'fields.inListOff')}
        </p>
      </div>`;
  }

  #renderLabels(
    name: EntryName,
    entry: ExtraField,
    enter: (entry: ExtraField) => void,
  ): TemplateResult {
    const { localize } = this;
    const tags = Object.keys(entry.label);
    const setLabel = (label: ExtraField['label']): void => enter({ ...entry, label });
    return html`<div
      class="setting"
      role="group"
      aria-labelledby="labels-${name}"
      aria-describedby="labels-meaning-${name} error-${name}"
    >
      <p class="label" id="labels-${name}">${localize.term('fields.label')}</p>
      <p class="meaning" id="labels-meaning-${name}">${localize.term('fields.labelMeaning')}</p>
      ${repeat(
        tags,
        (tag) => tag,
        (tag, index) => this.#renderLabel(`${name}-${index}`, tag, entry, setLabel),
      )}
      <select
        class="field"
        aria-label=${localize.term('fields.addLanguage')}
        @change=${(event: Event) => this.#addLanguage(event, name, entry, setLabel)}
      >
        <option value="">${localize.term('fields.addLanguage')}</option>
        ${labelLanguages(localize.current)
          .filter(({ tag }) => !tags.includes(tag))
          .map((language) => html`<option value=${language.tag}>${language.name}</option>`)}
      </select>
    </div>`;
  }

  #renderLabel(
    id: string,
    tag: string,
    entry: ExtraField,
    setLabel: (label: ExtraField['label']) => void,
  ): TemplateResult {
    const { localize } = this;
    const language = languageName(localize.current, tag);
    const others = Object.entries(entry.label).filter(([other]) => other !== tag);
    return html`<div class="label-row">
      <label class="language" for="label-${id}">${language}</label>
      <input
        class="field"
        id="label-${id}"
        type="text"
        dir="auto"
        autocomplete="off"
        aria-label=${localize.term('fields.labelIn', { language })}
        aria-describedby="error-${nameOf(entry.key)}"
        .value=${live(entry.label[tag] ?? '')}
        @input=${(event: Event) =>
          setLabel({ ...entry.label, [tag]: (event.target as HTMLInputElement).value })}
      />
      ${
        others.length === 0
          ? nothing
          : html`<button
              class="button icon"
              type="button"
              aria-label=${localize.term('fields.removeLanguage', { language })}
              title=${localize.term('fields.removeLanguage', { language })}
              @click=${() => this.#removeLanguage(entry.key, language, () => setLabel(Object.fromEntries(others)))}
            >
              ${icon('close')}
            </button>`
      }
    </div>`;
  }

  #renderAdd(): TemplateResult {
    const { localize } = this;
    const fault = this.newKeyFault;
    return html`<div class="setting" role="group" aria-labelledby="add-title">
      <p class="label" id="add-title">${localize.term('fields.add')}</p>
      <p class="meaning" id="add-meaning">${localize.term('fields.addMeaning')}</p>
      <div class="entry">
        <input
          class="field"
          id="new-key"
          type="text"
          dir="ltr"
          autocomplete="off"
          autocapitalize="none"
          spellcheck="false"
          aria-label=${localize.term('fields.key')}
          aria-describedby="add-meaning add-error"
          aria-invalid=${fault !== undefined}
          .value=${live(this.newKey)}
          @input=${this.#onNewKey}
          @keydown=${this.#onNewKeydown}
        />
        <button class="button" type="button" @click=${this.#add}>
          ${localize.term('fields.addSubmit')}
        </button>
      </div>
      <p class="field-error" id="add-error">
        ${
          fault === undefined
            ? nothing
            : html`${icon('warning')}<span
                  >${localize.term(`fields.${fault}`, { count: maxKeyLength })}</span
                >`
        }
      </p>
    </div>`;
  }

  /** In the order of the draft; a deleted field stays where it was. */
  #namesOf(fields: ExtraFieldFields): readonly EntryName[] {
    const places = new Map(fields.order.map((key, index) => [nameOf(key), index]));
    const placeOf = (name: EntryName): number => places.get(name) ?? places.size;
    return Object.keys(fields)
      .filter(isEntryName)
      .sort((a, b) => placeOf(a) - placeOf(b));
  }

  #titleOf({ key, label }: ExtraField): string {
    return localizeText(label, this.localize.current.locale, '').trim() || key;
  }

  #typeText({ type }: Pick<ExtraField, 'type'>): string {
    return isType(type) ? this.localize.term(`fields.type.${type}`) : type;
  }

  #focusOn(id: string): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`)?.focus(),
    );
  }

  #keyFaultOf(key: string): KeyFault | undefined {
    if (key === '') return 'keyEmpty';
    if (!v.is(newIdentifier, key)) return 'keyInvalid';
    return this.draft?.entered?.[nameOf(key)] ? 'keyTaken' : undefined;
  }

  #move(name: EntryName, step: number): void {
    const { draft, localize } = this;
    const fields = draft?.entered;
    if (!draft || !fields) return;
    const names = this.#namesOf(fields).filter((each) => fields[each]);
    const keys = listOf(fields).map(({ key }) => key);
    const place = names.indexOf(name);
    const target = place + step;
    const key = keys[place];
    const field = isolate(this.labelOf(name));
    if (key === undefined) return;
    if (target < 0 || target >= keys.length) {
      this.announce(localize.term(step < 0 ? 'fields.isFirst' : 'fields.isLast', { field }));
      return;
    }
    keys.splice(place, 1);
    keys.splice(target, 0, key);
    const focused = this.shadowRoot?.activeElement?.id;
    draft.enter('order', this.#withDeleted(keys, fields));
    this.announce(localize.term('fields.moved', { field, place: target + 1, count: keys.length }));
    // A browser takes the focus from an element that is moved.
    if (focused !== undefined && focused !== '') this.#focusOn(focused);
  }

  /** Keeps the place of deleted fields, so that a deletion and its undoing leave the order alone. */
  #withDeleted(keys: readonly string[], { order, ...entries }: ExtraFieldFields): string[] {
    const result = [...keys];
    for (const [index, key] of order.entries()) {
      const name = nameOf(key);
      if (!entries[name]) result.splice(Math.min(index, result.length), 0, key);
    }
    return result;
  }

  #addLanguage(
    event: Event,
    name: EntryName,
    entry: ExtraField,
    setLabel: (label: ExtraField['label']) => void,
  ): void {
    const select = event.target as HTMLSelectElement;
    const tag = select.value;
    select.value = '';
    if (tag === '') return;
    setLabel({ ...entry.label, [tag]: '' });
    const { localize } = this;
    const language = languageName(localize.current, tag);
    this.announce(localize.term('fields.languageAdded', { language }));
    this.#focusOn(`label-${name}-${Object.keys(entry.label).length}`);
  }

  #removeLanguage(key: string, language: string, remove: () => void): void {
    remove();
    this.announce(this.localize.term('fields.languageRemoved', { language }));
    this.#focusOn(`label-${nameOf(key)}-0`);
  }

  async #delete(name: EntryName): Promise<void> {
    const { draft, localize } = this;
    const saved = draft?.saved?.[name];
    const field = isolate(this.labelOf(name));
    if (saved) {
      this.#use.follow({ kind: 'extra-field', key: saved.key });
      const isConfirmed = await this.confirm.ask({
        title: localize.term('fields.deleteTitle', { field }),
        content: () =>
          html`${this.#use.render()}
            <p>${localize.term('fields.deleteHint')}</p>`,
        confirm: localize.term('fields.delete'),
        cancel: localize.term('fields.keep'),
      });
      this.#use.follow(undefined);
      if (!isConfirmed) return;
      this.draft?.enter(name, null);
      this.announce(localize.term('fields.deletedSaid', { field }));
      this.#focusOn(controlId(name));
      return;
    }
    draft?.discardField(name);
    this.announce(localize.term('settings.fieldDiscarded', { field }));
    this.#focusOn('new-key');
  }

  #onKeydown(event: KeyboardEvent, name: EntryName): void {
    const { target, key, altKey, ctrlKey, metaKey } = event;
    if (!altKey || ctrlKey || metaKey || (key !== 'ArrowUp' && key !== 'ArrowDown')) return;
    // There, these keys open the choices or move by a paragraph.
    if (target instanceof Element && target.matches('select, input')) return;
    event.preventDefault();
    this.#move(name, key === 'ArrowUp' ? -1 : 1);
  }

  readonly #add = (): void => {
    const key = this.newKey.trim();
    const fault = this.#keyFaultOf(key);
    this.newKeyFault = fault;
    if (fault !== undefined) {
      this.announce(this.localize.term(`fields.${fault}`, { count: maxKeyLength }));
      this.#focusOn('new-key');
      return;
    }
    const { draft, localize } = this;
    const name = nameOf(key);
    if (draft?.saved?.[name]) {
      draft.discardField(name);
    } else {
      const { tag } = localize.current.language;
      draft?.enter(name, { key, label: { [tag]: '' }, type: 'text', inList: false });
    }
    this.newKey = '';
    this.open = name;
    this.announce(localize.term('fields.added', { field: isolate(key) }));
    this.#focusOn(`label-${name}-0`);
  };

  readonly #onNewKey = (event: Event): void => {
    this.newKey = (event.target as HTMLInputElement).value;
    this.newKeyFault = undefined;
  };

  /** Enter adds the field instead of saving the section. */
  readonly #onNewKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return;
    event.preventDefault();
    this.#add();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings-fields': KvSettingsFields;
  }
}
