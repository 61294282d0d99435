import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';

export const styles = [
  buttonStyles,
  css`
    :host {
      text-align: end;
    }

    .download {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: end;
      gap: var(--_space-2) var(--_space-3);
    }

    progress {
      inline-size: 6rem;
      accent-color: var(--_color-accent);
    }

    .in-doubt {
      margin-block: var(--_space-2) 0;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .message {
      display: flex;
      align-items: start;
      gap: var(--_space-2);
      margin: 0;
      color: var(--_color-danger);
      font-size: var(--_font-size-s);
      overflow-wrap: anywhere;
    }
  `,
];
