import { css, type CSSResult } from 'lit';

import { buttonStyles, fieldStyles } from '../../styles/controls.js';
import { messageStyles as messagePanelStyles } from '../../ui/message-panel.js';
import { noticeStyles } from '../../ui/notice.js';
import { partStyles } from '../../ui/part.js';
import { exportLayout } from '../export-csv/export-csv.styles.js';
import { gridHeadStyles } from '../session-list/grid-head.styles.js';
import { messageStyles } from '../session-list/messages.styles.js';
import { printStyles } from '../session-list/print.styles.js';
import { frameStyles } from '../session-list/session-list.styles.js';
import { rowStyles } from '../session-list/session-row.styles.js';
import { toolbarStyles } from '../session-list/toolbar.styles.js';

/** From 56rem a table; below that cards of two columns, of one from 27rem down. */
export const styles: CSSResult[] = [
  buttonStyles,
  fieldStyles,
  noticeStyles,
  partStyles,
  messagePanelStyles,
  frameStyles,
  toolbarStyles,
  gridHeadStyles,
  rowStyles,
  ...messageStyles,
  exportLayout,
  css`
    :host {
      --_row-height: var(--kv-activity-log-row-height, 3.25rem);
      --_card-height: var(--kv-activity-log-card-height, 6.5rem);
      --_head-height: 2.5rem;
      --_columns: 5rem 10.5rem minmax(0, 1.1fr) minmax(0, 2.4fr) minmax(0, 1fr);

      block-size: var(--kv-activity-log-height, min(46rem, 85dvh));
    }

    .chain,
    .message {
      flex: none;
    }

    .chain {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-2) var(--_space-3);
      font-size: var(--_font-size-s);
    }

    .chain-state {
      display: inline-flex;
      align-items: center;
      gap: var(--_space-2);
      min-inline-size: 0;
      color: var(--_color-text-muted);
      overflow-wrap: anywhere;
    }

    .chain-state.success {
      color: var(--_color-success);
    }

    .chain-state.danger {
      color: var(--_color-danger);
    }

    .message > .icon {
      align-self: start;
    }

    .message p {
      margin: 0;
    }

    .row .cell {
      line-height: 1.3;
    }

    .cell.sequence {
      text-align: end;
    }

    .chain .panel-button {
      min-block-size: 2rem;
    }

    .who-name,
    .who-role,
    .what-title,
    .what-facts {
      display: block;
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .who-name,
    .what-title {
      font-weight: 600;
    }

    .refused .what-title {
      color: var(--_color-danger);
    }

    .who-role,
    .what-facts,
    .sequence,
    .session-count,
    .row .at {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .session-link {
      max-inline-size: 100%;
      min-block-size: 2rem;
      margin-inline: calc(-1 * var(--_space-2));
      padding-inline: var(--_space-2);
      border: 0;
      border-radius: var(--_radius-s);
      background: none;
      color: var(--_color-accent-text);
      font: inherit;
      font-size: var(--_font-size-s);
      text-align: start;
      text-decoration: underline;
      overflow: hidden;
      text-overflow: ellipsis;
      cursor: pointer;
    }

    .session-link:hover {
      background: var(--_color-accent-soft);
    }

    .cell.session {
      overflow: visible;
    }

    .groups > .wide {
      grid-column: 1 / -1;
    }

    .kinds {
      columns: 2 10rem;
      column-gap: var(--_space-4);
    }

    .kinds legend {
      column-span: all;
    }

    @media screen {
      @container (inline-size < 56rem) {
        .scroller {
          overflow-x: hidden;
        }

        /* For screen readers, which name a value by its column. */
        .head-group {
          position: absolute;
          inset-inline: 0;
          clip-path: inset(50%);
        }

        .head {
          block-size: 1px;
          border: 0;
          overflow: hidden;
        }

        .row,
        .probe {
          block-size: var(--_card-height);
        }

        .row {
          grid-template:
            'who at' auto
            'what what' auto
            'session sequence' auto
            / minmax(0, 1fr) auto;
          align-content: start;
          row-gap: var(--_space-1);
          padding-block: var(--_space-2);
          padding-inline-end: var(--_space-4);
        }

        .row .who {
          display: flex;
          align-items: baseline;
          gap: var(--_space-2);
        }

        .who-role {
          flex-shrink: 9;
        }

        .who {
          grid-area: who;
        }

        .at {
          grid-area: at;
        }

        .what {
          grid-area: what;
        }

        .session {
          grid-area: session;
        }

        .sequence {
          grid-area: sequence;
        }

        .session-link {
          min-block-size: 1.5rem;
        }

        .skeleton {
          inline-size: 5rem;
        }
      }

      @container (inline-size < 27rem) {
        .grid,
        .probe {
          --_card-height: var(--kv-activity-log-card-height, 10.75rem);
        }

        .row {
          grid-template:
            'at sequence' auto
            'who who' auto
            'what what' auto
            'session session' auto
            / minmax(0, 1fr) auto;
        }

        .row .who {
          display: block;
        }

        .what-facts {
          display: -webkit-box;
          white-space: normal;
          -webkit-box-orient: vertical;
          -webkit-line-clamp: 2;
        }
      }
    }

    @media (forced-colors: active) {
      .session-link {
        color: LinkText;
      }
    }
  `,
  printStyles,
  css`
    @media print {
      .chain .button,
      .export {
        display: none;
      }

      .who-name,
      .who-role,
      .what-title,
      .what-facts {
        overflow: visible;
        white-space: normal;
      }

      .sequence {
        inline-size: 40pt;
      }

      .at {
        inline-size: 90pt;
      }

      .session-link {
        padding: 0;
        color: inherit;
        text-decoration: none;
      }
    }
  `,
];
