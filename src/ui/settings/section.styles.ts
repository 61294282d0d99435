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
    .option-hint {
      color: var(--_color-text-muted);
    }

    .introduction,
    .meaning,
    .consequence {
      text-wrap: pretty;
    }

    .form {
      --_scroll-end: var(--_bar-size, 0px);
    }

    .fields {
      display: grid;
      gap: var(--_space-4);
      max-inline-size: 44rem;
    }

    .setting {
      display: grid;
      gap: var(--_space-2);
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    .fields > .setting + .setting {
      padding-block-start: var(--_space-4);
      border-block-start: 1px solid var(--_color-border);
    }

    .label {
      padding: 0;
      font-weight: 600;
    }

    .fields > .meaning,
    .setting > .meaning,
    .consequence {
      font-size: var(--_font-size-s);
    }

    .label + .meaning,
    .meaning + .consequence {
      margin-block-start: calc(-1 * var(--_space-1));
    }

    .setting > p:empty {
      display: none;
    }

    .saved {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-2);
      padding: 0 var(--_space-3);
      border: 1px solid transparent;
      border-radius: var(--_radius-s);
      background: var(--_color-accent-soft);
      font-size: var(--_font-size-s);
    }

    .saved p {
      flex: 1 1 10rem;
      min-inline-size: 0;
      padding-block: var(--_space-2);
    }

    .saved-lead {
      font-weight: 600;
    }

    .button.small {
      padding-inline: var(--_space-2);
      color: var(--_color-accent-text);
      font-size: var(--_font-size-s);
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

    .option {
      display: flex;
      align-items: start;
      gap: var(--_space-2);
      min-block-size: var(--_control-height);
      padding: var(--_space-2) var(--_space-3);
      border: 1px solid var(--_color-border);
      border-block-start-width: 0;
      cursor: pointer;
    }

    .option input {
      flex: none;
      inline-size: 1.25rem;
      block-size: 1.25rem;
      margin: 0.125rem 0 0;
      accent-color: var(--_color-accent);
      cursor: inherit;
    }

    .options {
      display: grid;
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

    .option:has(:checked) {
      background: var(--_color-accent-soft);
    }

    .option-text {
      display: flex;
      flex: 1;
      flex-wrap: wrap;
      align-items: baseline;
      justify-content: space-between;
      gap: 0 var(--_space-4);
      min-inline-size: 0;
    }

    .option :checked + .option-text > .option-label {
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
      display: grid;
      gap: var(--_space-1);
      margin: 0;
      padding: 0;
      list-style: none;
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

    .bar {
      position: sticky;
      inset-block-end: 0;
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      justify-content: end;
      gap: var(--_space-2);
      max-inline-size: 44rem;
      padding-block: var(--_space-3);
      border-block-start: 1px solid var(--_color-border);
      background: var(--_color-surface);
    }

    /* Between the colours of both states, its label would be hard to read. */
    .bar [type='submit'] {
      transition: none;
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
      .bar .button {
        flex: 1 1 auto;
      }

      /* Its buttons do not fit side by side. */
      .bar.choosing {
        position: static;
      }

      .form:has(> .choosing) {
        --_scroll-end: 0px;
      }
    }

    /* In a low window, at 400 % for example, the bar would cover the fields. */
    @media (height < 30rem) {
      .bar {
        position: static;
      }

      .form {
        --_scroll-end: 0px;
      }
    }

    @media (forced-colors: active) {
      .saved {
        border-color: Highlight;
      }

      .option:has(:checked) {
        outline: 2px solid Highlight;
        outline-offset: -2px;
      }
    }
  `,
];
