/** So many photos, of different widths. */
export const photoCount = 8;
const narrowest = 96;

export const photoWidthOf = (index: number): number => narrowest + (index % photoCount);
