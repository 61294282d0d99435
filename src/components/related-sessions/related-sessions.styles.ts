import { css } from 'lit';

import { buttonStyles, tagStyles } from '../../styles/controls.js';
import { staleStyles } from '../../styles/stale.js';
import { noticeStyles } from '../../ui/notice.js';

export const styles = [
  buttonStyles,
  tagStyles,
  noticeStyles,
  staleStyles,
  css`
    :host {
      container-type: inline-size;
    }

    p {
      margin: 0;
    }

    .loading,
    .hint,
    .time,
    .label {
      color: var(--_color-text-muted);
    }

    .hint {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      font-size: var(--_font-size-s);
    }

    .hint .icon {
      flex: none;
    }

    .stale {
      margin-block-end: var(--_space-3);
    }

    .sessions,
    .tags {
      margin: 0;
      padding: 0;
      list-style: none;
    }

    .sessions {
      margin-block: var(--_space-2);
    }

    .session {
      display: grid;
      gap: var(--_space-1);
      padding-block: var(--_space-2);
      border-block-start: 1px solid var(--_color-border);
    }

    .session > * {
      min-inline-size: 0;
    }

    .head,
    .tags {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-2);
    }

    .link {
      min-block-size: 1.5rem;
      min-inline-size: 0;
      max-inline-size: 100%;
      padding: 0;
      border: 0;
      background: none;
      color: var(--_color-accent-text);
      font: inherit;
      font-weight: 600;
      text-align: start;
      text-decoration: underline;
      text-underline-offset: 0.2em;
      overflow-wrap: anywhere;
      cursor: pointer;
    }

    /* Stacked combining marks must not cover other lines. */
    .link,
    .tag {
      overflow: clip;
      overflow-clip-margin: 0.375rem;
    }

    .tag {
      max-inline-size: 100%;
      overflow-wrap: anywhere;
    }

    .time {
      margin-inline-start: auto;
    }

    .time,
    .label {
      font-size: var(--_font-size-s);
    }

    @container (inline-size < 24rem) {
      .time {
        margin-inline-start: 0;
      }
    }
  `,
];
