import { css } from 'lit';

/** Buttons: `<button class="button">`, with `quiet` or `icon`. See `forms.ts` for others. */
export const buttonStyles = css`
  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: var(--_space-2);
    min-block-size: var(--_control-height);
    min-inline-size: var(--_control-height);
    padding: var(--_space-1) var(--_space-4);
    border: 1px solid var(--_color-border-strong);
    border-radius: var(--_radius-s);
    background: var(--_color-surface-raised);
    color: var(--_color-text);
    font: inherit;
    font-weight: 600;
    line-height: 1.25;
    cursor: pointer;
    transition:
      background-color 120ms,
      border-color 120ms;
  }

  .button:hover {
    background: var(--_color-hover);
  }

  .button.quiet,
  .button.icon {
    border-color: transparent;
    background: transparent;
  }

  .button.icon {
    padding: var(--_space-1);
    color: var(--_color-text-muted);
  }

  .button.quiet:hover,
  .button.icon:hover {
    background: var(--_color-hover);
    color: var(--_color-text);
  }

  .button:disabled,
  .button[aria-disabled='true'] {
    opacity: 0.55;
    cursor: not-allowed;
  }

  @media (forced-colors: active) {
    .button {
      border-color: ButtonText;
    }

    .button:disabled,
    .button[aria-disabled='true'] {
      border-color: GrayText;
      color: GrayText;
      opacity: 1;
    }
  }
`;

/** Text fields: `<input class="field">`. */
export const fieldStyles = css`
  .field {
    inline-size: 100%;
    min-block-size: var(--_control-height);
    padding: var(--_space-2) var(--_space-3);
    border: 1px solid var(--_color-border-strong);
    border-radius: var(--_radius-s);
    background: var(--_color-surface);
    color: inherit;
    font: inherit;
  }

  .field::placeholder {
    color: var(--_color-text-muted);
    opacity: 1;
  }
`;

/** Short labels of a state: `<span class="tag success">`, also `warning` and `danger`. */
export const tagStyles = css`
  .tag {
    display: inline-flex;
    align-items: center;
    gap: var(--_space-1);
    padding: 0.125rem var(--_space-2);
    border: 1px solid transparent;
    border-radius: var(--_radius-pill);
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 600;
    line-height: 1.4;
  }

  .tag.success {
    background: var(--_color-success-soft);
    color: var(--_color-success);
  }

  .tag.warning {
    background: var(--_color-warning-soft);
    color: var(--_color-warning);
  }

  .tag.danger {
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
  }

  @media (forced-colors: active) {
    .tag {
      border-color: currentcolor;
    }
  }
`;
