import { css } from 'lit';

/**
 * The design tokens of every element; `detail-tokens.ts` has those that a list does not need. A host sets `--kv-…` on any ancestor; the styles of the kit read `--_…`. Colours follow the
 * inherited `color-scheme`. The provider sets `--_brand-…`, the branding of the company, which what the host
 * sets overrides. The comments are the purposes in the documentation (`npm run docs`).
 *
 * At an OKLCH lightness of 0.49, every colour of sRGB has a contrast of 4.5 with the light surfaces and with
 * its own soft tone; at 0.76 it has that with the dark ones. `test/styles/accent.test.ts` proves it.
 */
export const tokens = css`
  :host {
    /* The background of an element. */
    --_color-surface: var(--kv-color-surface, light-dark(#ffffff, #151922));
    /* The background of what floats or stands out: dialogs, menus, buttons. */
    --_color-surface-raised: var(--kv-color-surface-raised, light-dark(#ffffff, #1c212c));
    /* The background of what lies lower: heads of tables, fields that cannot be changed. */
    --_color-surface-sunken: var(--kv-color-surface-sunken, light-dark(#f4f6f9, #0f131a));
    /* The background of a row or a control below the pointer. */
    --_color-hover: var(--kv-color-hover, light-dark(#f0f4fb, #202736));
    /* Text. */
    --_color-text: var(--kv-color-text, light-dark(#17202e, #e9edf4));
    /* Labels, hints and other text of less weight. */
    --_color-text-muted: var(--kv-color-text-muted, light-dark(#55617a, #a6b0c3));
    /* Lines between parts. They decorate, and need no contrast. */
    --_color-border: var(--kv-color-border, light-dark(#dce1ea, #2e3544));
    /* The border of a control. */
    --_color-border-strong: var(--kv-color-border-strong, light-dark(#7a869b, #78839a));
    /* The colour of the brand: main buttons, badges, marks of what is chosen. */
    --_color-accent: var(--kv-color-accent, var(--_brand-accent, light-dark(#1d4ed8, #8fb2ff)));
    /* Text in the colour of the brand: the accent, as dark or light as text must be. */
    --_color-accent-text: var(
      --kv-color-accent-text,
      light-dark(
        oklch(from var(--_color-accent) min(l, 0.49) c h),
        oklch(from var(--_color-accent) max(l, 0.76) c h)
      )
    );
    /* Text on the accent: white or black, whichever has the greater contrast. */
    --_color-on-accent: var(
      --kv-color-on-accent,
      oklch(from color(from var(--_color-accent) xyz y y y) calc((0.565 - l) * 1e9) 0 0)
    );
    /* The background of what is chosen. */
    --_color-accent-soft: var(
      --kv-color-accent-soft,
      color-mix(in srgb, var(--_color-accent) 12%, var(--_color-surface))
    );
    /* A verified session, and a check that passed. */
    --_color-success: var(--kv-color-success, light-dark(#0d6b3d, #72d9a1));
    /* The background of a mark of success. */
    --_color-success-soft: var(
      --kv-color-success-soft,
      color-mix(in srgb, var(--_color-success) 12%, var(--_color-surface))
    );
    /* A session that awaits action, and a doubt. */
    --_color-warning: var(--kv-color-warning, light-dark(#8a4b00, #f3c06f));
    /* The background of a mark of warning. */
    --_color-warning-soft: var(
      --kv-color-warning-soft,
      color-mix(in srgb, var(--_color-warning) 12%, var(--_color-surface))
    );
    /* A rejected session, an error, and what cannot be undone. */
    --_color-danger: var(--kv-color-danger, light-dark(#b3211a, #ff9d94));
    /* The background of a mark of danger. */
    --_color-danger-soft: var(
      --kv-color-danger-soft,
      color-mix(in srgb, var(--_color-danger) 12%, var(--_color-surface))
    );
    /* The outline of what has the focus. */
    --_color-focus: var(--kv-color-focus, var(--_color-accent-text));

    /* Between an icon and its text. */
    --_space-1: var(--kv-space-1, 0.25rem);
    /* Between controls of a group. */
    --_space-2: var(--kv-space-2, 0.5rem);
    /* Within a control or a cell. */
    --_space-3: var(--kv-space-3, 0.75rem);
    /* Within a panel. */
    --_space-4: var(--kv-space-4, 1rem);
    /* Between sections. */
    --_space-6: var(--kv-space-6, 2.5rem);
    /* The corners of tags and small controls. */
    --_radius-s: var(--kv-radius-s, calc(0.6 * var(--_radius-m)));
    /* The corners of controls, panels and dialogs. */
    --_radius-m: var(--kv-radius-m, var(--_brand-radius, 0.625rem));
    --_radius-pill: 999px;

    /* All text. The page provides the fonts. */
    --_font-family: var(
      --kv-font-family,
      var(--_brand-fonts,) system-ui,
      'Noto Sans',
      'Noto Sans Georgian',
      sans-serif
    );
    /* Text. */
    --_font-size: var(--kv-font-size, 0.9375rem);
    /* Labels, hints, tags. */
    --_font-size-s: var(--kv-font-size-s, 0.8125rem);
    /* Headings of sections. */
    --_font-size-l: var(--kv-font-size-l, 1.125rem);
    /* The least height of a button or field. */
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
    /* At the end of a page, it must not make the page higher. */
    margin-block: -1px;
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
