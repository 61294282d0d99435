import { html, type TemplateResult } from 'lit';

import { isolate } from '../../i18n/bidi.js';
import { settingsSessionTexts } from '../../i18n/en.settings-session.js';
import type { livenessKind } from '../../model/settings.js';
import { maxSessionMinutes } from '../../model/settings.js';
import { SearchChoice, searchChoiceStyles } from '../../ui/search-choice.js';
import {
  controlId,
  notesOf,
  renderField,
  renderOptions,
  renderSwitch,
  renderTextField,
  type Option,
} from '../../ui/settings/field.js';
import { controlStyles } from '../../ui/settings/field.styles.js';
import { SettingsSectionElement } from '../../ui/settings/section.js';
import { MinuteController } from './minute.js';
import { sessionSection, type SessionField, type SessionFields } from './session-section.js';
import { timeIn, timeZoneOptions } from './time-zones.js';

/** As the product lists them. */
const documentChoices = new Map([
  ['id-card passport', 'settings.documentTypes.both'],
  ['id-card', 'settings.documentTypes.id-card'],
  ['passport', 'settings.documentTypes.passport'],
] as const);

const livenessChoices = [
  '3d',
  '2d',
] as const satisfies readonly (typeof livenessKind.options)[number][];

/**
 * Lets a master user set what clients are offered (spec S5): attempts, time, help, documents and
 * liveness, and the time zone of the company.
 *
 * Changes stay until they are saved or discarded, also while the element is removed. All elements of one
 * provider show the same changes.
 * @summary What clients are offered, and the company's time zone.
 * @tagname kv-settings-session
 * @example
 * ```html
 * <kv-settings-session></kv-settings-session>
 * ```
 * @fires kv-settings-change - The set of sections with unsaved changes has changed.
 * @fires kv-settings-save-complete - The backend has confirmed a change.
 * @fires kv-settings-leave - Cancelable: the user leaves the page with unsaved changes.
 * @fires kv-session-open - A session of a preview was activated.
 * @fires kv-error - A request failed.
 * @csspart section - The whole section.
 * @csspart field - One field with its label, meaning, consequence and error.
 * @csspart conflict - The two versions after another user has saved the section.
 * @csspart preview - The preview of unsaved changes on past sessions.
 * @csspart bar - The bar with the button that saves.
 * @csspart notice - An error, shown instead of the section.
 */
export class KvSettingsSession extends SettingsSectionElement<SessionFields> {
  static override readonly texts = { ...SettingsSectionElement.texts, ...settingsSessionTexts };
  static override styles = [...SettingsSectionElement.styles, ...controlStyles, searchChoiceStyles];

  readonly #timeZone = new SearchChoice(this, {
    id: controlId('timeZone'),
    options: (text) => timeZoneOptions(text, this.localize.current),
    choose: (timeZone) => this.draft?.enter('timeZone', timeZone),
  });

  protected override readonly section = sessionSection;

  constructor() {
    super();
    new MinuteController(this);
  }

  protected override get heading(): string {
    return this.localize.term('settings.session');
  }

  protected override get introduction(): string {
    return this.localize.term('settings.sessionIntroduction');
  }

  protected override labelOf(name: SessionField): string {
    return this.localize.term(`settings.${name}`);
  }

  protected override show(name: SessionField, fields: SessionFields): string {
    switch (name) {
      case 'documentTypes':
        return this.#documentsText(fields.documentTypes);
      case 'skipDocumentStep':
        return this.localize.term(fields.skipDocumentStep ? 'settings.on' : 'settings.off');
      case 'liveness':
        return this.#livenessText(fields.liveness);
      default:
        return fields[name].trim() || this.localize.term('settings.none');
    }
  }

  protected override ruleOf(name: SessionField): string {
    const { localize } = this;
    switch (name) {
      case 'maxAttempts':
      case 'supportEmail':
      case 'timeZone':
        return localize.term(`settings.${name}Rule`);
      case 'sessionMinutes':
        return localize.term('settings.sessionMinutesRule', { count: maxSessionMinutes });
      default:
        return localize.term('settings.chooseOne');
    }
  }

  protected override renderFields(fields: SessionFields): TemplateResult {
    const { localize } = this;
    return html`${this.#renderNumber('maxAttempts', fields)}
    ${this.#renderNumber('sessionMinutes', fields, localize.term('settings.minutes'))}
    ${renderTextField(this.field('supportEmail', fields), {
      type: 'email',
      maxLength: 254,
      meaning: localize.term('settings.supportEmailMeaning'),
      consequence: fields.supportEmail.trim() ? '' : localize.term('settings.supportEmailNone'),
    })}
    ${this.#renderDocuments(fields)}
    ${renderSwitch(this.field('skipDocumentStep', fields), {
      meaning: localize.term('settings.skipDocumentStepMeaning'),
      consequence: localize.term(
        fields.skipDocumentStep ? 'settings.skipDocumentStepOn' : 'settings.skipDocumentStepOff',
      ),
    })}
    ${this.#renderLiveness(fields)} ${this.#renderTimeZone(fields)}`;
  }

  #renderNumber(
    name: 'maxAttempts' | 'sessionMinutes',
    fields: SessionFields,
    suffix?: string,
  ): TemplateResult {
    const { localize } = this;
    const count = /^[1-9]\d{0,8}$/.test(fields[name].trim()) ? Number(fields[name]) : undefined;
    return renderTextField(this.field(name, fields), {
      isNumber: true,
      maxLength: 9,
      suffix,
      meaning: localize.term(`settings.${name}Meaning`),
      consequence:
        count === undefined ? '' : localize.term(`settings.${name}Consequence`, { count }),
    });
  }

  #renderDocuments(fields: SessionFields): TemplateResult {
    const { localize } = this;
    const { documentTypes } = fields;
    return renderOptions(
      this.field('documentTypes', fields),
      [...new Set([...documentChoices.keys(), documentTypes])].map((value) => ({
        value,
        label: this.#documentsText(value),
      })),
      {
        meaning: localize.term('settings.documentTypesMeaning'),
        consequence: localize.term('settings.documentTypesConsequence'),
      },
    );
  }

  #renderLiveness(fields: SessionFields): TemplateResult {
    const { localize } = this;
    const options: Option<string>[] = livenessChoices.map((value) => ({
      value,
      label: this.#livenessText(value),
      hint: localize.term(`settings.liveness.${value}Hint`),
    }));
    const isKnown = options.some(({ value }) => value === fields.liveness);
    return renderOptions(
      this.field('liveness', fields),
      isKnown ? options : [...options, { value: fields.liveness, label: fields.liveness }],
      { meaning: localize.term('settings.livenessMeaning') },
    );
  }

  #renderTimeZone(fields: SessionFields): TemplateResult {
    const { localize } = this;
    const field = this.field('timeZone', fields);
    const time = timeIn(fields.timeZone, localize.current);
    return renderField(
      field,
      {
        meaning: localize.term('settings.timeZoneMeaning'),
        consequence:
          time === undefined
            ? localize.term('settings.timeZoneUnknown')
            : localize.term('settings.timeZoneNow', { time: isolate(time) }),
      },
      this.#timeZone.render({
        label: field.label,
        chosen: fields.timeZone,
        describedBy: notesOf('timeZone'),
        isInvalid: field.error !== undefined,
        none: localize.term('settings.timeZoneNone'),
        more: localize.term('settings.searchMore'),
      }),
    );
  }

  #documentsText(words: string): string {
    const key = [...documentChoices].find(([known]) => known === words)?.[1];
    return key ? this.localize.term(key) : words;
  }

  #livenessText(kind: SessionFields['liveness']): string {
    const known = livenessChoices.find((choice) => choice === kind);
    return known ? this.localize.term(`settings.liveness.${known}`) : kind;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings-session': KvSettingsSession;
  }
}
