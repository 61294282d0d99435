import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { detailTokens } from '../../styles/detail-tokens.js';
import { copyStyles } from '../../ui/copy-button.js';
import { descriptionStyles } from '../../ui/description-list.js';

export const styles = [
  detailTokens,
  buttonStyles,
  copyStyles,
  descriptionStyles,
  css`
    :host {
      container-type: inline-size;
    }

    .none {
      margin: 0;
      color: var(--_color-text-muted);
    }

    .descriptions dt {
      overflow-wrap: anywhere;
    }

    /* Stacked combining marks must not cover other lines. */
    .description :is(dt, dd) {
      overflow: clip;
      overflow-clip-margin: 0.375rem;
    }

    .key {
      font-family: var(--_font-family-mono);
      font-size: 0.95em;
    }

    .value {
      white-space: pre-wrap;
    }

    .missing {
      color: var(--_color-text-muted);
      font-style: italic;
      font-weight: 400;
    }

    /* Many fields are easier to read in two columns. */
    @container (inline-size >= 46rem) {
      .descriptions {
        columns: 2;
        column-gap: var(--_space-6);
      }

      .description {
        break-inside: avoid;
      }
    }
  `,
];
