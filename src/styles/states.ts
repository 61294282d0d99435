import { css } from 'lit';

/** A photo that failed. */
export const markStyles = css`
  .mark {
    position: absolute;
    inset-block-end: 0;
    inset-inline-end: 0;
    display: grid;
    padding: 1px;
    border-start-start-radius: var(--_radius-s);
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
    font-size: 0.75rem;
  }
`;
