import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { printStyles } from '../../styles/print.js';
import { partStyles } from '../../ui/part.js';

export const styles = [
  detailTokens,
  buttonStyles,
  partStyles,
  printStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .chart {
      display: flex;
      flex-direction: column;
      gap: var(--_space-2);
      min-inline-size: 0;
      block-size: 100%;
      padding: var(--_space-4);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
    }

    .head {
      display: flex;
      gap: var(--_space-2);
      align-items: start;
      justify-content: space-between;
    }

    .name {
      min-inline-size: 0;
      padding-block: var(--_space-1);
      font-weight: 650;
      overflow-wrap: anywhere;
    }

    .tools {
      display: flex;
      flex: none;
      gap: var(--_space-1);
      margin-block: calc(-1 * var(--_space-1));
      margin-inline-end: calc(-1 * var(--_space-2));
    }

    .tool {
      gap: var(--_space-1);
      padding-inline: var(--_space-2);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 500;
    }

    .tool[aria-pressed='true'] {
      background: var(--_color-accent-soft);
      color: var(--_color-accent-text);
    }

    .file:empty {
      display: none;
    }

    .meaning,
    .empty {
      margin: 0;
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .empty {
      display: grid;
      flex: auto;
      place-items: center;
      min-block-size: 10rem;
      text-align: center;
    }

    .legend {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-1) var(--_space-4);
      margin: 0;
      padding: 0;
      font-size: var(--_font-size-s);
      list-style: none;
    }

    .legend li {
      display: flex;
      gap: var(--_space-2);
      align-items: center;
    }

    .legend .number {
      font-weight: 600;
    }

    .swatch {
      inline-size: 0.875rem;
      block-size: 0.875rem;
      border-radius: 3px;
    }

    .number {
      font-variant-numeric: tabular-nums;
    }

    .drawing {
      position: relative;
      flex: auto;
      min-inline-size: 0;
      min-block-size: 15rem;
    }

    /* Its size follows the box, and must not keep it from shrinking. */
    .canvas {
      position: absolute;
    }

    .drawing[hidden] {
      display: none;
    }

    .scroller {
      max-block-size: 20rem;
      overflow: auto;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-s);
    }

    table {
      inline-size: 100%;
      border-collapse: collapse;
      font-size: var(--_font-size-s);
    }

    th,
    td {
      padding: var(--_space-1) var(--_space-3);
      font-weight: 400;
      text-align: start;
    }

    :is(th, td).number {
      text-align: end;
      white-space: nowrap;
    }

    .scroller thead th {
      position: sticky;
      inset-block-start: 0;
      background: var(--_color-surface-sunken);
      font-weight: 600;
    }

    .scroller th {
      white-space: nowrap;
    }

    .scroller tbody tr {
      border-block-start: 1px solid var(--_color-border);
    }

    .list :is(th, td) {
      padding-block: 0.375rem;
      padding-inline: 0 var(--_space-3);
      vertical-align: top;
    }

    .list th {
      inline-size: 100%;
      overflow-wrap: anywhere;
    }

    .list td {
      padding-inline-end: 0;
    }

    .list .number {
      font-weight: 600;
    }

    .list .share {
      min-inline-size: 4ch;
      padding-inline-start: var(--_space-3);
      color: var(--_color-text-muted);
      font-weight: 400;
    }

    .bar {
      display: block;
      inline-size: 100%;
      block-size: 0.375rem;
      margin-block-start: var(--_space-1);
    }

    :host(:dir(rtl)) .bar {
      transform: scaleX(-1);
    }

    .track {
      fill: var(--_color-surface-sunken);
    }

    .length {
      fill: var(--_color-accent);
    }

    .link {
      padding: 0;
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      color: inherit;
      font: inherit;
      text-align: inherit;
      text-decoration: underline;
      text-decoration-color: var(--_color-border-strong);
      text-underline-offset: 0.2em;
      cursor: pointer;
    }

    .link:hover {
      color: var(--_color-accent-text);
      text-decoration-color: currentcolor;
    }

    .more {
      align-self: start;
      margin-inline-start: calc(-1 * var(--_space-3));
      padding-inline: var(--_space-3);
      color: var(--_color-accent-text);
      font-size: var(--_font-size-s);
    }

    @container (inline-size < 24rem) {
      .tool span {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }

    @media (forced-colors: active) {
      .track {
        fill: Canvas;
        stroke: CanvasText;
      }

      .length {
        fill: Highlight;
      }

      .tool[aria-pressed='true'] {
        outline: 2px solid Highlight;
      }
    }

    @media print {
      .chart {
        break-inside: avoid;
      }

      .scroller {
        max-block-size: none;
        overflow: visible;
      }

      .canvas {
        max-inline-size: 100%;
        object-fit: contain;
      }

      .link {
        text-decoration: none;
      }

      button.link {
        display: inline;
      }
    }
  `,
];
