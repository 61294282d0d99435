export type Paper = 'a4' | 'letter';

/** In points (ISO 216, ANSI/ASME Y14.1). */
export const paperSizes: Readonly<Record<Paper, { width: number; height: number }>> = {
  a4: { width: 595.28, height: 841.89 },
  letter: { width: 612, height: 792 },
};
