import { css } from 'lit';

import { beforeAfterStyles } from '../../ui/before-after.js';
import { clientValueStyles } from '../../ui/client-value.js';

export const styles = [
  clientValueStyles,
  beforeAfterStyles,
  css`
    .dialog {
      --_dialog-size: 46rem;
    }

    .form-icon.edit {
      background: var(--_color-accent-soft);
      color: var(--_color-accent);
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

    @media (width >= 40rem) {
      .fields {
        grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      }
    }

    @media (width < 40rem) {
      .change {
        grid-template-columns: 1fr;
        gap: 0;
      }

      .form-footer .discard {
        flex-basis: 100%;
      }
    }

    @media (forced-colors: active) {
      .edit-field.changed {
        border-inline-start-color: Highlight;
      }
    }
  `,
];
