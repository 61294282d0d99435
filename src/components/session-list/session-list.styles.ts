import { css, type CSSResult } from 'lit';

import { buttonStyles, fieldStyles, tagStyles } from '../../styles/controls.js';
import { markStyles } from '../../styles/states.js';
import { noticeStyles } from '../../ui/notice.js';
import { partStyles } from '../../ui/part.js';
import { gridHeadStyles } from './grid-head.styles.js';
import { layoutStyles } from './layout.styles.js';
import { rowStyles } from './session-row.styles.js';
import { toolbarStyles } from './toolbar.styles.js';

/** The box of a list, and the rows in it. */
export const frameStyles = css`
  :host {
    display: flex;
    flex-direction: column;
    gap: var(--_space-3);
    block-size: var(--kv-session-list-height, min(46rem, 85dvh));
    min-block-size: 20rem;
    min-inline-size: 0;
    container-type: inline-size;
  }

  .frame {
    position: relative;
    display: flex;
    flex: 1;
    flex-direction: column;
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-m);
    background: var(--_color-surface);
    overflow: hidden;
  }

  .frame > .notice,
  .frame slot > .notice {
    flex: 1;
    overflow: auto;
  }

  .frame slot {
    display: flex;
    flex: 1;
    flex-direction: column;
    min-block-size: 0;
  }

  .scroller {
    position: relative;
    flex: 1;
    /* Bounds the rows in the document even if the host page removes the list's height. */
    max-block-size: 100dvh;
    overflow: auto;
    overflow-anchor: none;
    overscroll-behavior: contain;
    /* One opaque colour: otherwise Chromium paints all rows again with each step. */
    background: var(--_color-surface);
    scrollbar-gutter: stable;
    scrollbar-color: var(--_color-border-strong) transparent;
    scrollbar-width: thin;
  }

  .grid {
    min-inline-size: var(--_grid-size);
  }

  .scroller:focus-visible {
    outline: none;
  }

  .probe {
    position: absolute;
    inset-block-start: 0;
    inline-size: 0;
    block-size: var(--_row-height);
    visibility: hidden;
  }

  .body {
    position: relative;
  }

  /* Buttons that look like the text of their cell. */
  .sort-button,
  .peek {
    align-items: center;
    gap: var(--_space-1);
    max-inline-size: 100%;
    min-block-size: 2rem;
    margin-inline: calc(-1 * var(--_space-2));
    padding-inline: var(--_space-2);
    border: 0;
    border-radius: var(--_radius-s);
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }

  .dimmed .body {
    opacity: 0.5;
    transition: opacity 150ms 100ms;
  }
`;

export const styles: CSSResult[] = [
  buttonStyles,
  fieldStyles,
  tagStyles,
  noticeStyles,
  partStyles,
  markStyles,
  frameStyles,
  toolbarStyles,
  gridHeadStyles,
  rowStyles,
  layoutStyles,
];
