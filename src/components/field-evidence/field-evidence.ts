import { html, nothing, type TemplateResult } from 'lit';

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
import { icon, type IconName } from '../../ui/icon.js';
import { renderInstant } from '../../ui/instant.js';
import { SessionPart } from '../../ui/session-part.js';
import { markDifferences } from './differences.js';
import { styles } from './field-evidence.styles.js';

const looks: Readonly<Record<FieldComparison, readonly [tone: string, icon: IconName]>> = {
  match: ['success', 'check'],
  mismatch: ['danger', 'warning'],
  'not-comparable': ['warning', 'search'],
  missing: ['', 'more'],
};

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
  static override styles = [...SessionPart.styles, ...styles];

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
    const { field, front, back, edit, mismatches } = row;
    const odd = oddSources(mismatches);
    const cell = (source: EvidenceSource, content: unknown): TemplateResult =>
      html`<td role="cell" class=${odd.includes(source) ? 'differs' : ''}>
        <span class="cell-label" aria-hidden="true">${localize.term(`evidence.${source}`)}</span>
        <div class="cell-value">${content}</div>
      </td>`;
    return html`<tr role="row" part="row">
      <th role="rowheader" scope="row">${localize.term(`client.${field}`)}</th>
      ${cell('front', this.#renderReading(field, front, back))}
      ${cell('back', this.#renderReading(field, back, front))}
      ${cell('edit', edit ? this.#renderEdit(field, edit) : this.#renderUntouched())}
      <td role="cell" class="comparison">${this.#renderComparison(row)}</td>
    </tr>`;
  }

  #renderReading(field: ClientField, value: string | null, other: string | null): unknown {
    const isNumber = field === 'documentNumber' || field === 'personalNumber';
    if (!isNumber || value === null || other === null) {
      return renderFieldValue(field, value, this.localize);
    }
    return html`<bdi class="number"
      >${markDifferences(value, other).map(({ text, differs }) =>
        differs ? html`<mark>${text}</mark>` : text,
      )}</bdi
    >`;
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
    const [tone, drawing] = looks[comparison];
    return html`<span class="tag ${tone}"
        >${icon(drawing)}${localize.term(`evidence.${comparison}`)}</span
      >
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
