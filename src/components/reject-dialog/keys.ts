/** The list whose entries the digits choose. */
export type ChoiceList = 'groups' | 'reasons';

/** The digit that brings the focus back to the groups. */
export const groupsDigit = 0;

/** The digits choose the first nine entries of a list. */
const lastDigit = 9;

/** The digit that chooses the entry at this place. */
export const digitOf = (index: number): number | undefined =>
  index < lastDigit ? index + 1 : undefined;

/**
 * The digit of a key press without a modifier. The physical key counts where digits need Shift, as
 * on a French keyboard, or where the layout types other digits.
 */
export function pressedDigit(event: KeyboardEvent): number | undefined {
  const { key, code, shiftKey } = event;
  if (event.ctrlKey || event.altKey || event.metaKey || event.repeat) return undefined;
  if (/^\d$/.test(key)) return Number(key);
  const place = shiftKey || /^\p{Letter}$/u.test(key) ? null : /^(?:Digit|Numpad)(\d)$/.exec(code);
  return place ? Number(place[1]) : undefined;
}

/** The place that a key moves to in a vertical list. */
export function movedIndex(key: string, index: number, count: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return (index + 1) % count;
    case 'ArrowUp':
      return (index - 1 + count) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return undefined;
  }
}
