import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { scrollMarginStyles } from '../../styles/scroll-margin.js';
import { markStyles } from '../../styles/states.js';

export const styles = [
  buttonStyles,
  markStyles,
  scrollMarginStyles,
  css`
    .frame {
      display: grid;
      inline-size: 100%;
      block-size: 100%;
      aspect-ratio: var(--kv-photo-aspect-ratio, var(--_aspect-ratio));
      border-radius: var(--kv-photo-radius, var(--_radius-s));
      background: var(--_color-surface-sunken);
      color: var(--_color-text-muted);
      overflow: hidden;
      --_aspect-ratio: 1;
    }

    .full.selfie {
      --_aspect-ratio: 3 / 4;
    }

    /*
     * Between the shapes of a card and of a photographed page, so that most pictures nearly fill
     * it.
     */
    .full.document-front,
    .full.document-back {
      --_aspect-ratio: 7 / 5;
    }

    img,
    .placeholder {
      grid-area: 1 / 1;
      inline-size: 100%;
      block-size: 100%;
      min-inline-size: 0;
      min-block-size: 0;
    }

    img {
      display: block;
      object-fit: var(--kv-photo-fit, cover);
    }

    .full img {
      object-fit: var(--kv-photo-fit, contain);
    }

    .placeholder {
      position: relative;
      display: grid;
      place-items: center;
      font-size: clamp(1rem, 40cqi, 2.5rem);
    }

    .full .placeholder {
      font-size: 3rem;
    }

    .placeholder .icon {
      opacity: 0.6;
    }

    .pending {
      animation: breathe 1.6s ease-in-out infinite;
    }

    @keyframes breathe {
      50% {
        opacity: 0.45;
      }
    }

    .mark .icon {
      opacity: 1;
    }

    .failure {
      display: grid;
      justify-items: center;
      align-content: center;
      gap: var(--_space-2);
      padding: var(--_space-3);
      color: var(--_color-text);
      font-size: var(--_font-size-s);
      text-align: center;
      overflow-wrap: anywhere;
    }

    /* Without overflow: hidden, the ratio gives way to an explanation that needs more room. */
    .frame:has(.failure) {
      block-size: auto;
      overflow: visible;
    }

    .failure > .icon {
      color: var(--_color-danger);
      font-size: 1.5rem;
    }

    .failure p {
      margin: 0;
    }

    /* Above the button that an element may lay over the whole photo. */
    .failure .button {
      position: relative;
      z-index: 1;
    }

    .full {
      container-type: inline-size;
    }

    @container (inline-size < 10rem) {
      .failure {
        padding-inline: var(--_space-1);
      }

      .failure .button {
        padding: 0;
      }

      .retry {
        position: absolute;
        inline-size: 1px;
        block-size: 1px;
        overflow: hidden;
        clip-path: inset(50%);
      }
    }

    @media (forced-colors: active) {
      .frame {
        border: 1px solid CanvasText;
      }
    }
  `,
];
