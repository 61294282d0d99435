import { css, type CSSResult } from 'lit';

import { fieldStyles } from '../../styles/controls.js';
import { formStyles } from '../../styles/forms.js';

export const claimDialogStyles: CSSResult[] = [
  fieldStyles,
  formStyles,
  css`
    .claim-dialog {
      inline-size: min(100% - 2rem, 30rem);
      max-inline-size: none;
      padding: var(--_space-5);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
      color: var(--_color-text);
      font-size: var(--_font-size);
      text-align: inherit;
      box-shadow: var(--_shadow);
    }

    .claim-dialog::backdrop {
      background: var(--_color-backdrop);
    }

    .claim-form {
      display: grid;
      gap: var(--_space-2);
    }

    .claim-form > * {
      margin: 0;
    }

    .claim-form label {
      font-weight: 600;
    }

    .claim-wait {
      color: var(--_color-text-muted);
    }

    .claim-form .retry {
      justify-self: start;
    }

    .claim-form select.field {
      min-inline-size: 0;
      max-inline-size: 100%;
      text-overflow: ellipsis;
    }

    .claim-end {
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
      gap: var(--_space-2);
      margin-block-start: var(--_space-2);
    }
  `,
];
