import { html, nothing, type TemplateResult } from 'lit';

import { changeTexts } from '../../i18n/en.changes.js';
import { detailsTexts } from '../../i18n/en.details.js';
import { evidenceTexts } from '../../i18n/en.evidence.js';
import type { ClientField } from '../../model/client.js';
import type { ClientChange } from '../../model/decision.js';
import type { FieldComparison } from '../../model/failed-condition.js';
import {
  fieldEvidence,
  type EvidenceSource,
  type FieldEdit,
  type FieldEvidence,
  type SourcePair,
} from '../../model/field-evidence.js';
import type { Session } from '../../model/session.js';
import { renderBeforeAfter, renderFieldValue } from '../../ui/before-after.js';
import { icon } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { SessionPart } from '../../ui/session-part.js';
import { styles } from './field-evidence.styles.js';
import { renderComparison, renderReading } from './readings.js';

const sources: readonly EvidenceSource[] = ['front', 'back', 'edit'];

/** The sources with the most mismatches: one if two others agree, otherwise both or all. */
function oddSources(mismatches: readonly SourcePair[]): EvidenceSource[] {
  const count = (source: EvidenceSource): number =>
    mismatches.filter((pair) => pair.split('-').includes(source)).length;
  const most = Math.max(1, ...sources.map(count));
  return sources.filter((source) => count(source) === most);
}

/**
 * Compares the sources of each client field: the front of the document, the machine-readable zone
 * and an agent's edit. It marks mismatches. Differences in case, accents, fillers, transliteration
 * and truncation are not mismatches. Values that a program cannot compare, such as a name in Arabic
 * letters, are labelled so, and the agent compares them.
 * @summary The sources of each client field, and whether they agree.
 * @tagname kv-field-evidence
 * @example
 * ```html
 * <kv-field-evidence></kv-field-evidence>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   document.querySelector('kv-field-evidence').session = await api.getSession('s-42');
 * </script>
 * ```
 * @csspart table - The table.
 * @csspart row - The sources of one field.
 */
export class KvFieldEvidence extends SessionPart {
  static override readonly texts = { ...detailsTexts, ...changeTexts, ...evidenceTexts };
  static override styles = [...SessionPart.styles, ...styles];

  /** Moves the focus to the sources of a field. Returns false if they are not shown. */
  focusField(field: string): boolean {
    const headers = [...this.renderRoot.querySelectorAll<HTMLElement>('[data-field]')];
    const header = headers.find(({ dataset }) => dataset.field === field);
    header?.scrollIntoView({ block: 'center' });
    header?.focus({ preventScroll: true });
    return header !== undefined;
  }

  protected override renderPart(session: Session): TemplateResult {
    const { localize } = this;
    const rows = fieldEvidence(session);
    // Explicit roles, because a table laid out as cards loses its semantics.
    return html`<div class="evidence">
      ${this.#renderSummary(rows)}
      <table role="table" part="table" aria-label=${localize.term('evidence.label')}>
        <thead>
          <tr role="row">
            <th role="columnheader" scope="col">${localize.term('evidence.field')}</th>
            ${sources.map(
              (source) =>
                html`<th role="columnheader" scope="col">
                  ${localize.term(`evidence.${source}`)}
                </th>`,
            )}
            <th role="columnheader" scope="col">${localize.term('evidence.comparison')}</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => this.#renderRow(row))}
        </tbody>
      </table>
    </div>`;
  }

  #renderSummary(rows: readonly FieldEvidence[]): TemplateResult {
    const { localize } = this;
    const count = (comparison: FieldComparison): number =>
      rows.filter((row) => row.comparison === comparison).length;
    const [mismatches, toCompare] = [count('mismatch'), count('not-comparable')];
    return html`<p class="summary">
      ${
        mismatches > 0
          ? html`<span class="tag danger">
              ${icon('warning')}${localize.term('evidence.mismatches', { count: mismatches })}
            </span>`
          : html`<span class="tag">${localize.term('evidence.noMismatches')}</span>`
      }
      ${
        toCompare > 0
          ? html`<span class="tag warning">
              ${icon('search')}${localize.term('evidence.toCompare', { count: toCompare })}
            </span>`
          : nothing
      }
    </p>`;
  }

  #renderRow(row: FieldEvidence): TemplateResult {
    const { localize } = this;
    const { field, front, back, edit, mismatches, comparison } = row;
    const odd = oddSources(mismatches);
    // Where nothing differs, one value is enough in a narrow space.
    const isSame = edit === null && (comparison === 'match' || comparison === 'missing');
    const main: EvidenceSource = front === null && back !== null ? 'back' : 'front';
    const lookOf = (source: EvidenceSource): string =>
      odd.includes(source) ? 'differs' : isSame && source !== main ? 'spare' : '';
    const cell = (source: EvidenceSource, content: unknown): TemplateResult =>
      html`<td role="cell" class=${lookOf(source)}>
        <span class="cell-label" aria-hidden="true">${localize.term(`evidence.${source}`)}</span>
        <div class="cell-value">${content}</div>
      </td>`;
    const name = localize.term(`client.${field}`);
    return html`<tr role="row" part="row" class=${isSame ? 'same' : ''}>
      <th role="rowheader" scope="row" tabindex="-1" data-field=${field}>${name}</th>
      ${cell('front', renderReading(field, front, back, localize))}
      ${cell('back', renderReading(field, back, front, localize))}
      ${cell('edit', edit ? this.#renderEdit(field, edit) : this.#renderUntouched())}
      <td role="cell" class="comparison">${this.#renderComparison(row)}</td>
    </tr>`;
  }

  #renderUntouched(): TemplateResult {
    return html`<span class="missing">${this.localize.term('evidence.notEdited')}</span>`;
  }

  #renderEdit(field: ClientField, { value, changes }: FieldEdit): TemplateResult {
    const { localize } = this;
    const last = changes.at(-1);
    return html`${
      value === null
        ? html`<span class="missing">${localize.term('change.removed')}</span>`
        : renderFieldValue(field, value, localize)
    }
    ${
      last
        ? html`<p class="origin">
              ${localize.term('change.before')}:
              <bdi>${renderFieldValue(field, last.before, localize)}</bdi>
            </p>
            <p class="origin">${this.#renderOrigin(last)}</p>`
        : html`<p class="origin">${localize.term('evidence.unrecorded')}</p>`
    }
    ${changes.length > 1 ? this.#renderHistory(field, changes) : nothing}`;
  }

  #renderHistory(field: ClientField, changes: readonly ClientChange[]): TemplateResult {
    const { localize } = this;
    return html`<details>
      <summary>${localize.term('evidence.history', { count: changes.length })}</summary>
      <ol class="changes">
        ${changes.map(
          (change) =>
            html`<li>
              ${renderBeforeAfter(field, change.before, change.after, localize)}
              <p class="origin">${this.#renderOrigin(change)}</p>
            </li>`,
        )}
      </ol>
    </details>`;
  }

  #renderOrigin({ by, at }: ClientChange): TemplateResult {
    const { localize } = this;
    return html`<bdi>${by?.name ?? localize.term('unknown')}</bdi>,
      ${renderInstant(at, localize.current)}`;
  }

  #renderComparison({ comparison, mismatches }: FieldEvidence): TemplateResult {
    const { localize } = this;
    return html`${renderComparison(comparison, localize)}
    ${
      mismatches.length > 0
        ? html`<ul class="pairs">
            ${mismatches.map((pair) => html`<li>${localize.term(`evidence.differ.${pair}`)}</li>`)}
          </ul>`
        : nothing
    }`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-field-evidence': KvFieldEvidence;
  }
}
