import { css } from 'lit';

import { beforeAfterStyles } from '../../ui/before-after.js';

export const styles = [
  beforeAfterStyles,
  css`
    .form-icon.screening {
      background: var(--_color-accent-soft);
      color: var(--_color-accent-text);
    }

    .entry {
      display: grid;
      gap: var(--_space-1);
      padding: var(--_space-2) var(--_space-3);
      border-radius: var(--_radius-s);
      background: var(--_color-surface-sunken);
      overflow-wrap: anywhere;
    }

    .entry-name {
      font-weight: 600;
    }

    .entry-list {
      color: var(--_color-text-muted);
    }
  `,
];
