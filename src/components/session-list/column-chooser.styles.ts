import { css, type CSSResult } from 'lit';

import { detailTokens } from '../../styles/detail-tokens.js';
import { formStyles } from '../../styles/forms.js';
import { panelStyles } from '../../ui/panel.js';

export const styles: CSSResult[] = [
  detailTokens,
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
