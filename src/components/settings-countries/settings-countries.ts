import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { live } from 'lit/directives/live.js';

import { settingsCountriesTexts } from '../../i18n/en.settings-countries.js';
import { isolate } from '../../i18n/bidi.js';
import { countryName } from '../../i18n/countries.js';
import { regionOf } from '../../model/country-codes.js';
import { nationalityCodes } from '../../model/mrz/state-codes.js';
import { icon } from '../../ui/icon.js';
import { SearchChoice, type SearchOption } from '../../ui/search-choice.js';
import { controlId, renderSaved } from '../../ui/settings/field.js';
import { SettingsSectionElement } from '../../ui/settings/section.js';
import { SettingUseCount } from '../../ui/settings/setting-use.js';
import { countriesSection, type CountryChecks, type CountryFields } from './countries-section.js';
import { styles } from './settings-countries.styles.js';

const addId = 'add-country';

/** `label` names the country, too, for screen readers. */
const checkKinds = [
  { name: 'checkIp', text: 'settings.ipCheck', label: 'settings.ipCheckOf' },
  {
    name: 'checkNationality',
    text: 'settings.nationalityCheck',
    label: 'settings.nationalityCheckOf',
  },
] as const;

/**
 * Lets a master user list the countries whose clients are rejected at once, by the country of their
 * address, their nationality or both (spec S3). Before a country is deleted, it says how many sessions
 * were stopped because of it.
 *
 * Changes stay until they are saved or discarded, also while the element is removed. All elements of one
 * provider show the same changes.
 * @summary The high-risk countries.
 * @tagname kv-settings-countries
 * @example
 * ```html
 * <kv-settings-countries></kv-settings-countries>
 * ```
 * @fires kv-settings-change - The set of sections with unsaved changes has changed.
 * @fires kv-settings-save-complete - The backend has confirmed a change.
 * @fires kv-settings-leave - Cancelable: the user leaves the page with unsaved changes.
 * @fires kv-session-open - A session of a preview was activated.
 * @fires kv-error - A request failed.
 * @csspart section - The whole section.
 * @csspart country - One country with its checks.
 * @csspart conflict - The two versions after another user has saved the section.
 * @csspart preview - The preview of unsaved changes on past sessions.
 * @csspart bar - The bar with the button that saves.
 * @csspart notice - An error, shown instead of the section.
 */
export class KvSettingsCountries extends SettingsSectionElement<CountryFields> {
  static override readonly texts = { ...SettingsSectionElement.texts, ...settingsCountriesTexts };
  static override styles = [...SettingsSectionElement.styles, ...styles];

  readonly #use = new SettingUseCount(this, () => this.api, {
    loading: () => this.localize.term('settings.countryUseLoading'),
    failed: () => this.localize.term('settings.countryUseFailed'),
    none: () => this.localize.term('settings.countryUseNone'),
    some: ({ count, exact }) =>
      this.localize.term(exact ? 'settings.countryUse' : 'settings.countryUseAtLeast', { count }),
  });

  readonly #add = new SearchChoice(this, {
    id: addId,
    options: () => this.#choices(),
    choose: (code) => this.#addCountry(code),
  });

  protected override readonly section = countriesSection;

  protected override get heading(): string {
    return this.localize.term('settings.countries');
  }

  protected override get introduction(): string {
    return this.localize.term('settings.countriesIntroduction');
  }

  protected override labelOf(code: string): string {
    return countryName(this.localize.current, code);
  }

  protected override show(code: string, fields: CountryFields): string {
    const { localize } = this;
    const checks = fields[code];
    if (!checks) return localize.term('settings.country.notListed');
    const on = checkKinds.filter(({ name }) => checks[name]);
    return on.map(({ text }) => localize.term(text)).join(', ') || localize.term('settings.none');
  }

  protected override ruleOf(): string {
    return this.localize.term('settings.countryRule');
  }

  protected override renderFields(fields: CountryFields): TemplateResult {
    const { localize } = this;
    const codes = this.#sorted(Object.keys(fields));
    return html`<div class="setting">
        <label class="label" for=${addId}>${localize.term('settings.addCountry')}</label>
        <p class="meaning" id="add-meaning">${localize.term('settings.addCountryMeaning')}</p>
        ${this.#add.render({
          label: localize.term('settings.addCountry'),
          chosen: '',
          describedBy: 'add-meaning',
          isInvalid: false,
          none: localize.term('settings.countryUnknown'),
          more: localize.term('settings.searchMore'),
        })}
      </div>
      ${
        codes.length === 0
          ? html`<div class="empty">
              <p class="empty-title">${localize.term('settings.countriesNone')}</p>
              <p class="meaning">${localize.term('settings.countriesNoneHint')}</p>
            </div>`
          : html`<ul class="countries" aria-label=${this.heading}>
              ${repeat(
                codes,
                (code) => code,
                (code) => this.#renderCountry(code, fields),
              )}
            </ul>`
      }`;
  }

  #renderCountry(code: string, fields: CountryFields): TemplateResult {
    const { localize } = this;
    const field = this.field(code, fields);
    const { label, isChanged, error, value: checks } = field;
    const isSaved = Boolean(this.draft?.saved?.[code]);
    const state = checks
      ? isSaved
        ? 'settings.changed'
        : 'settings.countryNew'
      : 'settings.countryDeleted';
    return html`<li
      class="country"
      part="country"
      id=${controlId(code)}
      tabindex="-1"
      aria-labelledby="name-${code}"
    >
      <div class="country-name">
        <bdi id="name-${code}">${checks ? label : html`<del>${label}</del>`}</bdi>
        <bdi class="country-code">${code}</bdi>
        ${isChanged ? html`<span class="tag accent">${localize.term(state)}</span>` : nothing}
      </div>
      ${
        checks
          ? html`${this.#renderChecks(code, label, checks, field.enter)}
              <button
                class="button quiet small delete"
                type="button"
                aria-label=${localize.term('settings.deleteCountry', { country: label })}
                @click=${() => this.#delete(code, isSaved)}
              >
                ${localize.term('settings.delete')}
              </button>
              ${this.#renderEffect(code, checks)}`
          : nothing
      }
      <p class="field-error" id="error-${code}">
        ${error === undefined ? nothing : html`${icon('warning')}<span>${error}</span>`}
      </p>
      ${isSaved ? renderSaved(field) : nothing}
    </li>`;
  }

  #renderChecks(
    code: string,
    country: string,
    checks: CountryChecks,
    enter: (checks: CountryChecks) => void,
  ): TemplateResult {
    const { localize } = this;
    return html`<div class="checks">
      ${checkKinds.map(
        ({ name, text, label }) =>
          html`<label class="check">
            <input
              type="checkbox"
              aria-label=${localize.term(label, { country })}
              aria-describedby="consequence-${code} error-${code} saved-${code}"
              .checked=${live(checks[name])}
              @change=${(event: Event) =>
                enter({ ...checks, [name]: (event.target as HTMLInputElement).checked })}
            />
            <span>${localize.term(text)}</span>
          </label>`,
      )}
    </div>`;
  }

  #renderEffect(code: string, { checkIp, checkNationality }: CountryChecks): TemplateResult {
    const effect = checkIp
      ? checkNationality
        ? 'both'
        : 'ip'
      : checkNationality
        ? 'nationality'
        : 'neither';
    return html`<p class="consequence" id="consequence-${code}">
      ${this.localize.term(`settings.country.${effect}`)}
    </p>`;
  }

  /** The countries that are not on the list, or that the user has deleted. */
  #choices(): readonly SearchOption[] {
    const entered = this.draft?.entered ?? {};
    return this.#sorted(nationalityCodes)
      .filter((code) => !entered[code])
      .map((code) => ({ value: code, label: this.labelOf(code), code }));
  }

  #sorted(codes: readonly string[]): readonly string[] {
    const { compare } = new Intl.Collator([...this.localize.current.locales]);
    return [...codes].sort((a, b) => compare(this.labelOf(a), this.labelOf(b)));
  }

  #addCountry(code: string): void {
    const { draft } = this;
    if (!draft) return;
    if (draft.saved?.[code]) draft.discardField(code);
    // Codes of no country, such as that of stateless persons, have no addresses.
    else draft.enter(code, { checkIp: regionOf(code) !== undefined, checkNationality: true });
    this.announce(this.localize.term('settings.countryAdded', { country: this.labelOf(code) }));
  }

  async #delete(code: string, isSaved: boolean): Promise<void> {
    const { localize } = this;
    const country = this.labelOf(code);
    if (isSaved) {
      this.#use.follow({ kind: 'country', code });
      const isConfirmed = await this.confirm.ask({
        title: localize.term('settings.deleteCountryTitle', { country: isolate(country) }),
        content: () =>
          html`<p>${localize.term('settings.deleteCountryHint')}</p>
            ${this.#use.render()}`,
        confirm: localize.term('settings.delete'),
        cancel: localize.term('settings.keepCountry'),
      });
      this.#use.follow(undefined);
      if (!isConfirmed) return;
      this.draft?.enter(code, null);
    } else {
      this.draft?.discardField(code);
    }
    this.announce(
      localize.term(isSaved ? 'settings.countryDeletedSaid' : 'settings.fieldDiscarded', {
        country,
        field: country,
      }),
    );
    await this.updateComplete;
    const row = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(controlId(code))}`);
    (row ?? this.renderRoot.querySelector<HTMLElement>(`#${addId}`))?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings-countries': KvSettingsCountries;
  }
}
