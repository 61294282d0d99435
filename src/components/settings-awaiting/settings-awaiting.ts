import { html, type TemplateResult } from 'lit';

import { settingsAwaitingTexts } from '../../i18n/en.settings-awaiting.js';
import { sharedTexts } from '../../i18n/en.shared.js';
import { farText } from '../../i18n/match-level.js';
import { falseAcceptanceOdds } from '../../model/false-acceptance.js';
import type { AnsweredLevel } from '../../model/match-level.js';
import { renderKept, renderOptions, renderSwitch } from '../../ui/settings/field.js';
import { controlStyles } from '../../ui/settings/field.styles.js';
import { SettingsSectionElement } from '../../ui/settings/section.js';
import { awaitingSection, type AwaitingField, type AwaitingFields } from './awaiting-section.js';

/** As the product lists them. */
const levels: readonly AnsweredLevel[] = [7, 6, 5, 4, 3, 2, 1];

/** A condition that is on or off. */
type Switch = Exclude<AwaitingField, 'acceptanceLevel'>;

/**
 * Lets a master user set the conditions that a session must meet, and whether an agent decides about
 * those that do not (spec S1). While awaiting action is off, it offers only the conditions that then
 * count, and keeps the others.
 *
 * If the adapter has the capability `policy-preview`, a master user can preview a change before it is
 * saved: how the company's last sessions would have ended with it.
 *
 * Changes stay until they are saved or discarded, also while the element is removed. All elements of one
 * provider show the same changes.
 * @summary The conditions of a session, and awaiting action.
 * @tagname kv-settings-awaiting
 * @example
 * ```html
 * <kv-settings-awaiting></kv-settings-awaiting>
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
export class KvSettingsAwaiting extends SettingsSectionElement<AwaitingFields> {
  static override readonly texts = {
    ...SettingsSectionElement.texts,
    ...sharedTexts,
    ...settingsAwaitingTexts,
  };
  static override styles = [...SettingsSectionElement.styles, ...controlStyles];

  protected override readonly section = awaitingSection;

  protected override get heading(): string {
    return this.localize.term('settings.awaiting');
  }

  protected override get introduction(): string {
    return this.localize.term('settings.awaitingIntroduction');
  }

  protected override labelOf(name: AwaitingField): string {
    return this.localize.term(`settings.${name}`);
  }

  protected override show(name: AwaitingField, fields: AwaitingFields): string {
    return name === 'acceptanceLevel'
      ? this.#levelText(fields.acceptanceLevel)
      : this.localize.term(fields[name] ? 'settings.on' : 'settings.off');
  }

  protected override ruleOf(): string {
    return this.localize.term('settings.chooseOne');
  }

  protected override renderFields(fields: AwaitingFields): TemplateResult {
    return html`${this.#renderSwitch('awaitingAction', fields)} ${this.#renderLevels(fields)}
    ${this.#renderSwitch('disableFullMrzValidation', fields)}
    ${this.#renderSwitch('frontToBackCompare', fields)}
    ${
      fields.awaitingAction
        ? this.#renderSwitch('documentReview', fields)
        : renderKept(
            this.field('documentReview', fields),
            { meaning: this.localize.term('settings.documentReviewKept') },
            this.show('documentReview', fields),
          )
    }`;
  }

  #renderSwitch(name: Switch, fields: AwaitingFields): TemplateResult {
    const { localize } = this;
    return renderSwitch(this.field(name, fields), {
      meaning: localize.term(`settings.${name}Meaning`),
      consequence: localize.term(`settings.${name}${fields[name] ? 'On' : 'Off'}`),
    });
  }

  #renderLevels(fields: AwaitingFields): TemplateResult {
    const { localize } = this;
    const { acceptanceLevel: level } = fields;
    const odds = falseAcceptanceOdds(level);
    return renderOptions(
      this.field('acceptanceLevel', fields),
      [...new Set([...levels, level])].map((value) => ({
        value,
        label: this.#levelText(value),
        hint: this.#levelMeaning(value),
      })),
      {
        meaning: localize.term('settings.acceptanceLevelMeaning'),
        consequence:
          odds === undefined
            ? undefined
            : localize.term('settings.levelConsequence', { level, odds }),
      },
    );
  }

  #levelText(level: AnsweredLevel): string {
    const far = farText(this.localize, level);
    const text = this.localize.term('settings.level', { level });
    return far === undefined ? text : `${text} · ${far}`;
  }

  #levelMeaning(level: AnsweredLevel): string {
    const odds = falseAcceptanceOdds(level);
    return odds === undefined
      ? this.localize.term('settings.levelUnknown')
      : this.localize.term('settings.levelMeaning', { odds });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings-awaiting': KvSettingsAwaiting;
  }
}
