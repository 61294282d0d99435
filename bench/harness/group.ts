import type { Browser } from 'playwright-core';
import type { Goal, Measure } from './measure.ts';
import type { OpenPage, Stage } from './stage.ts';

export type Launch = () => Promise<Browser>;

/** One measurement of one contestant. */
export interface Turn {
  readonly stage: Stage;
  readonly browser: Browser;
  readonly contestant: string;
  readonly add: (measure: string, value: number) => void;
}

export interface Part {
  /** How often it is measured, unless the command says otherwise. */
  readonly rounds: number;
  readonly measure: (turn: Turn) => Promise<void>;
}

/** Measures that belong together, and who is measured. */
export interface Group {
  readonly name: string;
  readonly title: string;
  /** Their names in the table. The kit is `kv`. */
  readonly contestants: Readonly<Record<string, string>>;
  /** Those to whom the table compares the kit. The others are measured once, so that a run stays short. */
  readonly references: readonly string[];
  readonly parts: Readonly<Record<string, Part>>;
  readonly measures: readonly Measure[];
  readonly goals: readonly Goal[];
  readonly setStage: (contestants: readonly string[], launch: Launch) => Promise<Stage>;
}

/** Opens a new window for the work. */
export async function withPage<T>(
  { stage, browser }: Turn,
  work: (opened: OpenPage) => Promise<T>,
): Promise<T> {
  const opened = await stage.open(browser);
  try {
    return await work(opened);
  } finally {
    await opened.close();
  }
}
