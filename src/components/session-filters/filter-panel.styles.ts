import { css, type CSSResult } from 'lit';

import { panelStyles } from '../../ui/panel.js';

export const styles: CSSResult[] = [
  panelStyles,
  css`
    .groups {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(min(10rem, 100%), 1fr));
      gap: var(--_space-4);
    }

    .wide {
      grid-column: 1 / -1;
    }

    .hint {
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
  `,
];
