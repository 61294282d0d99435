import { html, type TemplateResult } from 'lit';

import type { LocalizeController } from '../controllers/localize.js';
import { icon } from './icon.js';

export interface DialogHeader {
  /** The icon, in an element of the caller. */
  readonly icon: TemplateResult;
  /** The heading, which gets the id `title`. */
  readonly title: string;
  readonly close: () => void;
  readonly isLocked?: boolean;
}

/** The header of a modal dialog, styled by `dialogStyles`. */
export function renderDialogHeader(
  header: DialogHeader,
  localize: LocalizeController,
): TemplateResult {
  return html`<div class="form-header">
    ${header.icon}
    <h2 class="form-title" id="title">${header.title}</h2>
    <button
      class="button icon"
      type="button"
      aria-label=${localize.term('close')}
      ?disabled=${header.isLocked}
      @click=${header.close}
    >
      ${icon('close')}
    </button>
  </div>`;
}
