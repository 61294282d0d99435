import { css } from 'lit';

export const toolbarStyles = css`
  .toolbar {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
  }

  .search {
    position: relative;
    flex: 1 1 16rem;
    max-inline-size: 28rem;
  }

  .search > svg {
    position: absolute;
    inset-block: 0;
    inset-inline-start: var(--_space-3);
    margin-block: auto;
    color: var(--_color-text-muted);
    pointer-events: none;
  }

  .search .field {
    padding-inline: 2.625rem var(--_control-height);
    text-overflow: ellipsis;
    appearance: none;
  }

  .search .field::-webkit-search-cancel-button {
    display: none;
  }

  .clear {
    position: absolute;
    inset-block: 0;
    inset-inline-end: 0;
  }

  .total {
    margin-inline-start: auto;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-variant-numeric: tabular-nums;
    white-space: nowrap;
  }

  .sort {
    display: none;
  }

  .sort .field {
    padding-inline-end: var(--_space-2);
    text-overflow: ellipsis;
  }

  /* The page does not offer exports. */
  kv-export-csv:not(:defined) {
    display: none;
  }

  .busy .icon {
    animation: turn 900ms linear infinite;
  }

  @keyframes turn {
    to {
      transform: rotate(1turn);
    }
  }

  @container (inline-size < 56rem) {
    .sort {
      display: block;
      min-block-size: var(--_control-height);
      min-inline-size: 8rem;
    }

    .columns {
      display: none;
    }
  }

  @container (inline-size < 40rem) {
    .toolbar .search {
      flex-basis: 100%;
      max-inline-size: none;
    }

    .total {
      margin-inline: 0 auto;
    }

    .sort {
      flex: 1 1 8rem;
      max-inline-size: 12rem;
    }
  }
`;
