import { css } from 'lit';

export const styles = css`
  .title {
    font-weight: 650;
  }

  .color {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
  }

  .color .field {
    flex: 1 1 8rem;
    max-inline-size: 12rem;
  }

  .color input[type='color'] {
    inline-size: 3.5rem;
    block-size: var(--_control-height);
    padding: 2px;
    border: 1px solid var(--_color-border-strong);
    border-radius: var(--_radius-s);
    background: var(--_color-surface);
  }

  .contrast,
  .preview,
  .logo-setting {
    display: grid;
    gap: var(--_space-2);
    min-inline-size: 0;
    justify-items: start;
  }

  .failed {
    color: var(--_color-danger);
    font-weight: 600;
  }

  .pairs {
    margin: 0;
    padding-inline-start: var(--_space-4);
  }

  .swatch {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    border: 1px solid var(--_color-border-strong);
    border-radius: var(--_radius-s);
  }

  .logo-place {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2) var(--_space-3);
    inline-size: 100%;
    padding: var(--_space-3);
    border: 1px dashed var(--_color-border-strong);
    border-radius: var(--_radius-m);
  }

  .logo-place.over {
    border-style: solid;
    border-color: var(--_color-accent);
    background: var(--_color-accent-soft);
  }

  .logo-image {
    max-inline-size: 10rem;
    max-block-size: 3rem;
    object-fit: contain;
  }

  .logo-mine {
    display: grid;
    gap: var(--_space-1);
    justify-items: start;
    margin: 0;
  }

  .panes {
    display: grid;
    gap: var(--_space-4);
    inline-size: 100%;
  }

  .pane {
    display: grid;
    gap: var(--_space-2);
    min-inline-size: 0;
    margin: 0;
    padding: var(--_space-3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    color: var(--_color-text);
    font-family: var(--_font-family);
  }

  .pane.light {
    color-scheme: light;
  }

  .pane.dark {
    color-scheme: dark;
  }

  .sample {
    display: grid;
    gap: var(--_space-2);
    min-inline-size: 0;
  }

  .sample kv-session-list {
    block-size: 15rem;
  }

  .buttons {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
  }
`;
