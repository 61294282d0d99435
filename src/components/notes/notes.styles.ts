import { css } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';

export const styles = [
  buttonStyles,
  fieldStyles,
  tagStyles,
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

    /* Piled-up combining characters stay in their own line. */
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

    .missing {
      color: var(--_color-danger);
    }

    .form .button {
      margin-block-start: var(--_space-1);
    }

    .problem {
      display: flex;
      gap: var(--_space-3);
      inline-size: 100%;
      margin-block-start: var(--_space-1);
      padding: var(--_space-3) var(--_space-4);
      border: 1px solid color-mix(in srgb, var(--_color-warning) 30%, transparent);
      border-radius: var(--_radius-m);
      background: var(--_color-warning-soft);
      overflow-wrap: anywhere;
    }

    .problem > .icon {
      flex: none;
      margin-block-start: 0.125rem;
    }

    .problem > .icon,
    .problem-title {
      color: var(--_color-warning);
    }

    .problem-title {
      font-weight: 600;
    }

    .problem-content,
    #problem-text {
      display: grid;
      gap: var(--_space-1);
      min-inline-size: 0;
    }

    @container (inline-size < 24rem) {
      .form .button {
        inline-size: 100%;
      }
    }
  `,
];
