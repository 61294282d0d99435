import { css } from 'lit';

import { tagStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { beforeAfterStyles } from '../../ui/before-after.js';
import { clientValueStyles } from '../../ui/client-value.js';
import { readingStyles } from './readings.js';

export const styles = [
  detailTokens,
  tagStyles,
  clientValueStyles,
  beforeAfterStyles,
  readingStyles,
  css`
    :host {
      container-type: inline-size;
    }

    p {
      margin: 0;
    }

    .evidence {
      display: grid;
      gap: var(--_space-3);
    }

    .summary {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
    }

    table {
      inline-size: 100%;
      table-layout: fixed;
      border-collapse: collapse;
      overflow-wrap: anywhere;
    }

    th,
    td {
      padding: var(--_space-2) var(--_space-3);
      border-block-end: 1px solid var(--_color-border);
      text-align: inherit;
      vertical-align: top;
    }

    thead th {
      border-block-end-color: var(--_color-border-strong);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 600;
      vertical-align: bottom;
    }

    tbody th {
      color: var(--_color-text-muted);
      font-weight: 400;
    }

    tbody tr:last-child > * {
      border-block-end: 0;
    }

    .cell-value {
      min-inline-size: 0;
      font-weight: 500;
    }

    .cell-label {
      display: none;
    }

    .differs {
      background: var(--_color-danger-soft);
      box-shadow: inset 0 2px var(--_color-danger);
    }

    .origin,
    .pairs,
    details {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }

    .differs :is(.origin, .missing, .code, summary, .before del, .arrow) {
      color: inherit;
    }

    .pairs,
    .changes {
      display: grid;
      gap: var(--_space-1);
      margin: var(--_space-1) 0 0;
      padding: 0;
      list-style: none;
    }

    .changes {
      gap: var(--_space-2);
      padding-inline-start: var(--_space-2);
      border-inline-start: 2px solid var(--_color-border);
    }

    summary {
      inline-size: fit-content;
      padding-block: var(--_space-1);
      color: var(--_color-accent-text);
      font-weight: 600;
      cursor: pointer;
    }

    @container (inline-size < 44rem) {
      table,
      tbody,
      tr,
      th,
      td {
        display: block;
      }

      thead,
      .spare,
      .same .tag-text {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
        white-space: nowrap;
      }

      tbody {
        display: grid;
        gap: var(--_space-2);
      }

      tr {
        position: relative;
        border: 1px solid var(--_color-border);
        border-radius: var(--_radius-m);
        overflow: hidden;
      }

      tbody th {
        color: var(--_color-text);
        font-weight: 600;
        background: var(--_color-surface-sunken);
      }

      td {
        display: grid;
        grid-template-columns: minmax(6rem, 1fr) minmax(0, 2fr);
        gap: var(--_space-3);
      }

      tbody tr:last-child > * {
        border-block-end: 1px solid var(--_color-border);
      }

      tbody tr > td:last-child {
        display: block;
        border-block-end: 0;
      }

      .cell-label {
        display: block;
        color: var(--_color-text-muted);
      }

      tbody .same {
        display: grid;
        grid-template-columns: minmax(8.25rem, 2fr) minmax(0, 3fr) auto;
        gap: var(--_space-2);
        align-items: baseline;
        padding: 0 0 var(--_space-1);
        border-width: 0 0 1px;
        border-radius: 0;
      }

      .same > :is(th, td) {
        padding: 0;
        border: 0;
        background: none;
        font-weight: 400;
      }

      .same > td:not(.spare) {
        display: block;
      }

      .same .cell-label {
        display: none;
      }

      .same .tag {
        padding: 0.125rem;
      }

      .differs {
        box-shadow: inset 2px 0 var(--_color-danger);
      }

      .differs:dir(rtl) {
        box-shadow: inset -2px 0 var(--_color-danger);
      }

      .differs .cell-label {
        color: inherit;
      }
    }

    @container (inline-size < 16rem) {
      td,
      tbody .same {
        grid-template-columns: 1fr;
        gap: 0;
      }
    }

    @media (forced-colors: active) {
      .differs {
        outline: 2px solid CanvasText;
        outline-offset: -2px;
      }
    }
  `,
];
