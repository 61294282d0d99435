import { css, type CSSResult } from 'lit';

import { detailTokens } from '../styles/detail-tokens.js';
import { formStyles } from '../styles/forms.js';
import { panelStyles } from './panel.js';

export const filterPanelStyles: CSSResult[] = [
  detailTokens,
  formStyles,
  panelStyles,
  css`
    .filter-count {
      min-inline-size: 1.25rem;
      padding-inline: 0.375rem;
      border-radius: var(--_radius-pill);
      background: var(--_color-accent);
      color: var(--_color-on-accent);
      font-size: var(--_font-size-s);
    }

    .groups {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
      gap: var(--_space-4);
    }

    fieldset.wide {
      grid-column: 1 / -1;
    }

    .groups .hint {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .days {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(8.5rem, 100%), 1fr));
      gap: var(--_space-2) var(--_space-3);
      margin-block: var(--_space-1);
    }

    .day {
      display: grid;
      gap: var(--_space-1);
      font-size: var(--_font-size-s);
    }

    .day .field {
      min-inline-size: 0;
      font-size: var(--_font-size);
    }

    .problem {
      margin-block: var(--_space-1) 0;
      color: var(--_color-danger);
      font-size: var(--_font-size-s);
    }

    .chips {
      display: flex;
      flex: 1 0 100%;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2);
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .chips li {
      max-inline-size: 100%;
    }

    .chip {
      display: inline-flex;
      align-items: center;
      gap: var(--_space-1);
      max-inline-size: 100%;
      min-block-size: 2rem;
      padding-block: var(--_space-1);
      padding-inline: var(--_space-3) var(--_space-2);
      border: 1px solid var(--_color-accent);
      border-radius: var(--_radius-pill);
      background: var(--_color-accent-soft);
      color: var(--_color-text);
      font: inherit;
      font-size: var(--_font-size-s);
      text-align: inherit;
      cursor: pointer;
    }

    .chip:hover {
      border-color: var(--_color-text);
    }

    .chip .icon {
      inline-size: 1rem;
      block-size: 1rem;
      color: var(--_color-text-muted);
    }

    .chips .button {
      min-block-size: 2rem;
      padding-inline: var(--_space-2);
      color: var(--_color-accent-text);
      font-size: var(--_font-size-s);
    }
  `,
];
