import { css } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';
import { formStyles } from '../../styles/forms.js';
import { messageStyles } from '../../ui/message-panel.js';

export const styles = [
  buttonStyles,
  fieldStyles,
  formStyles,
  tagStyles,
  messageStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .part {
      display: grid;
      gap: var(--_space-4);
    }

    .part > * {
      min-inline-size: 0;
    }

    p {
      margin: 0;
    }

    .none,
    .time,
    .hints {
      color: var(--_color-text-muted);
    }

    .time,
    .hints {
      font-size: var(--_font-size-s);
    }

    .notes {
      display: grid;
      gap: var(--_space-4);
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .note {
      min-inline-size: 0;
      padding-inline-start: var(--_space-3);
      border-inline-start: 3px solid var(--_color-border);
    }

    .note-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
    }

    .author {
      min-inline-size: 0;
      font-weight: 600;
      overflow-wrap: anywhere;
    }

    .note-text {
      margin-block-start: var(--_space-1);
      white-space: pre-wrap;
      overflow-wrap: anywhere;
    }

    /* Stacked combining marks must not cover other lines. */
    .author,
    .note-text {
      overflow: clip;
      overflow-clip-margin: 0.375rem;
    }

    .form {
      display: grid;
      justify-items: start;
      gap: var(--_space-1);
    }

    .label {
      font-weight: 600;
    }

    .hints {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 var(--_space-4);
      inline-size: 100%;
    }

    .fault {
      color: var(--_color-danger);
    }

    .form .button {
      margin-block-start: var(--_space-1);
    }

    .message {
      inline-size: 100%;
      margin-block-start: var(--_space-1);
    }

    @container (inline-size < 24rem) {
      .form .button {
        inline-size: 100%;
      }
    }
  `,
];
