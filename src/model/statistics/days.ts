// Without schemas, because elements call it.

/** The longest range of statistics: ten years. */
export const maxStatisticsDays = 3653;

/** How many days a range has, the last one included. */
export const countDays = ({ from, to }: { readonly from: string; readonly to: string }): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000) + 1;
