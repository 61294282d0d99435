import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { renderPanel } from '../../ui/panel.js';
import type { ColumnName } from './columns.js';

export { panelTexts as texts } from '../../i18n/en.panels.js';
export { styles } from './column-chooser.styles.js';

export interface ColumnChoice {
  readonly columns: readonly { readonly name: ColumnName }[];
  /** The word for a column in the attribute. */
  readonly wordFor: (name: ColumnName) => string;
  /** The words of those that are shown. */
  readonly chosen: readonly string[];
  /** The words of the columns that identify a row; one of them stays. */
  readonly identifying: readonly string[];
  /** Receives the words of the columns to show. */
  readonly onChoose: (words: readonly string[]) => void;
}

/** The panel in which the agent chooses columns. */
export function renderColumnChooser(
  { columns, wordFor, chosen, identifying, onChoose }: ColumnChoice,
  localize: LocalizeController,
): TemplateResult {
  const kept = chosen.filter((word) => identifying.includes(word));
  const isLast = (word: string) => kept.length === 1 && kept[0] === word;
  const toggle = (word: string, isChosen: boolean) =>
    onChoose(isChosen ? [...chosen, word] : chosen.filter((other) => other !== word));
  return renderPanel({
    id: 'columns',
    label: localize.term('columns.title'),
    content: html`<div class="choices">
        ${columns.map(({ name }) => {
          const word = wordFor(name);
          return html`<label class="check">
            <input
              type="checkbox"
              .checked=${chosen.includes(word)}
              ?disabled=${isLast(word)}
              @change=${({ target }: Event) => toggle(word, (target as HTMLInputElement).checked)}
            />
            <span>${localize.term(`column.${name}`)}</span>
          </label>`;
        })}
      </div>
      ${kept.length === 1 ? html`<p class="hint">${localize.term('columns.required')}</p>` : nothing}
      <div class="panel-end">
        <button class="button" type="button" @click=${() => onChoose([])}>
          ${localize.term('columns.reset')}
        </button>
        <button
          class="button primary"
          type="button"
          popovertarget="columns"
          popovertargetaction="hide"
        >
          ${localize.term('close')}
        </button>
      </div>`,
  });
}
