import { css } from 'lit';

export const gridHeadStyles = css`
  .head-group {
    position: sticky;
    inset-block-start: 0;
    z-index: 2;
  }

  .head {
    block-size: calc(var(--_head-height) + 1px);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 600;
  }

  .sort-button {
    position: relative;
    display: inline-flex;
  }

  .sort-button .icon {
    inline-size: 0.9375rem;
    block-size: 0.9375rem;
    opacity: 0;
  }

  /* In the gap beside the column, so that it takes no room from the label. */
  .sort-button:not(.sorted) .icon {
    position: absolute;
    inset-inline-start: calc(100% - var(--_space-2));
  }

  .sort-button:hover,
  .sort-button.sorted {
    color: var(--_color-text);
  }

  .sort-button:hover {
    background: var(--_color-hover);
  }

  .sort-button:is(:hover, :focus-visible) .icon {
    opacity: 0.5;
  }

  .sort-button.sorted .icon {
    opacity: 1;
  }
`;
