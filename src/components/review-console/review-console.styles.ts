import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { formStyles } from '../../styles/forms.js';
import { scrollMarginStyles } from '../../styles/scroll-margin.js';
import { noticeStyles } from '../../ui/notice.js';
import { partStyles } from '../../ui/part.js';

export const styles = [
  buttonStyles,
  formStyles,
  noticeStyles,
  partStyles,
  scrollMarginStyles,
  css`
    :host {
      --_scroll-start: var(--kv-review-console-inset, 0px);
      scroll-margin-block-start: var(--_scroll-start);
      display: flex;
      flex-direction: column;
      gap: var(--_space-2);
      min-inline-size: 0;
      container-type: inline-size;
    }

    .navigation {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-3);
      border-block-end: 1px solid var(--_color-border);
    }

    .logo {
      flex: none;
      max-inline-size: 10rem;
      max-block-size: 2rem;
      object-fit: contain;
    }

    .company {
      min-inline-size: 0;
      padding-inline: var(--_space-2);
      overflow-wrap: anywhere;
    }

    nav {
      flex: 1 1 0;
      min-inline-size: min-content;
    }

    .items {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-1);
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .item {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 2.75rem;
      margin-block-end: -1px;
      padding: var(--_space-1) var(--_space-3);
      border: 0;
      border-block-end: 3px solid transparent;
      background: none;
      color: var(--_color-text-muted);
      font: inherit;
      font-weight: 600;
      text-align: inherit;
      text-decoration: none;
      cursor: pointer;
    }

    .item:hover {
      color: var(--_color-text);
      background: var(--_color-hover);
    }

    .item:focus-visible {
      outline-offset: -2px;
    }

    .item[aria-current='page'] {
      border-block-end-color: var(--_color-accent);
      color: var(--_color-accent-text);
    }

    .pages {
      position: relative;
      display: flex;
      flex: 1 1 auto;
      flex-direction: column;
      min-block-size: 0;
    }

    .page {
      min-inline-size: 0;
    }

    .page.list {
      display: flex;
      flex: 1 1 auto;
      flex-direction: column;
      min-block-size: 0;
    }

    .page[hidden] {
      display: none;
    }

    /* Unlike one that is not displayed, this page can still show a dialog. */
    .page.behind {
      position: absolute;
      inline-size: 100%;
      block-size: 0;
      overflow: clip;
      visibility: hidden;
    }

    .page:focus-visible {
      outline-offset: 0.25rem;
      border-radius: var(--_radius-s);
    }

    .refused {
      margin: 0;
      padding: var(--_space-2) 0;
      color: var(--_color-danger);
      font-weight: 600;
    }

    kv-session-list {
      flex: 0 1 auto;
    }

    .export-room {
      visibility: hidden;
    }

    @container (inline-size < 40rem) {
      /* Below the name of the company, beside the help. */
      nav {
        flex-basis: calc(100% - 4rem);
      }

      .items {
        gap: 0;
      }

      .item {
        padding-inline: var(--_space-2);
      }
    }

    @media print {
      .navigation {
        display: none;
      }
    }

    /* Forced colours draw what is transparent. */
    @media (forced-colors: active) {
      .item {
        border-block-end-color: Canvas;
      }

      .item[aria-current='page'] {
        border-block-end-color: Highlight;
      }
    }
  `,
];
