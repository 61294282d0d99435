import { css } from 'lit';

/** The design tokens of dialogs, of the parts of a session, and of what floats above a list. */
export const detailTokens = css`
  :host {
    --_color-on-danger: var(--kv-color-on-danger, light-dark(#ffffff, #2d0805));
    --_color-backdrop: var(--kv-color-backdrop, rgb(10 14 22 / 55%));
    --_shadow-small: var(--kv-shadow-small, 0 0.25rem 1rem rgb(10 20 40 / 18%));
    --_shadow: var(--kv-shadow, 0 1rem 3rem rgb(10 20 40 / 25%));
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
