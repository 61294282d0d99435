import { css } from 'lit';

/** The bar with the buttons. */
export const actionStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    gap: var(--_space-3);
    padding-block: var(--_space-3);
    border-block-start: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .actions .button {
    min-inline-size: 8.5rem;
  }

  .actions.open {
    position: sticky;
    inset-block-end: 0;
    z-index: 2;
  }

  /* Nothing but what the host puts there. */
  .actions.bare {
    padding: 0;
    border: 0;
  }

  .button.reject {
    border-color: var(--_color-danger);
    background: var(--_color-surface);
    color: var(--_color-danger);
  }

  .button.reject:hover {
    background: var(--_color-danger-soft);
  }

  .explanation {
    display: flex;
    align-items: start;
    gap: var(--_space-2);
    margin: 0;
    margin-inline-end: auto;
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
  }

  @container (inline-size < 32rem) {
    .actions .button {
      flex: 1 1 auto;
      min-inline-size: min-content;
      padding-inline: var(--_space-2);
    }
  }
`;
