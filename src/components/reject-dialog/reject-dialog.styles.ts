import { css } from 'lit';

export const styles = css`
  .dialog {
    --_dialog-size: 52rem;
  }

  fieldset {
    min-inline-size: 0;
    margin: 0;
    padding: 0;
    border: 0;
  }

  legend {
    margin-block-end: var(--_space-2);
    overflow-wrap: anywhere;
  }

  .choices {
    border: 1px solid var(--_color-border-strong);
    border-radius: var(--_radius-s);
    background: var(--_color-surface);
  }

  .choices:empty {
    display: none;
  }

  /* Nothing about a chosen entry changes its size: what follows it must not move. */
  .choice {
    position: relative;
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    min-block-size: 2.25rem;
    padding: var(--_space-1) var(--_space-3);
    cursor: pointer;
    overflow-wrap: anywhere;
  }

  .choice + .choice {
    border-block-start: 1px solid var(--_color-border);
  }

  .choice bdi {
    flex: 1;
    min-inline-size: 0;
    text-align: match-parent;
  }

  .choice:hover {
    background: var(--_color-hover);
  }

  .choice:has(:focus-visible) {
    outline: 2px solid var(--_color-focus);
    outline-offset: -2px;
  }

  /*
   * The native control is transparent and covers its label, for people who explore the screen by
   * touch. With the next entries in view, it is clear that the list goes on.
   */
  .choice input {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    margin: 0;
    opacity: 0;
    pointer-events: none;
    scroll-margin-block: 2.5rem 5rem;
  }

  .mark {
    display: grid;
    place-items: center;
    flex: none;
    inline-size: 1.125rem;
    block-size: 1.125rem;
    border: 1.5px solid var(--_color-border-strong);
    font-size: 0.75rem;
  }

  .group .mark {
    border-radius: 50%;
  }

  .reason .mark {
    border-radius: 0.25rem;
  }

  .choice.chosen {
    background: var(--_tone-soft);
    color: var(--_tone);
    box-shadow: inset 0.25rem 0 var(--_tone);
  }

  .choice.chosen:dir(rtl) {
    box-shadow: inset -0.25rem 0 var(--_tone);
  }

  .choice.chosen .mark {
    border-color: var(--_tone);
    background: var(--_tone);
    color: var(--_on-tone);
  }

  .group {
    --_tone: var(--_color-group);
    --_tone-soft: var(--_color-group-soft);
    --_on-tone: var(--_color-on-group);
  }

  .reason {
    --_tone: var(--_color-danger);
    --_tone-soft: var(--_color-danger-soft);
    --_on-tone: var(--_color-on-danger);
  }

  .count {
    flex: none;
    min-inline-size: 1.375rem;
    padding-inline: var(--_space-1);
    border-radius: var(--_radius-pill);
    background: var(--_color-danger);
    color: var(--_color-on-danger);
    font-size: var(--_font-size-s);
    font-weight: 600;
    text-align: center;
  }

  .key {
    flex: none;
    min-inline-size: 1.25rem;
    padding-inline: var(--_space-1);
    border: 1px solid var(--_color-border-strong);
    border-radius: 0.25rem;
    background: var(--_color-surface-sunken);
    color: var(--_color-text-muted);
    font-family: var(--_font-family-mono);
    font-size: 0.75rem;
    font-weight: 400;
    line-height: 1.4;
    text-align: center;
  }

  .count.none,
  .key.resting {
    visibility: hidden;
  }

  fieldset:disabled .choice {
    opacity: 0.7;
    cursor: not-allowed;
  }

  /* The room of the first selected reason. */
  .selection {
    display: grid;
    gap: var(--_space-1) var(--_space-3);
    align-content: start;
    min-block-size: calc(1.5em + var(--_space-1) + 2rem);
  }

  .duplicates .choices {
    max-block-size: 12rem;
    overflow-y: auto;
  }

  .duplicate {
    display: grid;
    min-inline-size: 0;
  }

  .duplicates .hint {
    margin: 0;
    font-size: var(--_font-size-s);
  }

  .duplicate-failure {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: var(--_space-2);
    color: var(--_color-danger);
  }

  .missing {
    display: flex;
    align-items: center;
    gap: var(--_space-2);
    color: var(--_color-danger);
    font-weight: 600;
  }

  .missing:not(:has(*)) {
    display: none;
  }

  .selected {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-2);
    min-inline-size: 0;
    max-block-size: 6.5rem;
    margin: 0;
    padding: 0;
    list-style: none;
    overflow-y: auto;
  }

  .selected .tag {
    max-inline-size: 100%;
    min-block-size: 2rem;
  }

  /* The whole text stands in the list. */
  .selected bdi {
    min-inline-size: 0;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .remove {
    margin-inline-end: calc(-1 * var(--_space-1));
    display: inline-grid;
    place-items: center;
    flex: none;
    inline-size: 1.5rem;
    block-size: 1.5rem;
    padding: 0;
    border: 0;
    border-radius: 50%;
    background: none;
    color: inherit;
    font-size: 0.75rem;
    cursor: pointer;
  }

  .remove:hover {
    background: var(--_color-surface);
  }

  .remove:focus-visible {
    outline-offset: -2px;
  }

  .clear {
    margin-inline-end: auto;
  }

  .picker {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: var(--_space-4);
    align-content: start;
  }

  .picker ~ .note-field textarea.field {
    min-block-size: 4.5rem;
  }

  @media (width >= 40rem) {
    .picker {
      grid-template-columns: minmax(0, 20rem) minmax(0, 1fr);
      column-gap: var(--_space-5);
    }

    .selection {
      grid-template-columns: auto minmax(0, 1fr);
      min-block-size: 2rem;
      line-height: 2rem;
    }
  }

  /* The dialog keeps its height, whatever is chosen: each list scrolls by itself. */
  @media (width >= 40rem) and (height >= 34rem) {
    .dialog:has(.picker) {
      block-size: 43rem;
    }

    .dialog:has(.picker.many) {
      max-block-size: calc(100dvb - 2rem);
      block-size: 54rem;
    }

    .form-body:has(.picker) {
      display: flex;
      flex-direction: column;
    }

    .picker {
      flex: 1;
      grid-template-rows: minmax(0, 1fr);
      align-content: stretch;
      min-block-size: 14rem;
    }

    fieldset {
      display: flex;
      flex-direction: column;
      min-block-size: 0;
    }

    .choices {
      min-block-size: 0;
      overflow-y: auto;
    }
  }

  @media (width < 40rem) {
    .dialog:has(.picker) {
      block-size: calc(100dvb - 1rem);
    }

    .form-footer .clear {
      flex-basis: 100%;
    }
  }

  @media (forced-colors: active) {
    .choice.chosen {
      outline: 2px solid Highlight;
      outline-offset: -2px;
    }

    .choice.chosen:has(:focus-visible) {
      outline-width: 4px;
      outline-offset: -4px;
    }

    .choice.chosen .mark {
      forced-color-adjust: none;
      border-color: Highlight;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
