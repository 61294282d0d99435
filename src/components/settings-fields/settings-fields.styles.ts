import { css } from 'lit';

export const styles = [
  css`
    .entries {
      display: grid;
      margin: 0;
      padding: 0;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      list-style: none;
    }

    .entry-card {
      display: grid;
      gap: var(--_space-2);
      min-inline-size: 0;
      padding: var(--_space-3) var(--_space-4);
      overflow-wrap: anywhere;
    }

    .entry-card + .entry-card {
      border-block-start: 1px solid var(--_color-border);
    }

    .entry-row {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-4);
    }

    .entry-head {
      display: flex;
      flex: 1 1 14rem;
      flex-wrap: wrap;
      align-items: center;
      gap: 0 var(--_space-3);
      min-inline-size: 0;
    }

    .entry-title {
      display: flex;
      flex-wrap: wrap;
      align-items: baseline;
      gap: 0 var(--_space-2);
      min-inline-size: 0;
      font-weight: 600;
    }

    .entry-key {
      color: var(--_color-text-muted);
      font-family: var(--_font-family-mono);
      font-size: var(--_font-size-s);
      font-weight: 400;
    }

    .entry-card del {
      color: var(--_color-text-muted);
    }

    .entry-summary {
      inline-size: 100%;
      font-size: var(--_font-size-s);
    }

    .entry-tools {
      display: flex;
      flex-wrap: wrap;
      margin-inline: calc(-1 * var(--_space-2));
    }

    .entry-body {
      display: grid;
      gap: var(--_space-4);
      padding-block-start: var(--_space-3);
      border-block-start: 1px solid var(--_color-border);
    }

    .entry-body[hidden] {
      display: none;
    }

    .entry-body select {
      justify-self: start;
      inline-size: auto;
      max-inline-size: 100%;
    }

    .label-row {
      display: grid;
      grid-template-columns: minmax(0, 10rem) minmax(0, 1fr) auto;
      gap: var(--_space-1) var(--_space-2);
      align-items: center;
    }

    .language {
      min-inline-size: 0;
    }

    .empty {
      padding: var(--_space-5) var(--_space-4);
      border: 1px dashed var(--_color-border-strong);
      border-radius: var(--_radius-m);
      text-align: center;
    }

    .empty-title {
      font-weight: 600;
    }

    @container (inline-size < 30rem) {
      .label-row {
        grid-template-columns: minmax(0, 1fr) auto;
      }

      .language {
        grid-column: 1 / -1;
      }
    }
  `,
];
