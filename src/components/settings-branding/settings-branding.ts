import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';

import type { ReviewApi } from '../../api/review-api.js';
import { brandingContext, type CompanyBranding } from '../../context/branding.js';
import { LogoController } from '../../controllers/logo.js';
import { settingsBrandingTexts } from '../../i18n/en.settings-branding.js';
import { maxBrandNameLength, maxLogoSize } from '../../model/branding.js';
import { formatColor, parseColor } from '../../styles/color.js';
import { consume, query, state } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { controlId, notesOf, renderField, renderTextField } from '../../ui/settings/field.js';
import { controlStyles } from '../../ui/settings/field.styles.js';
import { SettingsSectionElement } from '../../ui/settings/section.js';
import { KvAwaitingBadge } from '../awaiting-badge/awaiting-badge.js';
import { KvReviewProvider } from '../review-provider/review-provider.js';
import { KvSessionList } from '../session-list/session-list.js';
import {
  brandingSection,
  toFamilies,
  toRadius,
  type BrandingField,
  type BrandingFields,
} from './branding-section.js';
import { renderContrast } from './contrast.js';
import { LogoUpload, type LogoFault } from './logo-upload.js';
import { brandPanes, renderPreview } from './preview.js';
import { createSampleApi } from './sample-api.js';
import { styles } from './settings-branding.styles.js';

/** The native control shows the default accent until the user enters a colour. */
const standardAccent = '#1d4ed8';

/** For a logo that was to be saved, and for one that was to be removed. */
const faultTerms = {
  failed: ['branding.logoFailed', 'branding.logoNotRemoved'],
  unknown: ['branding.logoUnknown', 'branding.logoRemoveUnknown'],
  check: ['branding.logoCheck', 'branding.logoRemoveConflict'],
  conflict: ['branding.logoConflict', 'branding.logoRemoveConflict'],
} as const;

const kilobytes = (bytes: number): number => Math.ceil(bytes / 1024);

/**
 * Lets a master user set the look of the elements for everybody in the company (spec S6): name, logo,
 * accent colour, corner radius and font. It names each pair of colours whose contrast fails WCAG 2.2 AA,
 * offers the nearest colour that passes, and shows real elements with made-up sessions while the user types.
 *
 * The logo is saved as soon as it is chosen, unless another user has changed it meanwhile: the user then
 * chooses between both. All else stays until it is saved or discarded, also while the element is removed.
 * @summary The look of a company.
 * @tagname kv-settings-branding
 * @example
 * ```html
 * <kv-settings-branding></kv-settings-branding>
 * ```
 * @fires kv-settings-change - The set of sections with unsaved changes has changed.
 * @fires kv-settings-save-complete - The backend has confirmed a change.
 * @fires kv-settings-leave - Cancelable: the user leaves the page with unsaved changes.
 * @fires kv-error - A request failed.
 * @csspart section - The whole section.
 * @csspart field - One field with its label, meaning, consequence and error.
 * @csspart conflict - The two versions after another user has saved the section.
 * @csspart bar - The bar with the button that saves.
 * @csspart notice - An error, shown instead of the section.
 */
export class KvSettingsBranding extends SettingsSectionElement<BrandingFields> {
  static override styles = [...SettingsSectionElement.styles, ...controlStyles, styles];
  static override readonly texts = { ...SettingsSectionElement.texts, ...settingsBrandingTexts };
  static override readonly dependencies = {
    'kv-awaiting-badge': KvAwaitingBadge,
    'kv-review-provider': KvReviewProvider,
    'kv-session-list': KvSessionList,
  };

  readonly #logo = new LogoController(this, () => ({ api: this.api, company: this.company }));
  readonly #upload = new LogoUpload(this, {
    api: () => this.api,
    company: () => this.company,
    announce: (text) => this.announce(this.localize.term(text)),
    report: (error) => this.reportError(error),
  });

  @consume(brandingContext)
  @state()
  private company: CompanyBranding | undefined;

  /** A file is held over the place of the logo. */
  @state() private isOver = false;

  @query('.logo-input') private readonly logoInput?: HTMLInputElement | null;

  protected override readonly section = brandingSection;
  #sampleApi: ReviewApi | undefined;

  constructor() {
    super();
    this.addEventListener('kv-settings-save-complete', () => void this.company?.refresh());
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const fields = this.draft?.entered;
    if (!fields) return;
    brandPanes(this.renderRoot, {
      accentColor: fields.accentColor.trim(),
      cornerRadius: toRadius(fields.cornerRadius),
      fontFamilies: toFamilies(fields.fontFamilies),
    });
  }

  protected override get heading(): string {
    return this.localize.term('settings.branding');
  }

  protected override get introduction(): string {
    return this.localize.term('branding.introduction');
  }

  protected override labelOf(name: BrandingField): string {
    return this.localize.term(`branding.${name}`);
  }

  protected override show(name: BrandingField, fields: BrandingFields): string {
    return fields[name] || this.localize.term('settings.none');
  }

  protected override ruleOf(name: BrandingField): string {
    return this.localize.term(`branding.${name}Rule`);
  }

  protected override renderFields(fields: BrandingFields): TemplateResult {
    const { localize } = this;
    this.#sampleApi ??= createSampleApi();
    return html`${renderTextField(this.field('name', fields), {
      meaning: localize.term('branding.nameMeaning'),
      maxLength: maxBrandNameLength,
    })}
    ${this.#renderLogo()} ${this.#renderColor(fields)}
    ${renderContrast({
      accentColor: fields.accentColor,
      place: this.renderRoot,
      localize,
      level: this.headingLevel + 1,
      use: this.#enterColor,
    })}
    ${renderTextField(this.field('cornerRadius', fields), {
      meaning: localize.term('branding.cornerRadiusMeaning'),
      isNumber: true,
      suffix: localize.term('branding.pixels'),
    })}
    ${renderTextField(this.field('fontFamilies', fields), {
      meaning: localize.term('branding.fontFamiliesMeaning'),
      consequence: localize.term('branding.fontFamiliesConsequence'),
    })}
    ${renderPreview(this.#sampleApi, localize, this.headingLevel + 1)}`;
  }

  #renderColor(fields: BrandingFields): TemplateResult {
    const { localize } = this;
    const field = this.field('accentColor', fields);
    const color = parseColor(field.value.trim());
    return renderField(
      field,
      { meaning: localize.term('branding.accentColorMeaning') },
      html`<div class="color">
        <input
          class="field"
          id=${controlId(field.name)}
          dir="ltr"
          autocomplete="off"
          spellcheck="false"
          aria-invalid=${field.error !== undefined}
          aria-describedby=${notesOf(field.name)}
          .value=${live(field.value)}
          @input=${this.#onColor}
        />
        <input
          type="color"
          aria-label=${localize.term('branding.accentColorPick')}
          .value=${live(color ? formatColor(color) : standardAccent)}
          @input=${this.#onColor}
        />
      </div>`,
    );
  }

  #renderLogo(): TemplateResult {
    const { localize, workspace } = this;
    const { url } = this.#logo;
    const { isSending, isAsking } = this.#upload;
    const canSave = workspace?.capabilities.includes('branding');
    return html`<div class="logo-setting" role="group" aria-labelledby="logo">
      <span class="label" id="logo">${localize.term('branding.logo')}</span>
      ${
        canSave
          ? html`<p class="meaning" id="logo-meaning">
                ${localize.term('branding.logoMeaning', { size: kilobytes(maxLogoSize) })}
              </p>
              <div
                class=${this.isOver ? 'logo-place over' : 'logo-place'}
                @dragover=${this.#onDragOver}
                @dragleave=${this.#onDragLeave}
                @drop=${this.#onDrop}
              >
                ${
                  url
                    ? html`<img
                        class="logo-image"
                        src=${url}
                        alt=${localize.term('branding.logo')}
                        @error=${this.#logo.onDecodeError}
                      />`
                    : html`<span>${localize.term('branding.logoNone')}</span>`
                }
                ${isAsking ? this.#renderQuestion() : this.#renderLogoButtons(url !== undefined)}
              </div>
              <p class="field-error" role="alert">${this.#faultText()}</p>
              ${this.#renderFaultButtons()}
              ${isSending ? html`<p>${localize.term('branding.logoSaving')}</p>` : nothing}`
          : html`<p class="meaning">${localize.term('branding.logoUnsupported')}</p>`
      }
    </div>`;
  }

  #renderLogoButtons(hasLogo: boolean): TemplateResult {
    const { localize } = this;
    const { isSending } = this.#upload;
    return html`<button
        class="button choose-logo"
        type="button"
        aria-describedby="logo-meaning"
        aria-disabled=${isSending}
        @click=${this.#chooseFile}
      >
        ${localize.term(hasLogo ? 'branding.logoReplace' : 'branding.logoChoose')}
      </button>
      <input
        class="logo-input"
        type="file"
        accept="image/jpeg,image/png,image/webp"
        hidden
        @change=${this.#onFile}
      />
      ${
        hasLogo
          ? html`<button
              class="button quiet"
              type="button"
              aria-disabled=${isSending}
              @click=${this.#askToRemove}
            >
              ${localize.term('branding.logoRemove')}
            </button>`
          : nothing
      }
      <span class="suffix">${localize.term('branding.logoDrop')}</span>`;
  }

  #renderQuestion(): TemplateResult {
    const { localize } = this;
    return html`<span role="alert">${localize.term('branding.logoRemoveAsk')}</span>
      <button class="button danger" type="button" @click=${this.#removeLogo}>
        ${localize.term('branding.logoRemove')}
      </button>
      <button class="button keep-logo" type="button" @click=${this.#keepLogo}>
        ${localize.term('branding.logoKeep')}
      </button>`;
  }

  #faultText(): TemplateResult | typeof nothing {
    const { localize } = this;
    const { fault } = this.#upload;
    if (!fault) return nothing;
    return html`${icon('warning')}<span>${localize.term(...this.#faultTerm(fault))}</span>`;
  }

  #faultTerm(fault: LogoFault): Parameters<typeof this.localize.term> {
    if (fault.kind === 'too-large') {
      const sizes = { actual: kilobytes(fault.size), size: kilobytes(maxLogoSize) };
      return ['branding.logoTooLarge', sizes];
    }
    if (fault.kind === 'not-image') return ['branding.logoNotImage'];
    return [faultTerms[fault.kind][fault.wanted ? 0 : 1]];
  }

  /** What the user can do about a logo that was not saved, or may not have been. */
  #renderFaultButtons(): TemplateResult | typeof nothing {
    const { localize } = this;
    const { fault } = this.#upload;
    if (!fault || !('wanted' in fault)) return nothing;
    const { kind, wanted, url } = fault;
    const isAgain = kind === 'failed' || kind === 'unknown';
    const again = isAgain ? 'retry' : wanted ? 'branding.logoSaveMine' : 'branding.logoRemove';
    return html`${
        url === undefined
          ? nothing
          : html`<figure class="logo-mine">
              <img class="logo-image" src=${url} alt=${localize.term('branding.logoMine')} />
              <figcaption class="meaning">${localize.term('branding.logoMine')}</figcaption>
            </figure>`
      }
      <div class="buttons">
        <button class="button" type="button" @click=${this.#retryLogo}>
          ${localize.term(again)}
        </button>
        <button class="button quiet" type="button" @click=${this.#keepSavedLogo}>
          ${localize.term(isAgain ? 'settings.discard' : 'branding.logoKeepSaved')}
        </button>
      </div>`;
  }

  #focusLogoButton(): void {
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.choose-logo')?.focus(),
    );
  }

  readonly #retryLogo = (): void => {
    void this.#upload.retry();
    this.#focusLogoButton();
  };

  readonly #keepSavedLogo = (): void => {
    this.#upload.keepSaved();
    this.#focusLogoButton();
  };

  readonly #enterColor = (color: string): void => {
    const fields = this.draft?.entered;
    if (!fields) return;
    this.field('accentColor', fields).enter(color);
    this.renderRoot.querySelector<HTMLElement>(`#${controlId('accentColor')}`)?.focus();
  };

  readonly #onColor = ({ target }: Event): void => {
    const fields = this.draft?.entered;
    if (fields && target instanceof HTMLInputElement) {
      this.field('accentColor', fields).enter(target.value);
    }
  };

  readonly #chooseFile = (): void => {
    if (!this.#upload.isSending) this.logoInput?.click();
  };

  readonly #onFile = (): void => {
    const input = this.logoInput;
    const file = input?.files?.[0];
    if (!input || !file) return;
    void this.#upload.save(file);
    // The same file can be chosen again.
    input.value = '';
  };

  readonly #onDragOver = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = true;
  };

  readonly #onDragLeave = (): void => {
    this.isOver = false;
  };

  readonly #onDrop = (event: DragEvent): void => {
    event.preventDefault();
    this.isOver = false;
    const file = event.dataTransfer?.files[0];
    if (file) void this.#upload.save(file);
  };

  readonly #askToRemove = (): void => {
    if (this.#upload.isSending) return;
    this.#upload.ask(true);
    void this.updateComplete.then(() =>
      this.renderRoot.querySelector<HTMLElement>('.keep-logo')?.focus(),
    );
  };

  readonly #removeLogo = (): void => {
    void this.#upload.remove();
    this.#focusLogoButton();
  };

  readonly #keepLogo = (): void => {
    this.#upload.ask(false);
    this.#focusLogoButton();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-settings-branding': KvSettingsBranding;
  }
}
