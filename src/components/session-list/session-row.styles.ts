import { css } from 'lit';

export const rowStyles = css`
  .row {
    position: absolute;
    inset-block-start: 0;
    inset-inline: 0;
    block-size: var(--_row-height);
    border-block-end: 1px solid var(--_color-border);
    background: var(--_color-surface);
    cursor: pointer;
    contain: strict;
    /* Its own layer: moving a row repaints no other row. */
    will-change: transform;
  }

  .row:hover {
    background: var(--_color-hover);
  }

  .row:focus-visible {
    outline-offset: -2px;
    border-radius: var(--_radius-s);
  }

  .head,
  .row {
    display: grid;
    grid-template-columns: var(--_columns);
    align-items: center;
    column-gap: var(--_space-3);
    padding-inline: var(--_space-4) var(--_space-2);
    font-variant-numeric: tabular-nums;
  }

  .cell {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  /* Room for the ring of a focused control; or what they contain is cut off itself. */
  .cell:is(.sortable, .more, .extra, .reasons),
  .row .cell:is(.selfie, .name, .fact, .verified) {
    overflow: visible;
  }

  .head .more {
    display: block;
    text-align: center;
  }

  .face {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: var(--_photo-size);
    block-size: var(--_photo-size);
    border-radius: var(--kv-photo-radius, var(--_radius-s));
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    overflow: hidden;
  }

  .face > .icon {
    opacity: 0.6;
  }

  /* Two lines. A name has a box of its own, which is cut off at the end of the name. */
  .name bdi,
  .fact .text,
  .head .label {
    display: -webkit-inline-box;
    max-inline-size: 100%;
    line-height: 1.3;
    vertical-align: middle;
    white-space: normal;
    overflow: hidden;
    overflow-wrap: anywhere;
    text-overflow: ellipsis;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 2;
  }

  .name bdi {
    font-weight: 600;
  }

  .unread {
    color: var(--_color-text-muted);
    letter-spacing: 0.1em;
  }

  .row .date {
    color: var(--_color-text-muted);
    font-size: var(--_font-size-s);
    line-height: 1.3;
    white-space: normal;
  }

  /* Signs of strokes across square boxes: drawn by a style sheet, they take no nodes. */
  .fact {
    --_stroke:
      transparent calc(50% - 0.05rem), currentcolor calc(50% - 0.036rem) calc(50% + 0.036rem),
      transparent calc(50% + 0.05rem);

    display: flex;
    align-items: center;
    gap: var(--_space-1);
    min-block-size: 1.4rem;
    font-size: var(--_font-size-s);
  }

  .fact::before,
  .more .button::before {
    content: '';
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    background-repeat: no-repeat;
    print-color-adjust: exact;
  }

  .fact.success::before {
    background-image:
      linear-gradient(45deg, var(--_stroke)), linear-gradient(135deg, var(--_stroke));
    background-position:
      0.2rem calc(50% + 0.13rem),
      0.41rem calc(50% + 0.01rem);
    background-size:
      0.28rem 0.28rem,
      0.52rem 0.52rem;
    color: var(--_color-success);
  }

  .fact.danger::before {
    background-image:
      linear-gradient(45deg, var(--_stroke)), linear-gradient(135deg, var(--_stroke));
    background-position: center;
    background-size: 0.63rem 0.63rem;
    color: var(--_color-danger);
  }

  .fact.neutral {
    color: var(--_color-text-muted);
  }

  .fact.neutral::before,
  .more .button::before {
    background: radial-gradient(circle, currentcolor 0.05rem, transparent 0.09rem) center /
      0.28125rem 0.28125rem repeat-x content-box;
    padding-inline: 0.140625rem;
    box-sizing: border-box;
  }

  /* Its text is for screen readers. */
  .row .more .button {
    gap: 0;
    font-size: 0;
  }

  /* An ellipsis needs a block here, because the text is not in its own element. */
  .row .tag {
    display: inline-block;
    max-inline-size: 100%;
    vertical-align: middle;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .tag .icon {
    inline-size: 1rem;
    block-size: 1rem;
    margin-inline-end: var(--_space-1);
    vertical-align: -0.25em;
  }

  .more {
    display: grid;
    justify-content: center;
  }

  .skeleton {
    display: block;
    block-size: 0.75rem;
    inline-size: 70%;
    border-radius: var(--_radius-s);
    background: var(--_color-border);
    opacity: 0.7;
  }

  .skeleton.face {
    inline-size: var(--_photo-size);
    block-size: var(--_photo-size);
    background: var(--_color-border);
  }

  .pending,
  .grid[aria-busy='true'] .skeleton {
    animation: breathe 1.6s ease-in-out infinite;
  }

  @keyframes breathe {
    50% {
      opacity: 0.3;
    }
  }

  @media (forced-colors: active) {
    .row:focus-visible {
      outline-color: Highlight;
    }

    .face {
      border: 1px solid CanvasText;
    }

    .skeleton {
      background: GrayText;
    }

    /* Forced colours leave gradients out. */
    .row .fact::before,
    .more .button::before {
      color: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
