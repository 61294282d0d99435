import { css } from 'lit';

import { searchChoiceStyles } from '../../ui/search-choice.js';

export const styles = [
  searchChoiceStyles,
  css`
    .countries {
      display: grid;
      gap: 0;
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .country {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      gap: var(--_space-1) var(--_space-3);
      align-items: start;
      margin-inline-start: calc(-1 * var(--_space-3) - 3px);
      padding-block: var(--_space-3);
      padding-inline-start: var(--_space-3);
      border-block-start: 1px solid var(--_color-border);
      border-inline-start: 3px solid transparent;
      overflow-wrap: anywhere;
    }

    .country.changed {
      border-inline-start-color: var(--_color-accent);
    }

    .country-name {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
      min-block-size: var(--_control-height);
      font-weight: 600;
    }

    .country-code {
      color: var(--_color-text-muted);
      font-family: var(--_font-family-mono);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }

    .country del {
      color: var(--_color-text-muted);
    }

    .country-body {
      display: grid;
      grid-column: 1 / -1;
      gap: var(--_space-1);
    }

    .checks {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-5);
    }

    .check {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: var(--_control-height);
      cursor: pointer;
    }

    .check input {
      flex: none;
      inline-size: 1.25rem;
      block-size: 1.25rem;
      margin: 0;
      accent-color: var(--_color-accent);
      cursor: inherit;
    }

    .empty {
      padding: var(--_space-5) var(--_space-4);
      border: 1px dashed var(--_color-border-strong);
      border-radius: var(--_radius-m);
      text-align: center;
    }

    .empty-title {
      font-weight: 600;
    }

    @media (forced-colors: active) {
      .country {
        border-inline-start-color: Canvas;
      }

      .country.changed {
        border-inline-start-color: Highlight;
      }
    }
  `,
];
