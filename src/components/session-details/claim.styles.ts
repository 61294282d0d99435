import { css, type CSSResult } from 'lit';

import { fieldStyles } from '../../styles/controls.js';
import { formStyles } from '../../styles/forms.js';

export const claimStyles: CSSResult[] = [
  fieldStyles,
  formStyles,
  css`
    .claim {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
      min-inline-size: 0;
    }

    .claim-text,
    .claim-loss {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-inline-size: 0;
      margin: 0;
      font-size: var(--_font-size-s);
      line-height: 1.35;
      overflow-wrap: anywhere;
    }

    .claim-text {
      color: var(--_color-text-muted);
    }

    .claim.other .claim-text {
      color: var(--_color-warning);
      font-weight: 600;
    }

    .claim-loss {
      flex-basis: 100%;
      color: var(--_color-danger);
      font-weight: 600;
    }

    .claim-loss:empty {
      display: none;
    }

    .take-over {
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

    .take-over::backdrop {
      background: var(--_color-backdrop);
    }

    .take-over-form {
      display: grid;
      gap: var(--_space-2);
    }

    .take-over-form > * {
      margin: 0;
    }

    .take-over-form label {
      font-weight: 600;
    }

    .take-over-end {
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
      gap: var(--_space-2);
      margin-block-start: var(--_space-2);
    }
  `,
];
