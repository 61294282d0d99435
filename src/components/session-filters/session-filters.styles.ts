import { css, type CSSResult } from 'lit';

import { buttonStyles, fieldStyles } from '../../styles/controls.js';
import { partStyles } from '../../ui/part.js';

export const styles: CSSResult[] = [
  buttonStyles,
  fieldStyles,
  partStyles,
  css`
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2) var(--_space-3);
    }
  `,
];
