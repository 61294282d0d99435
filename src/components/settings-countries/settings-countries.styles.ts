import { css } from 'lit';

import { searchChoiceStyles } from '../../ui/search-choice.js';

export const styles = [
  searchChoiceStyles,
  css`
    .countries {
      display: grid;
      margin: 0;
      padding: 0;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      list-style: none;
    }

    .country {
      display: grid;
      grid-template: 'name checks delete' 'effect effect effect' / minmax(0, 1fr) auto auto;
      align-items: center;
      gap: 0 var(--_space-4);
      padding: var(--_space-2) var(--_space-4);
      overflow-wrap: anywhere;
    }

    .country + .country {
      border-block-start: 1px solid var(--_color-border);
    }

    .country-name {
      display: flex;
      grid-area: name;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
      min-inline-size: 0;
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

    .country .delete {
      grid-area: delete;
      margin-inline-end: calc(-1 * var(--_space-2));
    }

    .country .consequence {
      grid-area: effect;
      padding-block-end: var(--_space-1);
    }

    .country > .field-error,
    .country > .saved {
      grid-column: 1 / -1;
      margin-block: var(--_space-1);
    }

    .checks {
      display: flex;
      grid-area: checks;
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

    @container (inline-size < 34rem) {
      .country {
        grid-template: 'name name' 'checks checks' 'effect delete' / minmax(0, 1fr) auto;
      }
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
  `,
];
