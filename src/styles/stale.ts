import { css } from 'lit';

/** Content that is out of date. */
export const staleStyles = css`
  .stale {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    padding: var(--_space-2) var(--_space-4);
    border-radius: var(--_radius-s);
    background: var(--_color-warning-soft);
    color: var(--_color-warning);
  }
`;
