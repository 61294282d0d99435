import type { Browser } from 'playwright-core';
import type { Goal, Measure, Samples } from './measure.ts';

export interface RunOptions {
  /** Which contestants, the kit first. */
  readonly contestants: readonly string[];
  /** Which parts of the group. */
  readonly chosenParts: readonly string[];
  readonly rounds: number;
  readonly samples: Samples;
  readonly launch: () => Promise<Browser>;
  /** Told on the console while the run lasts. */
  readonly report: (text: string) => void;
}

/** Measures that belong together, and who is measured. */
export interface Group {
  readonly name: string;
  readonly title: string;
  /** Their names in the tables. The kit is `kv`. */
  readonly contestants: Readonly<Record<string, string>>;
  readonly parts: readonly string[];
  /** Those to whom the table compares the kit. */
  readonly references: readonly string[];
  readonly measures: readonly Measure[];
  readonly goals: readonly Goal[];
  run(options: RunOptions): Promise<void>;
}
