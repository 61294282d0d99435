import { css } from 'lit';

/** On paper: a table of all rows, whose header stands on each page, without what can be pressed. */
export const printStyles = css`
  .printed {
    display: none;
  }

  @media print {
    /* stylelint-disable declaration-no-important -- Overrules the sizes that a page and scripts set. */
    :host {
      display: block;
      block-size: auto !important;
      max-block-size: none !important;
      min-block-size: 0 !important;
      --_font-size-s: 8pt;
      color-scheme: light;
      container-type: normal;
      font-size: 9pt;
    }

    .body {
      display: table-row-group;
      block-size: auto !important;
    }

    .row {
      transform: none !important;
    }
    /* stylelint-enable declaration-no-important */

    .heading {
      position: static;
      inline-size: auto;
      block-size: auto;
      margin: 0;
      clip-path: none;
      font-size: 14pt;
      font-weight: 600;
    }

    .toolbar {
      justify-content: space-between;
      margin-block: 4pt;
    }

    .search:has(:placeholder-shown),
    .search > :not(.field),
    .toolbar > :is(.button, .sort, .columns, .day-jump, kv-export-csv),
    .chips .button,
    .toolbar > slot,
    .chip .icon,
    .float,
    .stale,
    .end,
    .probe,
    .more,
    .sort-button .icon {
      display: none;
    }

    .search .field {
      padding-inline: var(--_space-2);
    }

    .total {
      margin: 0;
    }

    .printed {
      display: block;
      margin-block: 0 4pt;
    }

    .frame,
    .scroller {
      display: block;
      max-block-size: none;
      border: 0;
      background: none;
      overflow: visible;
    }

    .grid {
      display: table;
      inline-size: 100%;
      min-inline-size: 0;
      border-spacing: 0;
      table-layout: fixed;
    }

    /* Browsers repeat a header on each page only if it does not break. */
    .head-group {
      display: table-header-group;
      position: static;
      break-inside: avoid;
    }

    .head,
    .row {
      display: table-row;
      position: static;
      block-size: auto;
      border: 0;
      contain: none;
      will-change: auto;
      break-inside: avoid;
    }

    .cell {
      display: table-cell;
      padding: 3pt 4pt;
      border-block-end: 0.75pt solid var(--_color-border-strong);
      overflow: visible;
      vertical-align: middle;
      overflow-wrap: anywhere;
      white-space: normal;
    }

    .selfie {
      inline-size: 38pt;
    }

    .cell.more {
      display: none;
    }

    .face {
      inline-size: 24pt;
      block-size: 24pt;
      animation: none;
    }

    .name bdi,
    .fact .text,
    .head .label {
      display: inline;
    }

    /* 9pt, as the other signs: what draws it scales with it. */
    .fact::before {
      display: inline-block;
      margin-inline-end: 3pt;
      vertical-align: middle;
      zoom: 0.6667;
    }

    .tag .icon {
      inline-size: 9pt;
      block-size: 9pt;
      vertical-align: middle;
    }

    .row .tag {
      display: inline;
      padding: 0;
      background: none;
      white-space: normal;
    }

    .tag .visually-hidden {
      position: static;
      clip-path: none;
      white-space: normal;
    }

    /* A control is not repeated with the header, but its text is. */
    .sort-button {
      display: contents;
    }
  }
`;
