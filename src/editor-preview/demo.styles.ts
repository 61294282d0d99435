import { css } from 'lit';

/** The mark stays in view, because a screenful of people who look real must never be without it. */
export const demoStyles = css`
  :host {
    position: sticky;
    z-index: 10;
    inset-block-start: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0 var(--_space-2);
    padding: var(--_space-1) var(--_space-3);
    border-block-end: 1px solid currentcolor;
    background: var(--_color-warning-soft);
    color: var(--_color-warning);
    font-family: var(--_font-family);
    font-size: var(--_font-size);
    line-height: 1.5;
  }
`;
