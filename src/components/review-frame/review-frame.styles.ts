import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';

export const styles = [
  buttonStyles,
  css`
    :host {
      display: block;
      block-size: 46rem;
      color: var(--_color-text);
      font: var(--_font-size) / 1.5 var(--_font-family);
    }

    :host([auto-height]) {
      block-size: auto;
    }

    :host([hidden]) {
      display: none;
    }

    .place {
      position: relative;
      display: grid;
      block-size: 100%;
      min-block-size: 12rem;
    }

    iframe {
      display: block;
      inline-size: 100%;
      block-size: 100%;
      border: 0;
      color-scheme: inherit;
    }

    /* The page in it is laid out, but nobody sees it or gets into it by the keyboard. */
    iframe.hidden {
      visibility: hidden;
    }

    :host([auto-height]) .place {
      block-size: auto;
    }

    :host([auto-height]) iframe {
      block-size: var(--_frame-height, 46rem);
    }

    .message {
      position: absolute;
      inset: 0;
      display: grid;
      justify-items: center;
      align-content: center;
      gap: var(--_space-2);
      padding: var(--_space-4);
      overflow: auto;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface);
      text-align: center;
      overflow-wrap: anywhere;
    }

    .message p {
      margin: 0;
      max-inline-size: 34rem;
    }

    .message .title {
      font-weight: 600;
    }

    .hint {
      color: var(--_color-text-muted);
    }
  `,
];
