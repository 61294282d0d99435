import { css } from 'lit';

/** The design tokens of dialogs and of the parts of a session. */
export const detailTokens = css`
  :host {
    --_color-on-danger: var(--kv-color-on-danger, light-dark(#ffffff, #2d0805));
    --_color-backdrop: var(--kv-color-backdrop, rgb(10 14 22 / 55%));
    --_space-5: var(--kv-space-5, 1.5rem);
    --_font-family-mono: var(
      --kv-font-family-mono,
      ui-monospace,
      'SF Mono',
      'Cascadia Mono',
      'Noto Sans Mono',
      monospace
    );
    --_font-size-xl: var(--kv-font-size-xl, 1.375rem);
  }
`;
