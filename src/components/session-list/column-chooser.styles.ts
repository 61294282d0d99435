import { css, type CSSResult } from 'lit';

import { formStyles } from '../../styles/forms.js';
import { panelStyles } from '../../ui/panel.js';

export const styles: CSSResult[] = [
  formStyles,
  panelStyles,
  css`
    .choices {
      columns: 9rem;
    }

    .choices + .hint {
      margin-block: var(--_space-2) 0;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }
  `,
];
