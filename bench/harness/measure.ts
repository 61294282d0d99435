import { summarize, type Summary } from './statistics.ts';

/** One row of a table. */
export interface Measure {
  readonly id: string;
  readonly title: string;
  readonly unit: string;
  /** Digits after the decimal point. Default: none. */
  readonly digits?: number;
}

/** A bound for the kit, absolute or from what others reached in the same run. */
export interface Goal {
  readonly measure: string;
  readonly bound: 'at most' | 'at least';
  /** Whose median the limit is calculated from. */
  readonly of?: string;
  /** Default: 1. */
  readonly times?: number;
  /** Default: 0. */
  readonly plus?: number;
}

export interface Judged {
  readonly goal: Goal;
  readonly limit: number;
  readonly isMet: boolean;
}

/** The values that were measured, by measure and contestant. */
export class Samples {
  readonly #values = new Map<string, Map<string, number[]>>();

  add(measure: string, contestant: string, value: number): void {
    const byContestant = this.#values.get(measure) ?? new Map<string, number[]>();
    this.#values.set(measure, byContestant);
    const values = byContestant.get(contestant) ?? [];
    byContestant.set(contestant, [...values, value]);
  }

  summaryOf(measure: string, contestant: string): Summary | undefined {
    const values = this.#values.get(measure)?.get(contestant);
    return values && summarize(values);
  }
}

/** `undefined` if the run has not measured what the goal compares. */
export function judgeGoal(goal: Goal, contestant: string, samples: Samples): Judged | undefined {
  const reached = samples.summaryOf(goal.measure, contestant)?.median;
  const base = goal.of === undefined ? 0 : samples.summaryOf(goal.measure, goal.of)?.median;
  if (reached === undefined || base === undefined) return undefined;
  const limit = base * (goal.times ?? 1) + (goal.plus ?? 0);
  const isMet = goal.bound === 'at most' ? reached <= limit : reached >= limit;
  return { goal, limit, isMet };
}
