import type { RunOptions } from '../harness/group.ts';
import type { Stage } from '../harness/stage.ts';
import type { Part } from './list-page.ts';

export interface PartsRun extends RunOptions {
  readonly stage: Stage;
  readonly parts: Readonly<Record<string, Part>>;
  /** Whether a contestant is measured in a round. Default: in every one. */
  readonly isDue?: (contestant: string, part: string, round: number) => boolean;
}

/** Contestants take turns in each round, so that a busy machine slows all of them. Each has a new browser. */
export async function runParts(run: PartsRun): Promise<void> {
  const { stage, parts, chosenParts, contestants, rounds, samples, launch, report, isDue } = run;
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of contestants) {
      const browser = await launch();
      const add = (measure: string, value: number): void => samples.add(measure, contestant, value);
      try {
        for (const [name, part] of Object.entries(parts)) {
          if (!chosenParts.includes(name) || isDue?.(contestant, name, round) === false) continue;
          report(`round ${round} of ${rounds}: ${contestant}, ${name}`);
          await part({ stage, browser, contestant, add });
        }
      } finally {
        await browser.close();
      }
    }
  }
}
