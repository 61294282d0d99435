import { css } from 'lit';

import { buttonStyles, tagStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { formStyles } from '../../styles/forms.js';
import { printStyles } from '../../styles/print.js';
import { scrollMarginStyles } from '../../styles/scroll-margin.js';
import { staleStyles } from '../../styles/stale.js';
import { clientValueStyles } from '../../ui/client-value.js';
import { copyStyles } from '../../ui/copy-button.js';
import { descriptionStyles } from '../../ui/description-list.js';
import { findingStyles } from '../../ui/finding.js';
import { styles as maskSwitchStyles } from '../../ui/mask-switch.js';
import { matchScoreStyles } from '../../ui/match-score.js';
import { noticeStyles } from '../../ui/notice.js';
import { partStyles } from '../../ui/part.js';
import { readingStyles } from '../field-evidence/readings.js';
import { actionStyles } from './actions.styles.js';
import { clientInformationStyles } from './client-information.styles.js';
import { headerStyles } from './header.styles.js';
import { outcomeStyles } from './outcome.styles.js';
import { photoStyles } from './photos.styles.js';
import { sectionStyles } from './sections.styles.js';
import { splitStyles } from './split.styles.js';
import { resultStyles } from './session-results.styles.js';
import { skeletonStyles } from './skeleton.styles.js';

export const styles = [
  detailTokens,
  buttonStyles,
  formStyles,
  staleStyles,
  tagStyles,
  copyStyles,
  noticeStyles,
  descriptionStyles,
  findingStyles,
  matchScoreStyles,
  clientValueStyles,
  readingStyles,
  scrollMarginStyles,
  ...maskSwitchStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .details {
      --_scroll-start: var(--kv-session-details-inset, 0px);
      --_scroll-end: var(--_actions-size, 0px);
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-3);
    }

    .top {
      display: contents;
    }

    .details > .mask {
      padding-block: var(--_space-1);
    }

    .columns {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-3) var(--_space-4);
      align-items: start;
    }

    .main,
    .panel,
    .decision,
    .stack,
    .group {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-2) var(--_space-3);
      align-items: start;
      min-inline-size: 0;
    }

    @container (inline-size >= 44rem) {
      .decision {
        grid-template-columns: minmax(0, 11fr) minmax(0, 8fr);
      }
    }

    /* One screen for a decision: photos, client and findings beside each other. */
    @container (inline-size >= 62rem) {
      .details {
        --_scroll-start: calc(var(--kv-session-details-inset, 0px) + var(--_top-size, 0px));
        --_scroll-end: 0px;
        gap: var(--_space-2);
      }

      .top {
        position: sticky;
        inset-block-start: var(--kv-session-details-inset, 0);
        z-index: 3;
        display: flex;
        gap: var(--_space-2) var(--_space-4);
        align-items: center;
        padding-block: var(--_space-1);
        border-block-end: 1px solid var(--_color-border);
        background: var(--_color-surface);
      }

      /* Both sides of a document fit below the bars, unless the window is low. */
      .columns {
        grid-template-columns: clamp(26rem, 96dvb - 13.5rem, 43%) minmax(0, 1fr);
      }

      /* The photos stay in view while the data beside them is read. */
      .photos {
        position: sticky;
        inset-block-start: calc(var(--_scroll-start) + var(--_space-2));
        max-block-size: calc(100dvb - var(--_scroll-start) - var(--_space-3));
        overflow-y: auto;
        scrollbar-width: thin;
      }
    }

    /* A low or much enlarged window has no room for bars that stay. */
    @media (height < 30rem) {
      .details {
        --_scroll-start: var(--kv-session-details-inset, 0px);
        --_scroll-end: 0px;
      }

      .top,
      .photos {
        position: static;
      }

      .photos {
        max-block-size: none;
      }
    }
  `,
  headerStyles,
  sectionStyles,
  clientInformationStyles,
  photoStyles,
  partStyles,
  resultStyles,
  outcomeStyles,
  actionStyles,
  skeletonStyles,
  splitStyles,
  printStyles,
  css`
    /* Lines are closer where a window is low. */
    @media (height < 50rem) {
      .decision .description {
        padding-block: 0.0625rem;
      }

      .outcome {
        line-height: 1.35;
      }
    }

    @media print {
      .details {
        display: block;
        background: var(--_color-surface);
      }

      .details > *,
      .main > *,
      .group > * {
        margin-block-end: var(--_space-3);
      }

      .columns,
      .main,
      .panel,
      .group {
        display: block;
      }

      .top,
      .photos {
        position: static;
      }

      .photos {
        max-block-size: none;
        margin-block-end: var(--_space-3);
        overflow: visible;
      }

      /* The zone with its arithmetic is longer than a page. */
      .section:not(:has(kv-mrz-report)) {
        break-inside: avoid;
      }

      .tools,
      .ways,
      .mask,
      .stale,
      .actions {
        display: none;
      }

      .link,
      .concern-link {
        color: inherit;
        text-decoration: none;
      }

      .disclosure::after {
        content: none;
      }
    }
  `,
];
