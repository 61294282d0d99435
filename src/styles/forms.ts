import { css } from 'lit';

/**
 * What panels, dialogs and forms need besides `buttonStyles` and `fieldStyles`, and a list does not:
 * `<button class="button primary">`, also `danger`; `<textarea class="field">`; fields that are wrong
 * or cannot be changed.
 */
export const formStyles = css`
  .button.primary {
    border-color: transparent;
    background: var(--_color-accent);
    color: var(--_color-on-accent);
  }

  .button.danger {
    border-color: transparent;
    background: var(--_color-danger);
    color: var(--_color-on-danger);
  }

  .button.primary:hover,
  .button.danger:hover {
    filter: brightness(1.1);
  }

  textarea.field {
    min-block-size: 6rem;
    resize: vertical;
  }

  .field[readonly] {
    background: var(--_color-surface-sunken);
  }

  .field[aria-invalid='true'] {
    border-color: var(--_color-danger);
  }
`;
