import { css } from 'lit';

/** The design tokens of dialogs, of the parts of a session, and of what floats above a list. */
export const detailTokens = css`
  :host {
    /* Text on a button that rejects or removes. */
    --_color-on-danger: var(--kv-color-on-danger, light-dark(#ffffff, #2d0805));
    /* The chosen group of rejection reasons: blue, whatever the accent is. */
    --_color-group: var(--kv-color-group, light-dark(#1d4ed8, #8fb2ff));
    /* The background of a chosen reason. */
    --_color-group-soft: var(--kv-color-group-soft, light-dark(#e7edfd, #1d2b4d));
    /* Text on the chosen group. */
    --_color-on-group: var(--kv-color-on-group, light-dark(#ffffff, #0a1430));
    /* What covers the page behind a dialog. */
    --_color-backdrop: var(--kv-color-backdrop, rgb(10 14 22 / 55%));
    /* Below menus and hints. */
    --_shadow-small: var(--kv-shadow-small, 0 0.25rem 1rem rgb(10 20 40 / 18%));
    /* Below dialogs. */
    --_shadow: var(--kv-shadow, 0 1rem 3rem rgb(10 20 40 / 25%));
    /* Around the content of a dialog. */
    --_space-5: var(--kv-space-5, 1.5rem);
    /* The machine-readable zone, ids and keys. */
    --_font-family-mono: var(
      --kv-font-family-mono,
      ui-monospace,
      'SF Mono',
      'Cascadia Mono',
      'Noto Sans Mono',
      monospace
    );
    /* The name of the client, and titles of dialogs. */
    --_font-size-xl: var(--kv-font-size-xl, 1.375rem);
  }
`;
