/** How the light of a photo is changed, to see what is faint in it. */
export interface Look {
  /** 1 as it was taken. */
  readonly brightness: number;
  /** 1 as it was taken. */
  readonly contrast: number;
  readonly isInverted: boolean;
}

export const asTaken: Look = { brightness: 1, contrast: 1, isInverted: false };

/** The value of the CSS property `filter`. */
export function filterOf({ brightness, contrast, isInverted }: Look): string {
  const filters = [
    ...(brightness === 1 ? [] : [`brightness(${brightness})`]),
    ...(contrast === 1 ? [] : [`contrast(${contrast})`]),
    ...(isInverted ? ['invert(1)'] : []),
  ];
  return filters.length > 0 ? filters.join(' ') : 'none';
}
