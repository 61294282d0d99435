import { html, nothing, type TemplateResult } from 'lit';

import type { LocalizeController } from '../../controllers/localize.js';
import { icon } from '../../ui/icon.js';
import { renderPanel } from '../../ui/panel.js';
import { choosableColumns, identifyingWords } from './columns.js';

/** The button that lets the agent choose columns; `choose` is told the words of those that stay. */
export function renderColumnChooser(
  chosen: readonly string[],
  localize: LocalizeController,
  choose: (words: readonly string[]) => void,
): TemplateResult {
  const identifying = chosen.filter((word) => identifyingWords.includes(word));
  const isLast = (word: string) => identifying.length === 1 && identifying[0] === word;
  const toggle = (word: string, isChosen: boolean) =>
    choose(isChosen ? [...chosen, word] : chosen.filter((other) => other !== word));
  const title = localize.term('columns.title');
  return renderPanel({
    id: 'columns',
    label: title,
    button: html`${icon('columns')}<span>${title}</span>`,
    content: html`<div class="choices">
        ${choosableColumns.map(
          ({ name, word }) =>
            html`<label class="check">
              <input
                type="checkbox"
                .checked=${chosen.includes(word)}
                ?disabled=${isLast(word)}
                @change=${({ target }: Event) => toggle(word, (target as HTMLInputElement).checked)}
              />
              <span>${localize.term(`column.${name}`)}</span>
            </label>`,
        )}
      </div>
      ${identifying.length === 1 ? html`<p class="hint">${localize.term('columns.required')}</p>` : nothing}
      <div class="panel-end">
        <button class="button" type="button" @click=${() => choose([])}>
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
