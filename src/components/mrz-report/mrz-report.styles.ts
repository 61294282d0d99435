import { css } from 'lit';

import { detailTokens } from '../../styles/detail-tokens.js';
const zone = css`
  .zone {
    counter-reset: line;
    display: grid;
    gap: var(--_space-2);
    margin: 0;
    padding: var(--_space-3);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-s);
    background: var(--_color-surface-sunken);
    list-style: none;
    --_column-count: 44;
  }

  .line {
    counter-increment: line;
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: var(--_space-3);
  }

  /* Generated content, so that copying takes only the lines. */
  .line::before {
    content: counter(line) / '';
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    line-height: 1.5rem;
  }

  .unselectable {
    user-select: none;
  }

  /* Characters run from left to right, whatever their script. */
  .characters {
    max-inline-size: calc(1ch * var(--_column-count) + 0.5ch);
    font-family: var(--_font-family-mono);
    font-size: var(--_font-size);
    font-variant-ligatures: none;
    line-height: 1.5rem;
    direction: ltr;
    unicode-bidi: isolate-override;
    white-space: pre-wrap;
    word-break: break-all;
  }

  mark {
    border-radius: 2px;
    background: var(--_color-danger-soft);
    color: var(--_color-danger);
    box-shadow: inset 0 0 0 1px var(--_color-danger);
    /* WebKit does not support the thickness in the shorthand. */
    text-decoration-line: underline;
    text-decoration-thickness: 2px;
    text-underline-offset: 0.25em;
    text-decoration-skip-ink: none;
    box-decoration-break: clone;
  }

  .gap {
    display: inline-block;
    inline-size: 1ch;
    block-size: 1.25em;
    vertical-align: text-bottom;
  }

  .code-point {
    margin-inline: 1px;
    padding-inline: 0.2em;
    display: inline-block;
    border: 1px solid currentcolor;
    border-radius: 2px;
    font-size: 0.75em;
    line-height: 1.25;
    white-space: nowrap;
    unicode-bidi: isolate;
  }

  /* A line that does not fit breaks in the middle, so that columns can still be counted. */
  @container (inline-size < 29rem) {
    .of-44 {
      --_column-count: 22;
    }
  }

  @container (inline-size < 24rem) {
    .of-36 {
      --_column-count: 18;
    }
  }

  @container (inline-size < 20rem) {
    .of-30 {
      --_column-count: 15;
    }
  }

  @media (forced-colors: active) {
    mark {
      background: Mark;
      color: MarkText;
      outline: 1px solid MarkText;
    }
  }
`;

const checks = css`
  .checks {
    inline-size: 100%;
    border-collapse: collapse;
  }

  .checks th,
  .checks td {
    padding: var(--_space-2) 0;
    text-align: inherit;
    vertical-align: top;
    overflow-wrap: anywhere;
  }

  .checks thead th {
    padding-block: var(--_space-1);
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    font-weight: 600;
  }

  .checks th:first-child {
    inline-size: 38%;
    padding-inline-end: var(--_space-3);
  }

  .check {
    border-block-start: 1px solid var(--_color-border);
  }

  .check th {
    font-weight: 500;
  }

  .checks.failed .check th {
    font-weight: 600;
  }

  .check [colspan] {
    padding-block-start: 0;
  }

  .error {
    display: block;
    color: var(--_color-danger);
    text-align: inherit;
  }

  .value {
    font-family: var(--_font-family-mono);
    font-size: 0.95em;
  }

  .place {
    display: block;
  }
`;

const disclosures = css`
  summary {
    inline-size: fit-content;
    max-inline-size: 100%;
    padding-block: var(--_space-1);
    border-radius: var(--_radius-s);
    color: var(--_color-accent-text);
    font-weight: 600;
    cursor: pointer;
  }

  .arithmetic summary {
    font-size: var(--_font-size-s);
  }

  .arithmetic p {
    margin: var(--_space-1) 0 0;
    max-inline-size: 46rem;
  }

  .terms {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1);
    margin: var(--_space-2) 0;
    padding: 0;
    list-style: none;
  }

  .term {
    padding: 0 var(--_space-2);
    border: 1px solid var(--_color-border);
    border-radius: var(--_radius-s);
    font-family: var(--_font-family-mono);
    font-size: var(--_font-size-s);
    white-space: nowrap;
  }

  .term.zero {
    color: var(--_color-text-muted);
  }
`;

export const styles = [
  detailTokens,
  css`
    :host {
      container-type: inline-size;
    }

    .report {
      display: grid;
      grid-template-columns: minmax(0, 1fr);
      gap: var(--_space-3);
    }

    p {
      margin: 0;
    }

    .absent,
    .verdict {
      display: flex;
      align-items: start;
      gap: var(--_space-2);
    }

    .absent {
      color: var(--_color-text-muted);
    }

    .absent .icon,
    .verdict .icon {
      margin-block-start: 0.125rem;
    }

    .verdict.good .icon,
    .verdict.good strong {
      color: var(--_color-success);
    }

    .verdict.bad .icon,
    .verdict.bad strong {
      color: var(--_color-danger);
    }

    .verdict strong {
      font-weight: 600;
    }

    .verdict .hint {
      display: block;
    }

    .hint {
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }
  `,
  zone,
  checks,
  disclosures,
];
