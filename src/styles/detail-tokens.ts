import { css } from 'lit';

/** The design tokens of dialogs, of the parts of a session, and of what floats above a list. */
export const detailTokens = css`
  :host {
    --_color-on-danger: var(--kv-color-on-danger, light-dark(#ffffff, #2d0805));
    /* Blue, whatever the accent of the brand is: the chosen group of rejection reasons. */
    --_color-group: var(--kv-color-group, light-dark(#1d4ed8, #8fb2ff));
    --_color-group-soft: var(--kv-color-group-soft, light-dark(#e7edfd, #1d2b4d));
    --_color-on-group: var(--kv-color-on-group, light-dark(#ffffff, #0a1430));
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
