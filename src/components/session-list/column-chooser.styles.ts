import { css, type CSSResult } from 'lit';

import { panelStyles } from '../../ui/panel.js';

export const styles: CSSResult[] = [
  panelStyles,
  css`
    .choices {
      columns: 9rem;
    }

    .hint {
      margin-block: var(--_space-2) 0;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }
  `,
];
