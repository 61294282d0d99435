import { css } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../styles/controls.js';
import { detailTokens } from '../styles/detail-tokens.js';
import { formStyles } from '../styles/forms.js';
import { messageStyles } from './message-panel.js';

/** A modal form: centred on large screens, a sheet at the bottom of small ones. */
export const dialogStyles = [
  detailTokens,
  buttonStyles,
  fieldStyles,
  formStyles,
  tagStyles,
  messageStyles,
  css`
    :host {
      display: contents;
    }

    .dialog {
      inline-size: min(100% - 2rem, var(--_dialog-size, 34rem));
      max-inline-size: none;
      max-block-size: min(100dvb - 2rem, 52rem);
      margin: auto;
      padding: 0;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
      color: var(--_color-text);
      font-family: var(--_font-family);
      font-size: var(--_font-size);
      line-height: 1.5;
      text-align: inherit;
      box-shadow: var(--_shadow);
      overflow: hidden;
    }

    .dialog[open] {
      display: flex;
      animation: appear 140ms ease-out;
    }

    .dialog::backdrop {
      background: var(--_color-backdrop);
    }

    @keyframes appear {
      from {
        transform: translateY(0.5rem);
      }
    }

    .form {
      display: flex;
      flex-direction: column;
      flex: 1;
      min-inline-size: 0;
      min-block-size: 0;
    }

    .form-header {
      display: flex;
      align-items: center;
      gap: var(--_space-3);
      padding: var(--_space-4) var(--_space-5) var(--_space-2);
    }

    .form-icon {
      display: grid;
      place-items: center;
      flex: none;
      inline-size: 2.25rem;
      block-size: 2.25rem;
      border-radius: 50%;
    }

    .form-icon.verify {
      background: var(--_color-success-soft);
      color: var(--_color-success);
    }

    .form-icon.reject {
      background: var(--_color-danger-soft);
      color: var(--_color-danger);
    }

    .form-title {
      flex: 1;
      min-inline-size: 0;
      margin: 0;
      font-size: var(--_font-size-l);
      font-weight: 650;
      line-height: 1.3;
    }

    .form-body {
      display: grid;
      gap: var(--_space-4);
      flex: 1;
      min-inline-size: 0;
      min-block-size: 0;
      align-content: start;
      padding: var(--_space-1) var(--_space-5) var(--_space-4);
      overflow-y: auto;
      overscroll-behavior: contain;
    }

    .form-body > * {
      min-inline-size: 0;
    }

    .form-body p {
      margin: 0;
    }

    .form-footer {
      display: flex;
      flex-wrap: wrap;
      justify-content: end;
      gap: var(--_space-2);
      padding: var(--_space-3) var(--_space-5);
      border-block-start: 1px solid var(--_color-border);
    }

    .subject {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-3);
      padding: var(--_space-2) var(--_space-3);
      border-radius: var(--_radius-s);
      background: var(--_color-surface-sunken);
      overflow-wrap: anywhere;
    }

    .subject-name {
      font-weight: 600;
    }

    .subject-number,
    .final,
    .optional,
    .hint,
    .note-hints {
      color: var(--_color-text-muted);
    }

    .label {
      display: block;
      padding: 0;
      font-weight: 600;
    }

    .optional {
      font-weight: 400;
    }

    .note-field {
      display: grid;
      gap: var(--_space-1);
    }

    .field-error {
      display: flex;
      gap: var(--_space-2);
      color: var(--_color-danger);
      font-weight: 600;
    }

    .field-error:not(:has(*)) {
      display: none;
    }

    .field-error span {
      min-inline-size: 0;
    }

    .note-hints {
      display: flex;
      flex-wrap: wrap;
      justify-content: space-between;
      gap: 0 var(--_space-4);
      font-size: var(--_font-size-s);
    }

    @media (width < 40rem) {
      .dialog {
        inline-size: 100%;
        max-block-size: calc(100dvb - 1rem);
        margin-block-end: 0;
        border-block-end: 0;
        border-end-start-radius: 0;
        border-end-end-radius: 0;
      }

      .form-header,
      .form-body,
      .form-footer {
        padding-inline: var(--_space-4);
      }

      .form-footer .button {
        flex: 1 1 auto;
      }
    }

    /* In a low window, at 400 % for example, header and footer leave no room for the content. */
    @media (height < 30rem) {
      .dialog {
        max-block-size: 100dvb;
      }

      .form {
        display: block;
        overflow-y: auto;
      }

      .form-body {
        overflow-y: visible;
      }
    }
  `,
];
