import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { detailsTexts } from '../../i18n/en.details.js';
import { zoneTexts } from '../../i18n/en.zone.js';
import { ownLayoutText } from '../../i18n/conditions.js';
import { checkMrz, type MrzReport } from '../../model/mrz.js';
import { printStyles } from '../../styles/print.js';
import { scrollMarginStyles } from '../../styles/scroll-margin.js';
import { property } from '../../ui/decorators.js';
import { icon } from '../../ui/icon.js';
import { KvElement } from '../../ui/kv-element.js';
import { renderChecks } from './checks.js';
import { styles } from './mrz-report.styles.js';
import { renderZone } from './zone.js';

/**
 * Checks the machine-readable zone of a document against ICAO Doc 9303. It shows the lines with the
 * failing characters marked, and each failed check as Category and Error. On demand it also shows
 * the passed checks and the arithmetic of each check digit. A document with a layout of its own, such as the
 * French identity card with two lines, is named and not checked. The element needs no adapter. Inside a provider
 * it uses the provider's language; the errors are technical and stay English.
 * @summary The checks of a document's machine-readable zone.
 * @tagname kv-mrz-report
 * @example
 * ```html
 * <kv-mrz-report></kv-mrz-report>
 * <script type="module">
 *   document.querySelector('kv-mrz-report').lines = [
 *     'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
 *     'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
 *   ];
 * </script>
 * ```
 * @csspart verdict - The number of failed checks, or a note that all passed.
 * @csspart zone - The lines as read.
 * @csspart line - One line.
 * @csspart errors - The table of the failed checks.
 * @csspart passed - The table of the passed checks.
 */
export class KvMrzReport extends KvElement {
  static override readonly texts = { ...detailsTexts, ...zoneTexts };
  static override styles = [...KvElement.styles, scrollMarginStyles, printStyles, ...styles];

  /**
   * The lines of the zone as read, unchecked: `Attempt.mrz`. `null` means that no zone was read;
   * `undefined` shows nothing.
   */
  @property({ attribute: false }) lines: readonly string[] | null | undefined;

  #report: MrzReport | undefined;
  /** The company's, for which the report was made. */
  #timeZone: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    const timeZone = this.workspace?.timeZone;
    if (!changed.has('lines') && timeZone === this.#timeZone) return;
    this.#timeZone = timeZone;
    this.#report = this.lines ? checkMrz(this.lines, new Date(), timeZone) : undefined;
  }

  protected override render() {
    // After a sign-out, no personal data may stay visible.
    if (this.lines === undefined || this.connection.status === 'failed') return nothing;
    const report = this.#report;
    if (!report || report.lines.length === 0) {
      return html`<p class="absent">${icon('info')}${this.localize.term('mrz.absent')}</p>`;
    }
    return html`<div class="report">
      ${this.#renderVerdict(report)} ${renderZone(report, this.localize.current)}
      ${this.#renderLimit(report)}
      ${report.valid || report.ownLayout ? nothing : renderChecks(report, 'failed', this.localize.current)}
      ${this.#renderPassed(report)}
    </div>`;
  }

  #renderVerdict({ valid, format, ownLayout, checks }: MrzReport): TemplateResult {
    const { localize } = this;
    if (ownLayout) {
      return html`<p class="verdict" part="verdict">
        ${icon('info')}<strong>${ownLayoutText(localize.current, ownLayout)}</strong>
      </p>`;
    }
    const count = checks.filter(({ ok }) => ok === valid).length;
    return html`<p class="verdict ${valid ? 'good' : 'bad'}" part="verdict">
      ${icon(valid ? 'check' : 'warning')}
      <span>
        <strong>${localize.term(valid ? 'mrz.valid' : 'mrz.invalid', { count })}</strong>
        <span class="hint">
          ${format ? localize.term('mrz.format', { format }) : localize.term('mrz.unknownFormat')}
        </span>
      </span>
    </p>`;
  }

  /** A note that the input is longer than the lines shown. */
  #renderLimit({ lines }: MrzReport): TemplateResult | typeof nothing {
    const isAtLimit = lines.length >= 8 || lines.some(({ length }) => length >= 100);
    return isAtLimit ? html`<p class="hint">${this.localize.term('mrz.limit')}</p>` : nothing;
  }

  #renderPassed(report: MrzReport): TemplateResult | typeof nothing {
    const count = report.checks.filter(({ ok }) => ok).length;
    if (count === 0) return nothing;
    return html`<details class="passed-checks">
      <summary>${this.localize.term('mrz.showPassed', { count })}</summary>
      ${renderChecks(report, 'passed', this.localize.current)}
    </details>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-mrz-report': KvMrzReport;
  }
}
