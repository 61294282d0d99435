import { css } from 'lit';

import { dialogStyles } from '../../ui/dialog-styles.js';

export const styles = [
  ...dialogStyles,
  css`
    .dialog {
      --_dialog-size: 48rem;
    }

    .title-icon {
      display: grid;
      color: var(--_color-text-muted);
      font-size: 1.25rem;
    }

    .switch {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 2rem;
      font-weight: 600;
      cursor: pointer;
    }

    .switch input {
      flex: none;
      inline-size: 1.125rem;
      block-size: 1.125rem;
      margin: 0;
      accent-color: var(--_color-accent);
    }

    .groups {
      columns: 2 17rem;
      column-gap: var(--_space-5);
    }

    .groups section {
      margin-block-end: var(--_space-4);
      break-inside: avoid;
    }

    .groups.off section:not(.always) {
      color: var(--_color-text-muted);
    }

    .group-title {
      margin: 0 0 var(--_space-1);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 650;
    }

    .keys {
      margin: 0;
    }

    .entry {
      display: flex;
      align-items: baseline;
      justify-content: space-between;
      gap: var(--_space-1) var(--_space-4);
      padding-block: var(--_space-1);
    }

    .entry + .entry {
      border-block-start: 1px solid var(--_color-border);
    }

    .entry dt {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    .entry dd {
      flex: none;
      margin: 0;
    }

    kbd {
      display: inline-block;
      min-inline-size: 1.75rem;
      padding: 0 var(--_space-2);
      border: 1px solid var(--_color-border-strong);
      border-block-end-width: 2px;
      border-radius: var(--_radius-s);
      background: var(--_color-surface-sunken);
      color: var(--_color-text);
      font-family: var(--_font-family-mono);
      font-size: var(--_font-size-s);
      line-height: 1.6;
      text-align: center;
    }
  `,
];
