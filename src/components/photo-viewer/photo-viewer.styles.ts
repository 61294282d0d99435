import { css } from 'lit';

import { buttonStyles } from '../../styles/controls.js';
import { noticeStyles } from '../../ui/notice.js';

export const styles = [
  buttonStyles,
  noticeStyles,
  css`
    :host {
      container-type: inline-size;
      min-inline-size: 0;
    }

    :host(:fullscreen) {
      padding: var(--_space-3);
      background: var(--_color-surface);
    }

    .viewer {
      display: flex;
      flex-direction: column;
      gap: var(--_space-3);
      block-size: 100%;
    }

    .bar {
      display: grid;
      gap: var(--_space-1);
    }

    .toolbar {
      display: flex;
      flex-wrap: wrap;
      gap: 0.125rem;
      padding: 0.125rem;
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
    }

    .tool {
      min-inline-size: 2.5rem;
      min-block-size: 2.5rem;
      font-size: var(--_font-size);
    }

    .tool .name {
      display: none;
    }

    .tool[aria-pressed='true'],
    .tool[aria-expanded='true'] {
      background: var(--_color-accent-soft);
      color: var(--_color-accent-text);
    }

    .tool.previous:dir(rtl) .icon,
    .tool.next:dir(rtl) .icon {
      transform: scaleX(-1);
    }

    .hint {
      min-block-size: 1.5em;
      margin: 0;
      padding-inline: var(--_space-2);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
    }

    .hint kbd {
      display: inline-block;
      min-inline-size: 1.5em;
      margin-inline-start: var(--_space-1);
      padding-inline: 0.375em;
      border: 1px solid var(--_color-border-strong);
      border-radius: 0.25rem;
      font-family: inherit;
      text-align: center;
    }

    .adjustments {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: var(--_space-1) var(--_space-4);
      padding: var(--_space-2) var(--_space-3);
      border: 1px solid var(--_color-border);
      border-radius: var(--_radius-m);
      background: var(--_color-surface-raised);
    }

    .slider,
    .switch {
      display: flex;
      align-items: center;
      gap: var(--_space-2);
      min-block-size: 2.5rem;
      cursor: pointer;
    }

    .slider {
      flex: 1 1 min(14rem, 100%);
      min-inline-size: 0;
    }

    .slider > span:first-child {
      flex: 0 0 auto;
      min-inline-size: 5.5em;
    }

    .slider input {
      flex: 1 1 6rem;
      min-inline-size: 4rem;
      block-size: 1.5rem;
      margin: 0;
      accent-color: var(--_color-accent);
    }

    .slider .value {
      flex: 0 0 3.25em;
      color: var(--_color-text-muted);
      font-variant-numeric: tabular-nums;
      text-align: end;
    }

    .switch input {
      inline-size: 1.25rem;
      block-size: 1.25rem;
      margin: 0;
      accent-color: var(--_color-accent);
    }

    .panes {
      flex: 1 1 var(--kv-photo-viewer-block-size, clamp(16rem, 55vb, 40rem));
      display: grid;
      grid-auto-rows: minmax(12rem, 1fr);
      gap: var(--_space-3);
      min-block-size: 12rem;
    }

    .panes.two {
      flex-basis: var(--kv-photo-viewer-block-size, clamp(28rem, 80vb, 48rem));
      min-block-size: 25rem;
    }

    .pane {
      display: grid;
      grid-template-rows: minmax(0, 1fr) auto;
      gap: var(--_space-1);
      min-inline-size: 0;
      min-block-size: 0;
      margin: 0;
    }

    figcaption {
      display: flex;
      flex-wrap: wrap;
      gap: 0 var(--_space-3);
      padding-inline: var(--_space-1);
      color: var(--_color-text-muted);
      font-size: var(--_font-size-s);
      font-variant-numeric: tabular-nums;
    }

    figcaption .name {
      color: var(--_color-text);
      font-weight: 600;
    }

    .two .pane {
      padding: 0.25rem;
      border: 2px solid transparent;
      border-radius: calc(var(--_radius-m) + 0.375rem);
    }

    .two .pane.active {
      border-color: var(--_color-accent);
    }

    .thumbnails {
      display: flex;
      flex-wrap: wrap;
      gap: var(--_space-2);
    }

    .thumbnail {
      display: grid;
      grid-template-rows: 4rem auto;
      gap: var(--_space-1);
      inline-size: 7.25rem;
      padding: 0.25rem;
      border: 2px solid transparent;
      border-radius: var(--_radius-m);
      background: none;
      color: var(--_color-text-muted);
      font: inherit;
      font-size: var(--_font-size-s);
      line-height: 1.3;
      text-align: center;
      overflow-wrap: break-word;
      cursor: pointer;
    }

    .thumbnail kv-photo {
      --kv-photo-aspect-ratio: auto;
      min-block-size: 0;
    }

    .thumbnail:hover {
      background: var(--_color-hover);
    }

    .thumbnail[aria-pressed='true'] {
      border-color: var(--_color-border-strong);
      color: var(--_color-text);
    }

    .thumbnail.active {
      border-color: var(--_color-accent);
      font-weight: 600;
    }

    .full-screen .thumbnails {
      justify-content: center;
    }

    @container (inline-size >= 34rem) {
      .panes.two {
        grid-auto-flow: column;
        grid-auto-columns: minmax(0, 1fr);
        flex-basis: var(--kv-photo-viewer-block-size, clamp(16rem, 55vb, 40rem));
        min-block-size: 12rem;
      }
    }

    @container (inline-size >= 56rem) {
      .tool.named {
        padding-inline: var(--_space-3);
      }

      .tool .name {
        display: inline;
      }
    }

    /* Without a hovering pointer, the hint would never change and would mention a wheel. */
    @media (hover: none) {
      .hint {
        display: none;
      }
    }

    @media (forced-colors: active) {
      .tool[aria-pressed='true'],
      .tool[aria-expanded='true'] {
        border-color: Highlight;
        outline: 1px solid Highlight;
      }

      .two .pane,
      .thumbnail {
        border-color: Canvas;
      }

      .thumbnail[aria-pressed='true'] {
        border-color: ButtonBorder;
      }

      .two .pane.active,
      .thumbnail.active {
        border-color: Highlight;
      }
    }
  `,
];
