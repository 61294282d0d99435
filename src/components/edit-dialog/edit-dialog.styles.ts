import { css } from 'lit';

import { beforeAfterStyles } from '../../ui/before-after.js';
import { clientValueStyles } from '../../ui/client-value.js';

export const styles = [
  clientValueStyles,
  beforeAfterStyles,
  css`
    /* A sheet at the side, as high as the window. */
    @media (width >= 40rem) {
      .dialog {
        inline-size: min(100%, 32rem);
        block-size: 100dvb;
        max-block-size: 100dvb;
        margin-inline-end: 0;
        border-block: 0;
        border-inline-end: 0;
        border-start-end-radius: 0;
        border-end-end-radius: 0;
      }
    }

    /* Beside the page: in its layout, below what stays at the top of the window. */
    .dialog:not(:modal) {
      position: sticky;
      inset-block-start: calc(var(--kv-edit-dialog-inset, 0px) + var(--_space-2));
      align-self: start;
      inline-size: auto;
      block-size: calc(100dvb - var(--_top, 0px) - var(--_space-2));
      min-block-size: 12rem;
      max-block-size: none;
      margin: 0;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      box-shadow: var(--_shadow-small);
      animation: none;
    }

    .form-body {
      container-type: inline-size;
    }

    .form-icon.edit {
      background: var(--_color-accent-soft);
      color: var(--_color-accent-text);
    }

    /* The mark of a changed field is outside the column. */
    .fields {
      display: grid;
      gap: var(--_space-4) var(--_space-5);
      align-items: start;
      margin-inline-start: calc(-1 * var(--_space-3) - 3px);
    }

    .edit-field {
      display: grid;
      gap: var(--_space-1);
      min-inline-size: 0;
      padding-inline-start: var(--_space-3);
      border-inline-start: 3px solid transparent;
    }

    .edit-field.changed {
      border-inline-start-color: var(--_color-accent);
    }

    .field {
      min-inline-size: 0;
    }

    .offers {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-2);
    }

    .offer {
      max-inline-size: 100%;
      min-block-size: 1.75rem;
      padding: 0 var(--_space-2);
      border: 1px solid var(--_color-border-strong);
      border-radius: var(--_radius-s);
      background: var(--_color-surface);
      color: inherit;
      font: inherit;
      font-size: var(--_font-size-s);
      text-align: start;
      overflow-wrap: anywhere;
      cursor: pointer;
    }

    .offer:hover {
      background: var(--_color-hover);
    }

    .offer-source {
      color: var(--_color-text-muted);
    }

    .offer mark {
      border-block-end: 2px solid var(--_color-danger);
      background: none;
      color: var(--_color-danger);
      font-weight: 700;
    }

    .field-notes {
      display: grid;
      gap: var(--_space-1);
      font-size: var(--_font-size-s);
      overflow-wrap: anywhere;
    }

    .field-notes:not(:has(*)) {
      display: none;
    }

    .field-hint,
    .field-was {
      color: var(--_color-text-muted);
    }

    .draft,
    .unchanged {
      padding: var(--_space-2) var(--_space-3);
      border-radius: var(--_radius-s);
      background: var(--_color-accent-soft);
    }

    .review {
      display: grid;
      gap: var(--_space-2);
    }

    .review:focus-visible {
      outline-offset: var(--_space-1);
    }

    .review-title {
      margin: 0;
      font-size: var(--_font-size);
      font-weight: 650;
    }

    .changes {
      margin: 0;
    }

    .change {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 3fr);
      gap: var(--_space-1) var(--_space-4);
      padding-block: var(--_space-2);
      border-block-start: 1px solid var(--_color-border);
    }

    .change dt {
      color: var(--_color-text-muted);
    }

    .change dd {
      min-inline-size: 0;
      margin: 0;
    }

    .discard {
      margin-inline-end: auto;
    }

    @container (inline-size >= 36rem) {
      .fields {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }
    }

    @container (inline-size < 36rem) {
      .change {
        grid-template-columns: 1fr;
        gap: 0;
      }
    }

    @media (width < 40rem) {
      .form-footer .discard {
        flex-basis: 100%;
      }
    }

    @media (forced-colors: active) {
      .offer mark {
        border-color: Highlight;
        color: Highlight;
      }

      .edit-field.changed {
        border-inline-start-color: Highlight;
      }
    }
  `,
];
