import { html, nothing, type TemplateResult } from 'lit';

import { settingsQueueTexts } from '../../i18n/en.settings-queue.js';
import { maxDueHours, queueConditions, type QueueCondition } from '../../model/queue-condition.js';
import { renderSwitch, renderTextField } from '../../ui/settings/field.js';
import { controlStyles } from '../../ui/settings/field.styles.js';
import { SettingsSectionElement } from '../../ui/settings/section.js';
import { queueSection, type QueueField, type QueueFields } from './queue-section.js';
import { styles } from './settings-queue.styles.js';

/**
 * Lets a master user set how agents share the sessions that await action: how many hours they have for
 * each condition (spec W3), and whether they must claim a session before they decide (spec W2). It offers
 * what the adapter has: the hours with the capability `due`, the claims with `claims`.
 *
 * Changes stay until they are saved or discarded, also while the element is removed. All elements of one
 * provider show the same changes.
 * @summary Due hours by condition, and required claims.
 * @tagname kv-settings-queue
 * @example
 * ```html
 * <kv-settings-queue></kv-settings-queue>
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
export class KvSettingsQueue extends SettingsSectionElement<QueueFields> {
  static override readonly texts = { ...SettingsSectionElement.texts, ...settingsQueueTexts };
  static override styles = [...SettingsSectionElement.styles, ...controlStyles, styles];

  protected override readonly section = queueSection;

  protected override get heading(): string {
    return this.localize.term('settings.queue');
  }

  protected override get introduction(): string {
    return this.localize.term('settings.queueIntroduction');
  }

  protected override labelOf(name: QueueField): string {
    return this.localize.term(
      name === 'claimRequired' ? 'settings.claimRequired' : `settings.due.${name}`,
    );
  }

  protected override show(name: QueueField, fields: QueueFields): string {
    const { localize } = this;
    if (name === 'claimRequired') {
      return localize.term(fields.claimRequired ? 'settings.on' : 'settings.off');
    }
    return fields[name].trim() || localize.term('settings.none');
  }

  protected override ruleOf(name: QueueField): string {
    return name === 'claimRequired'
      ? this.localize.term('settings.chooseOne')
      : this.localize.term('settings.dueHoursRule', { count: maxDueHours });
  }

  protected override renderFields(fields: QueueFields): TemplateResult {
    // An adapter may have capabilities that this version does not know.
    const capabilities: readonly string[] = this.workspace?.capabilities ?? [];
    return html`${capabilities.includes('claims') ? this.#renderClaims(fields) : nothing}
    ${capabilities.includes('due') ? this.#renderHours(fields) : nothing}`;
  }

  #renderClaims(fields: QueueFields): TemplateResult {
    const { localize } = this;
    return renderSwitch(this.field('claimRequired', fields), {
      meaning: localize.term('settings.claimRequiredMeaning'),
      consequence: localize.term(
        fields.claimRequired ? 'settings.claimRequiredOn' : 'settings.claimRequiredOff',
      ),
    });
  }

  #renderHours(fields: QueueFields): TemplateResult {
    const { localize } = this;
    return html`<div
      class="hours"
      role="group"
      aria-labelledby="hours"
      aria-describedby="hours-hint"
    >
      <p class="group" id="hours">${localize.term('settings.dueHours')}</p>
      <p class="group-hint" id="hours-hint">${localize.term('settings.dueHoursMeaning')}</p>
      ${queueConditions.map((name) => this.#renderCondition(name, fields))}
    </div>`;
  }

  #renderCondition(name: QueueCondition, fields: QueueFields): TemplateResult {
    const { localize } = this;
    const text = fields[name].trim();
    const count = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : undefined;
    return renderTextField(this.field(name, fields), {
      isNumber: true,
      maxLength: 4,
      suffix: localize.term('settings.hours'),
      consequence:
        count === undefined
          ? text === ''
            ? localize.term('settings.dueHoursNone')
            : ''
          : localize.term('settings.dueHoursAfter', { count }),
    });
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings-queue': KvSettingsQueue;
  }
}
