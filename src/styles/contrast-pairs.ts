/** Which tokens meet, without `--kv-color-`, and the contrast that each pair must keep. */

/** WCAG 2.2 AA: 4.5 for text (1.4.3), 3 for what shows a control or its focus (1.4.11). */
export type RequiredRatio = 3 | 4.5;

export type RequiredPair<Token extends string = string> = readonly [
  foreground: Token,
  background: Token,
  required: RequiredRatio,
];

export const surfaces = ['surface', 'surface-raised', 'surface-sunken', 'hover'] as const;
export const texts = ['text', 'text-muted'] as const;

const on = <Foreground extends string, Background extends string>(
  foreground: Foreground,
  backgrounds: readonly Background[],
  required: RequiredRatio,
): readonly RequiredPair<Foreground | Background>[] =>
  backgrounds.map((background) => [foreground, background, required]);

const accentBackgrounds = [...surfaces, 'accent-soft'] as const;

/** The pairs that an accent enters. */
export const accentPairs = [
  ...on('on-accent', ['accent'], 4.5),
  ...on('accent', accentBackgrounds, 3),
  ...on('accent-text', accentBackgrounds, 4.5),
  ...texts.flatMap((text) => on(text, ['accent-soft'], 4.5)),
  ...on('focus', accentBackgrounds, 3),
];

const states = ['success', 'warning', 'danger'] as const;

/** All other pairs. `border` and `backdrop` are in none: they decorate. */
export const otherPairs = [
  ...texts.flatMap((text) => on(text, surfaces, 4.5)),
  ...on('border-strong', surfaces, 3),
  ...states.flatMap((state) => [
    ...on(state, [...surfaces, `${state}-soft`], 4.5),
    ...texts.flatMap((text) => on(text, [`${state}-soft`], 4.5)),
  ]),
  ...on('on-danger', ['danger'], 4.5),
  ...on('on-group', ['group'], 4.5),
  ...on('group', [...surfaces, 'group-soft'], 4.5),
  ...texts.flatMap((text) => on(text, ['group-soft'], 4.5)),
];
