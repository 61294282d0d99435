/** What a run of tests ended with. */
export interface Totals {
  readonly passed: number;
  readonly failed: number;
}

export function sum(totals: readonly Totals[]): Totals {
  return totals.reduce(
    (all, next) => ({ passed: all.passed + next.passed, failed: all.failed + next.failed }),
    { passed: 0, failed: 0 },
  );
}
