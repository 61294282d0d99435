import { css, type CSSResult } from 'lit';

import { buttonStyles, fieldStyles } from '../../styles/controls.js';
import { partStyles } from '../../ui/part.js';

/** How many filters are in use, in the button that opens them. */
export const filterCountStyles = css`
  .filter-count {
    min-inline-size: 1.25rem;
    padding-inline: 0.375rem;
    border-radius: var(--_radius-pill);
    background: var(--_color-accent);
    color: var(--_color-on-accent);
    font-size: var(--_font-size-s);
  }
`;

export const styles: CSSResult[] = [
  buttonStyles,
  fieldStyles,
  partStyles,
  filterCountStyles,
  css`
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2) var(--_space-3);
    }
  `,
];
