import { css } from 'lit';

/** The bar with the buttons. */
export const actionStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: end;
    order: 1;
    gap: var(--_space-2) var(--_space-3);
    padding-block: var(--_space-2);
    border-block-start: 1px solid var(--_color-border);
    background: var(--_color-surface);
  }

  .actions.open {
    position: sticky;
    inset-block-end: 0;
    z-index: 3;
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
    line-height: 1.35;
  }

  @container (inline-size < 32rem) {
    .actions {
      gap: var(--_space-2);
    }

    .actions .button {
      flex: 1 1 auto;
      min-inline-size: min-content;
      padding-inline: var(--_space-2);
    }

    .actions .button.edit {
      flex: none;
      min-inline-size: var(--_control-height);
    }

    .edit-label {
      position: absolute;
      inline-size: 1px;
      block-size: 1px;
      overflow: hidden;
      clip-path: inset(50%);
      white-space: nowrap;
    }
  }

  @container (inline-size >= 62rem) {
    .actions,
    .actions.open {
      position: static;
      flex: 0 1 auto;
      order: 0;
      gap: var(--_space-2);
      max-inline-size: 60%;
      padding: 0;
      border: 0;
    }

    .actions .button {
      padding-inline: var(--_space-3);
    }

    .explanation {
      max-inline-size: 18rem;
    }
  }

  @media (height < 30rem) {
    .actions.open {
      position: static;
    }
  }
`;
