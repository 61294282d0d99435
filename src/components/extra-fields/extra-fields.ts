import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';

import { CopyController } from '../../controllers/copy.js';
import { localize as chooseText } from '../../model/primitives.js';
import type { ExtraValue, Session } from '../../model/session.js';
import type { ExtraField } from '../../model/workspace.js';
import { renderCopyButton, renderCopyOutcome } from '../../ui/copy-button.js';
import { SessionPart } from '../../ui/session-part.js';
import { styles } from './extra-fields.styles.js';

type ExtraFieldType = ExtraField['type'];

/** One line: a field of the company with the client's value, or a value without such a field. */
interface Line {
  readonly label: string;
  /** The company does not define this field, or no longer does. `label` is the bare key. */
  readonly isUnknown: boolean;
  readonly type: ExtraFieldType;
  readonly value: string | undefined;
}

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
    const lines = arrange(this.workspace?.extraFields ?? [], session.extra, localizer.locale);
    return html`<div role="group" aria-label=${localizer.term('details.extraFields')}>
        ${
          lines.length === 0
            ? html`<p class="none">${localizer.term('extra.none')}</p>`
            : html`<dl class="descriptions">${lines.map((line) => this.#renderLine(line))}</dl>`
        }
      </div>
      ${renderCopyOutcome(this.#copier, localizer)}`;
  }

  #renderLine(line: Line): TemplateResult {
    const { label, isUnknown } = line;
    return html`<div class="description">
      <dt><bdi class=${isUnknown ? 'key' : ''}>${label}</bdi></dt>
      <dd>${this.#renderValue(line)}</dd>
    </div>`;
  }

  #renderValue({ label, type, value }: Line): TemplateResult {
    const localizer = this.localize.current;
    if (!value) return html`<span class="missing">${localizer.term('extra.missing')}</span>`;
    const text = type === 'date' ? localizer.day(value) : value;
    return html`<bdi class="value" dir=${leftToRight.has(type) ? 'ltr' : 'auto'}>${text}</bdi> ${
        isCopyable(type, value) ? renderCopyButton(label, value, this.#copier, localizer) : nothing
      }`;
  }
}

/** Every value is shown, even if a key occurs twice. */
function arrange(
  fields: readonly ExtraField[],
  values: readonly ExtraValue[],
  locale: string,
): Line[] {
  const keys = new Set(fields.map(({ key }) => key));
  const defined = fields.flatMap(({ key, label, type }): Line[] => {
    const line = { label: chooseText(label, locale, key) || key, isUnknown: false, type };
    const found = values.filter((each) => each.key === key);
    return found.length === 0
      ? [{ ...line, value: undefined }]
      : found.map(({ value }) => ({ ...line, value }));
  });
  const others = values
    .filter(({ key }) => !keys.has(key))
    .map(({ key, value }) => ({ label: key, isUnknown: true, type: 'text' as const, value }));
  return [...defined, ...others];
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-extra-fields': KvExtraFields;
  }
}
