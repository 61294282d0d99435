import { css } from 'lit';

/**
 * The design tokens of every element; `detail-tokens.ts` has those that a list does not need. A host
 * sets `--kv-…` on any ancestor; the styles of the kit read `--_…`. Colours follow the inherited `color-scheme`.
 * The provider sets `--_brand-…`, the branding of the company, which what the host sets overrides.
 */
export const tokens = css`
  :host {
    --_color-surface: var(--kv-color-surface, light-dark(#ffffff, #151922));
    --_color-surface-raised: var(--kv-color-surface-raised, light-dark(#ffffff, #1c212c));
    --_color-surface-sunken: var(--kv-color-surface-sunken, light-dark(#f4f6f9, #0f131a));
    --_color-hover: var(--kv-color-hover, light-dark(#f0f4fb, #202736));
    --_color-text: var(--kv-color-text, light-dark(#17202e, #e9edf4));
    --_color-text-muted: var(--kv-color-text-muted, light-dark(#55617a, #a6b0c3));
    --_color-border: var(--kv-color-border, light-dark(#dce1ea, #2e3544));
    --_color-border-strong: var(--kv-color-border-strong, light-dark(#7a869b, #78839a));
    --_color-accent: var(--kv-color-accent, var(--_brand-accent, light-dark(#1d4ed8, #8fb2ff)));
    --_color-accent-soft: var(
      --kv-color-accent-soft,
      color-mix(in srgb, var(--_color-accent) 12%, var(--_color-surface))
    );
    /* White or black. Both have the same contrast with an accent whose luminance (y) is 0.179. */
    --_color-on-accent: var(
      --kv-color-on-accent,
      color(
        from var(--_color-accent) xyz clamp(0, (0.179 - y) * 1e9, 0.9505)
          clamp(0, (0.179 - y) * 1e9, 1) clamp(0, (0.179 - y) * 1e9, 1.089)
      )
    );
    --_color-success: var(--kv-color-success, light-dark(#0d6b3d, #72d9a1));
    --_color-success-soft: var(--kv-color-success-soft, light-dark(#e1f4e9, #12301f));
    --_color-warning: var(--kv-color-warning, light-dark(#8a4b00, #f3c06f));
    --_color-warning-soft: var(--kv-color-warning-soft, light-dark(#fdf1dc, #382a10));
    --_color-danger: var(--kv-color-danger, light-dark(#b3211a, #ff9d94));
    --_color-danger-soft: var(--kv-color-danger-soft, light-dark(#fdeae8, #3e1917));
    --_color-focus: var(--kv-color-focus, var(--_color-accent));

    --_space-1: var(--kv-space-1, 0.25rem);
    --_space-2: var(--kv-space-2, 0.5rem);
    --_space-3: var(--kv-space-3, 0.75rem);
    --_space-4: var(--kv-space-4, 1rem);
    --_space-6: var(--kv-space-6, 2.5rem);
    --_radius-s: var(--kv-radius-s, calc(0.6 * var(--_radius-m)));
    --_radius-m: var(--kv-radius-m, var(--_brand-radius, 0.625rem));
    --_radius-pill: 999px;

    --_font-family: var(
      --kv-font-family,
      var(--_brand-fonts,) system-ui,
      'Noto Sans',
      'Noto Sans Georgian',
      sans-serif
    );
    --_font-size: var(--kv-font-size, 0.9375rem);
    --_font-size-s: var(--kv-font-size-s, 0.8125rem);
    --_font-size-l: var(--kv-font-size-l, 1.125rem);
    --_control-height: var(--kv-control-height, 2.5rem);
  }
`;

/** The base styles of every element. */
export const hostStyles = css`
  :host {
    display: block;
    box-sizing: border-box;
    color: var(--_color-text);
    font-family: var(--_font-family);
    font-size: var(--_font-size);
    line-height: 1.5;
    text-align: start;
  }

  :host([hidden]) {
    display: none;
  }

  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }

  /* Texts have their own direction in a layout from right to left, and the alignment of the layout. */
  :host(:dir(rtl)) {
    /* stylelint-disable-next-line value-keyword-layout-mappings -- The start of the layout, not of each text. */
    text-align: right;
  }

  :where(:host(:dir(rtl)) :not(bdi, time)) {
    unicode-bidi: plaintext;
  }

  /* A label without space wraps, and its icon keeps its size. */
  svg.icon {
    flex: none;
  }

  :where(svg.icon) {
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentcolor;
    stroke-width: 1.8;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  :focus-visible {
    outline: 2px solid var(--_color-focus);
    outline-offset: 2px;
  }

  .visually-hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  @media (prefers-reduced-motion: reduce) {
    *,
    *::before,
    *::after {
      /* stylelint-disable declaration-no-important -- Overrules every animation of the kit. */
      animation-duration: 1ms !important;
      animation-iteration-count: 1 !important;
      transition: none !important;
      /* stylelint-enable declaration-no-important */
    }
  }
`;
