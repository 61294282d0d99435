import { css } from 'lit';

/** The dialog in which photos are enlarged. */
export const photoDialogStyles = css`
  .viewer {
    inline-size: min(96vi, 72rem);
    max-inline-size: none;
    max-block-size: none;
    padding: 0;
    border: 0;
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    color: inherit;
    box-shadow: var(--_shadow);
  }

  .viewer::backdrop {
    background: var(--_color-backdrop);
  }

  .viewer[open] {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
    block-size: 94dvb;
  }

  .viewer-head {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding: var(--_space-2) var(--_space-4);
    border-block-end: 1px solid var(--_color-border);
  }

  .viewer-head .section-title {
    margin: 0;
  }

  .viewer kv-photo-viewer {
    block-size: 100%;
    padding: var(--_space-3);
    overflow: auto;
  }
`;
