import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { CopyController } from '../../controllers/copy.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { sectionTexts } from '../../i18n/en.sections.js';
import { arrangeExtraFields, type ExtraLine } from '../../model/extra-fields.js';
import { localize as chooseText } from '../../model/localized.js';
import type { Session } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { renderCopyButton, renderCopyOutcome } from '../../ui/copy-button.js';
import { SessionPart } from '../../ui/session-part.js';
import { styles } from './extra-fields.styles.js';

type ExtraFieldType = ExtraField['type'];

/** Types that are written from left to right in every language. */
const leftToRight: ReadonlySet<ExtraFieldType> = new Set(['phone', 'email', 'number', 'url']);
/** Values that are useful elsewhere. Only URLs that open a page. */
function isCopyable(type: ExtraFieldType, value: string): boolean {
  return type === 'phone' || type === 'email' || (type === 'url' && /^https?:\/\//i.test(value));
}

/**
 * Shows the company's extra fields with the client's values (spec D8), in the company's order and
 * the user's language. Values of undefined fields follow, labelled with their keys.
 *
 * No value is a link: a client must not be able to send an agent anywhere, and a URL in an
 * attribute would be personal data. Useful values can be copied.
 * @summary The company's own fields.
 * @tagname kv-extra-fields
 * @example
 * ```html
 * <kv-extra-fields></kv-extra-fields>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   document.querySelector('kv-extra-fields').session = await api.getSession('s-42');
 * </script>
 * ```
 */
export class KvExtraFields extends SessionPart {
  static override readonly texts = { ...detailsTexts, ...sectionTexts };
  static override styles = [...SessionPart.styles, ...styles];

  readonly #copier = new CopyController(this);

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('session') && changed.get('session')?.id !== this.session?.id) {
      this.#copier.clear();
    }
  }

  protected override renderPart(session: Session): TemplateResult {
    const localizer = this.localize.current;
    // Until the company's fields are known, every value would lack its label.
    if (this.connection.status === 'connecting') {
      return html`<p class="none" role="status">${localizer.term('loading')}</p>`;
    }
    const lines = arrangeExtraFields(this.workspace?.extraFields ?? [], session.extra);
    return html`<div role="group" aria-label=${localizer.term('details.extraFields')}>
        ${
          lines.length === 0
            ? html`<p class="none">${localizer.term('extra.none')}</p>`
            : html`<dl class="descriptions">${lines.map((line) => this.#renderLine(line))}</dl>`
        }
      </div>
      ${renderCopyOutcome(this.#copier, localizer)}`;
  }

  #renderLine({ key, field, value }: ExtraLine): TemplateResult {
    const label = chooseText(field?.label ?? {}, this.localize.current.locale, key) || key;
    return html`<div class="description">
      <dt><bdi class=${field ? '' : 'key'}>${label}</bdi></dt>
      <dd>${this.#renderValue(label, field?.type ?? 'text', value)}</dd>
    </div>`;
  }

  #renderValue(label: string, type: ExtraFieldType, value: string | undefined): TemplateResult {
    const localizer = this.localize.current;
    if (!value) return html`<span class="missing">${localizer.term('extra.missing')}</span>`;
    const text = type === 'date' ? localizer.day(value) : value;
    return html`<bdi class="value" dir=${leftToRight.has(type) ? 'ltr' : 'auto'}>${text}</bdi> ${
        isCopyable(type, value) ? renderCopyButton(label, value, this.#copier, localizer) : nothing
      }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-extra-fields': KvExtraFields;
  }
}
