import { css } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';
import { printStyles } from '../../styles/print.js';
import { scrollMarginStyles } from '../../styles/scroll-margin.js';
import { staleStyles } from '../../styles/stale.js';
import { beforeAfterStyles } from '../../ui/before-after.js';
import { clientValueStyles } from '../../ui/client-value.js';
import { noticeStyles } from '../../ui/notice.js';

export const styles = [
  scrollMarginStyles,
  buttonStyles,
  fieldStyles,
  tagStyles,
  noticeStyles,
  staleStyles,
  clientValueStyles,
  beforeAfterStyles,
  css`
    :host {
      container-type: inline-size;
    }

    p,
    ul,
    ol,
    dl,
    dd {
      margin: 0;
      padding: 0;
    }

    .toolbar {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2);
      margin-block-end: var(--_space-3);
    }

    .order .field {
      inline-size: auto;
      max-inline-size: 100%;
    }

    .refresh.busy .icon {
      opacity: 0.5;
    }

    .stale {
      margin-block-end: var(--_space-3);
    }

    .days {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-4);
    }

    .date {
      margin-block-end: var(--_space-2);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 650;
    }

    .entries,
    .conditions,
    .tags {
      list-style: none;
    }

    .entry {
      --_dot: var(--_color-border-strong);

      position: relative;
      display: grid;
      grid-template-columns: 4.75rem minmax(0, 1fr);
      gap: 0 var(--_space-5, 1.5rem);
      padding-block-end: var(--_space-3);
      border-radius: var(--_radius-s);
    }

    .entry.success {
      --_dot: var(--_color-success);
    }

    .entry.warning {
      --_dot: var(--_color-warning);
    }

    .entry.danger {
      --_dot: var(--_color-danger);
    }

    /* The line from one entry to the next, and a dot for each. */
    .what::before,
    .what::after {
      content: '';
      position: absolute;
      inset-inline-start: calc(4.75rem + var(--_space-5, 1.5rem) / 2);
    }

    .what::before {
      inset-block: 0.75rem -0.75rem;
      inline-size: 1px;
      background: var(--_color-border);
    }

    .entry:last-child .what::before {
      display: none;
    }

    .what::after {
      inset-block-start: 0.45em;
      inline-size: 0.5625rem;
      block-size: 0.5625rem;
      margin-inline-start: -0.25rem;
      border-radius: 50%;
      background: var(--_dot);
    }

    .time {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-variant-numeric: tabular-nums;
      line-height: 1.7;
      text-align: end;
    }

    .what {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-1);
      min-inline-size: 0;
      overflow-wrap: anywhere;
    }

    .title {
      display: flex;
      align-items: start;
      gap: var(--_space-1);
      font-weight: 600;
    }

    .title > span {
      min-inline-size: 0;
    }

    .title .icon {
      flex: none;
      margin-block-start: 0.2em;
      color: var(--_dot);
    }

    .who,
    .hint {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .text {
      padding-inline-start: var(--_space-3);
      border-inline-start: 3px solid var(--_color-border);
      white-space: pre-wrap;
    }

    /* Stacked combining marks must not cover other lines. */
    .text,
    .author,
    .title > span {
      overflow: clip;
      overflow-clip-margin: 0.375rem;
    }

    .conditions {
      display: grid;
      gap: var(--_space-1);
      font-size: var(--_font-size-s);
    }

    .changes {
      display: grid;
      gap: var(--_space-1);
    }

    .change {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-2);
    }

    .change dt {
      color: var(--_color-text-muted);
    }

    .tags {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1);
    }

    .tag {
      border-radius: var(--_radius-s);
    }

    .more {
      margin-block-start: var(--_space-2);
    }

    .skeleton {
      display: grid;
      gap: var(--_space-4);
      padding-block: var(--_space-2);
    }

    .bone {
      inline-size: 70%;
      block-size: 1.25rem;
      border-radius: var(--_radius-s);
      background: var(--_color-border);
    }

    .bone:nth-child(odd) {
      inline-size: 50%;
    }

    @container (inline-size < 26rem) {
      .entry {
        grid-template-columns: minmax(0, 1fr);
        padding-inline-start: var(--_space-4);
      }

      .what::before,
      .what::after {
        inset-inline-start: 0.25rem;
      }

      .time {
        text-align: start;
      }

      .more {
        inline-size: 100%;
      }
    }

    @media (forced-colors: active) {
      .what::before {
        background: CanvasText;
      }

      .what::after {
        border: 0.3125rem solid CanvasText;
      }
    }

    @media print {
      .toolbar {
        display: none;
      }
    }
  `,
  printStyles,
];
