import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';

export const styles = [
  buttonStyles,
  css`
    :host {
      position: relative;
      block-size: 100%;
      min-inline-size: 0;
      min-block-size: 0;
    }

    .scroller {
      display: grid;
      inline-size: 100%;
      block-size: 100%;
      overflow: hidden;
      border-radius: var(--_radius-m);
      background: var(--_color-surface-sunken);
      scrollbar-width: thin;
      /*
       * The browser scrolls the photo, then the page, with one finger. Two fingers are handled
       * here.
       */
      touch-action: pan-x pan-y;
    }

    .scroller:focus-visible {
      outline-offset: 1px;
    }

    .scroller.larger {
      overflow: auto;
      cursor: grab;
    }

    .scroller.dragged {
      cursor: grabbing;
      user-select: none;
    }

    .content {
      display: grid;
      place-items: center;
      margin: auto;
      overflow: clip;
    }

    img {
      grid-area: 1 / 1;
      max-inline-size: none;
      user-select: none;
    }

    img:not(.measured) {
      visibility: hidden;
    }

    .over {
      position: absolute;
      inset: 0;
      display: grid;
      align-content: center;
      justify-items: center;
      gap: var(--_space-2);
      padding: var(--_space-3);
      overflow: auto;
      text-align: center;
      pointer-events: none;
    }

    .over p {
      margin: 0;
    }

    .over > .icon {
      color: var(--_color-danger);
      font-size: 1.5rem;
    }

    .over .button {
      pointer-events: auto;
    }

    .placeholder {
      color: var(--_color-text-muted);
      font-size: 3rem;
      animation: breathe 1.6s ease-in-out infinite;
    }

    .placeholder .icon {
      opacity: 0.6;
    }

    @keyframes breathe {
      50% {
        opacity: 0.45;
      }
    }

    @media (forced-colors: active) {
      :host {
        border: 1px solid CanvasText;
      }
    }
  `,
];
