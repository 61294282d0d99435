/** Adjustments of a photo that make faint details visible. */
export interface Look {
  /** 1 leaves it unchanged. */
  readonly brightness: number;
  /** 1 leaves it unchanged. */
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
