import { css } from 'lit';

/** What several elements show alike: a photo that failed, and content that is out of date. */
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
