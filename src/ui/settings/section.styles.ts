import { css } from 'lit';

import { accentTagStyles } from '../../styles/accent-tag.js';
import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { formStyles } from '../../styles/forms.js';
import { scrollMarginStyles } from '../../styles/scroll-margin.js';
import { staleStyles } from '../../styles/stale.js';
import { messageStyles } from '../message-panel.js';
import { noticeStyles } from '../notice.js';
import { confirmStyles } from './confirm.js';

export const sectionStyles = [
  detailTokens,
  buttonStyles,
  fieldStyles,
  formStyles,
  tagStyles,
  accentTagStyles,
  messageStyles,
  noticeStyles,
  staleStyles,
  scrollMarginStyles,
  confirmStyles,
  css`
    :host {
      container-type: inline-size;
      --_scroll-end: 4.5rem;
    }

    p {
      margin: 0;
    }

    .section,
    .form {
      display: grid;
      gap: var(--_space-5);
      min-inline-size: 0;
    }

    .section-head {
      display: grid;
      gap: var(--_space-1);
      max-inline-size: 44rem;
    }

    .heading {
      font-size: var(--_font-size-xl);
      font-weight: 650;
      line-height: 1.3;
    }

    .introduction,
    .loading,
    .meaning,
    .saved,
    .option-hint,
    .suffix {
      color: var(--_color-text-muted);
    }

    .fields {
      display: grid;
      gap: var(--_space-5);
      max-inline-size: 44rem;
    }

    /* The mark of a changed field is outside the column. */
    .setting {
      display: grid;
      gap: var(--_space-1);
      min-inline-size: 0;
      margin-inline-start: calc(-1 * var(--_space-3) - 3px);
      padding-inline-start: var(--_space-3);
      border-inline-start: 3px solid transparent;
      overflow-wrap: anywhere;
    }

    .setting.changed {
      border-inline-start-color: var(--_color-accent);
    }

    .setting-head {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-3);
    }

    .label {
      padding: 0;
      font-weight: 600;
    }

    .consequence {
      font-size: var(--_font-size-s);
    }

    .setting > p:empty {
      display: none;
    }

    .saved {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-2);
      font-size: var(--_font-size-s);
    }

    .button.small {
      padding-inline: var(--_space-2);
      color: var(--_color-accent);
      font-size: var(--_font-size-s);
    }

    .entry {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2);
    }

    .entry .field {
      flex: 1 1 12rem;
      min-inline-size: 0;
    }

    .entry .field.number {
      flex: none;
      inline-size: 8rem;
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

    .switch,
    .option {
      display: flex;
      align-items: start;
      gap: var(--_space-2);
      min-block-size: var(--_control-height);
      padding-block: var(--_space-2);
      cursor: pointer;
    }

    .switch input,
    .option input {
      flex: none;
      inline-size: 1.25rem;
      block-size: 1.25rem;
      margin: 0.125rem 0 0;
      accent-color: var(--_color-accent);
      cursor: inherit;
    }

    .switch input {
      appearance: none;
      position: relative;
      inline-size: 2.5rem;
      block-size: 1.5rem;
      margin: 0;
      border: 1px solid var(--_color-border-strong);
      border-radius: var(--_radius-pill);
      background: var(--_color-surface-sunken);
      transition: background-color 120ms;
    }

    .switch input::before {
      content: '';
      position: absolute;
      inset-block-start: 0.1875rem;
      inset-inline-start: 0.1875rem;
      inline-size: 1rem;
      block-size: 1rem;
      border-radius: 50%;
      background: var(--_color-border-strong);
      transition: inset-inline-start 120ms;
    }

    .switch input:checked {
      border-color: var(--_color-accent);
      background: var(--_color-accent);
    }

    .switch input:checked::before {
      inset-inline-start: 1.1875rem;
      background: var(--_color-on-accent);
    }

    .options {
      display: grid;
    }

    .option {
      padding-inline: var(--_space-3);
      border: 1px solid var(--_color-border);
      border-block-start-width: 0;
    }

    .option:first-child {
      border-block-start-width: 1px;
      border-start-start-radius: var(--_radius-s);
      border-start-end-radius: var(--_radius-s);
    }

    .option:last-child {
      border-end-start-radius: var(--_radius-s);
      border-end-end-radius: var(--_radius-s);
    }

    label.option:hover {
      background: var(--_color-hover);
    }

    .option:has(:checked),
    .option.kept {
      background: var(--_color-accent-soft);
    }

    div.option {
      cursor: default;
    }

    .side del {
      color: var(--_color-text-muted);
      font-weight: 400;
    }

    .option-text {
      display: grid;
      min-inline-size: 0;
    }

    .option-label,
    .side-value {
      font-weight: 600;
    }

    .option-hint {
      font-size: var(--_font-size-s);
    }

    .mistakes {
      max-inline-size: 44rem;
      padding: var(--_space-3) var(--_space-4);
      border: 1px solid var(--_color-danger);
      border-radius: var(--_radius-m);
      background: var(--_color-danger-soft);
      overflow-wrap: anywhere;
    }

    .mistakes-title {
      color: var(--_color-danger);
      font-weight: 600;
    }

    .mistakes ul {
      margin: 0;
      padding-inline-start: var(--_space-4);
    }

    .link {
      min-block-size: 2rem;
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      text-decoration: underline;
      cursor: pointer;
    }

    .message {
      max-inline-size: 44rem;
    }

    .stale {
      justify-content: space-between;
    }

    .conflict {
      display: grid;
      gap: var(--_space-4);
      max-inline-size: 44rem;
    }

    .side-by-side {
      display: grid;
      gap: var(--_space-1);
      min-inline-size: 0;
      margin: 0;
      padding: 0;
      border: 0;
      overflow-wrap: anywhere;
    }

    .sides {
      display: grid;
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
      gap: var(--_space-2);
      margin-block-start: var(--_space-1);
    }

    .option.side {
      border-width: 1px;
      border-radius: var(--_radius-s);
    }

    .bar {
      position: sticky;
      inset-block-end: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: end;
      gap: var(--_space-2);
      max-inline-size: calc(44rem + var(--_space-3) + 3px);
      /* Covers the marks of changed fields, too. */
      margin-inline-start: calc(-1 * var(--_space-3) - 3px);
      padding-block: var(--_space-3);
      padding-inline-start: calc(var(--_space-3) + 3px);
      border-block-start: 1px solid var(--_color-border);
      background: var(--_color-surface);
    }

    .bar-text {
      flex: 1 1 8rem;
      min-inline-size: 0;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      overflow-wrap: anywhere;
    }

    .bar.changed .bar-text {
      color: var(--_color-text);
      font-weight: 600;
    }

    @container (inline-size < 30rem) {
      .sides {
        grid-template-columns: minmax(0, 1fr);
      }

      .bar .button {
        flex: 1 1 auto;
      }
    }

    /* In a low window, at 400 % for example, the bar would cover the fields. */
    @media (height < 30rem) {
      .bar {
        position: static;
      }

      :host {
        --_scroll-end: 0px;
      }
    }

    @media (forced-colors: active) {
      .setting.changed {
        border-inline-start-color: Highlight;
      }

      .setting:not(.changed) {
        border-inline-start-color: Canvas;
      }

      .switch input::before {
        background: ButtonText;
      }

      .switch input:checked {
        border-color: Highlight;
        background: Highlight;
      }

      .switch input:checked::before {
        background: HighlightText;
      }

      .option:has(:checked) {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  `,
];
