/** A run of characters that the other text shares at this position, or does not. */
export interface DifferenceRun {
  readonly text: string;
  readonly differs: boolean;
}

/**
 * Divides a text into runs. Texts of equal length are compared character by character. Otherwise
 * the part between their common ends differs.
 */
export function markDifferences(text: string, other: string): DifferenceRun[] {
  const [own, others] = [Array.from(text), Array.from(other)];
  const isSame =
    own.length === others.length
      ? (index: number) => own[index] === others[index]
      : isInCommonEnd(own, others);
  const runs: { text: string; differs: boolean }[] = [];
  for (const [index, character] of own.entries()) {
    const differs = !isSame(index);
    const run = runs.at(-1);
    if (run?.differs === differs) run.text += character;
    else runs.push({ text: character, differs });
  }
  return runs;
}

function isInCommonEnd(own: readonly string[], others: readonly string[]) {
  const shorter = Math.min(own.length, others.length);
  let start = 0;
  while (start < shorter && own[start] === others[start]) start += 1;
  let end = 0;
  while (end < shorter - start && own.at(-1 - end) === others.at(-1 - end)) end += 1;
  return (index: number): boolean => index < start || index >= own.length - end;
}
