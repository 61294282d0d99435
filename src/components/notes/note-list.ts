import { html, nothing, type TemplateResult } from 'lit';

import type { Localizer } from '../../i18n/localizer.js';
import { verdictText } from '../../i18n/values.js';
import type { Note } from '../../model/decision.js';
import { lookUp } from '../../model/known.js';
import { renderInstant } from '../../ui/instant.js';

const tones = { verify: 'success', reject: 'danger' } as const;

function renderNote({ text, by, at, verdict }: Note, localizer: Localizer): TemplateResult {
  return html`<li class="note" part="note">
    <p class="note-head">
      ${
        by
          ? html`<bdi class="author">${by.name}</bdi>`
          : html`<span class="author">${localizer.term('notes.automatic')}</span>`
      }
      <span class="time">${renderInstant(at, localizer)}</span>
      ${
        verdict
          ? html`<span class="tag ${lookUp(tones, verdict)}">
              ${verdictText(localizer, verdict)}
            </span>`
          : nothing
      }
    </p>
    <p class="note-text" dir="auto">${text}</p>
  </li>`;
}

/** The notes, oldest first, with author and time, and the verdict that a note came with. */
export function renderNoteList(notes: readonly Note[], localizer: Localizer): TemplateResult {
  if (notes.length === 0) return html`<p class="none">${localizer.term('notes.none')}</p>`;
  return html`<ol class="notes">
    ${notes.map((note) => renderNote(note, localizer))}
  </ol>`;
}
