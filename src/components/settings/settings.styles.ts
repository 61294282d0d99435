import { css } from 'lit';

import { buttonStyles, fieldStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { formStyles } from '../../styles/forms.js';
import { noticeStyles } from '../../ui/notice.js';
import { partStyles } from '../../ui/part.js';
import { confirmStyles } from '../../ui/settings/confirm.js';

export const styles = [
  detailTokens,
  buttonStyles,
  fieldStyles,
  formStyles,
  noticeStyles,
  partStyles,
  confirmStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .settings {
      display: grid;
      gap: var(--_space-4) var(--_space-6);
      align-items: start;
    }

    .page {
      min-inline-size: 0;
    }

    .loading,
    .hint {
      margin: 0;
      color: var(--_color-text-muted);
    }

    .navigation {
      display: none;
    }

    .items {
      display: grid;
      gap: var(--_space-1);
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .item {
      display: flex;
      position: relative;
      align-items: center;
      justify-content: space-between;
      gap: var(--_space-2);
      inline-size: 100%;
      min-block-size: 2.5rem;
      padding: var(--_space-2) var(--_space-3);
      border: 0;
      border-inline-start: 3px solid transparent;
      border-radius: var(--_radius-s);
      background: none;
      color: inherit;
      font: inherit;
      text-align: start;
      cursor: pointer;
    }

    .item:hover {
      background: var(--_color-hover);
    }

    .item[aria-current] {
      border-inline-start-color: var(--_color-accent);
      background: var(--_color-accent-soft);
      color: var(--_color-accent-text);
      font-weight: 600;
    }

    .item-title {
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    /* A border, because forced colours remove backgrounds. */
    .dot {
      flex: none;
      border: 0.25rem solid var(--_color-accent);
      border-radius: 50%;
    }

    .chooser {
      display: grid;
      gap: var(--_space-1);
    }

    .label {
      font-weight: 600;
    }

    @container (inline-size >= 52rem) {
      .settings:has(.navigation) {
        grid-template-columns: minmax(11rem, 15rem) minmax(0, 1fr);
      }

      .navigation {
        display: block;
        position: sticky;
        inset-block-start: var(--_space-4);
      }

      .chooser {
        display: none;
      }
    }

    @media (forced-colors: active) {
      .item {
        border-inline-start-color: Canvas;
      }

      .item[aria-current] {
        border-inline-start-color: Highlight;
      }
    }
  `,
];
