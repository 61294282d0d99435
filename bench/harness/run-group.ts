import type { Group, Launch } from './group.ts';
import type { Samples } from './measure.ts';

export interface RunOptions {
  readonly contestants: readonly string[];
  readonly parts: readonly string[];
  /** How often each part is measured. Default: as the part says. */
  readonly rounds: number | undefined;
  readonly samples: Samples;
  readonly launch: Launch;
  /** Told while the run lasts. */
  readonly report: (text: string) => void;
}

/**
 * Contestants take turns in each round, so that a busy machine slows all of them, and in the opposite order in every
 * second one. Each has a browser of its own.
 */
export async function runGroup(group: Group, options: RunOptions): Promise<void> {
  const { contestants, rounds, samples, launch, report } = options;
  const parts = Object.entries(group.parts).filter(([name]) => options.parts.includes(name));
  const roundsOf = (part: number, contestant: string): number =>
    rounds ?? (contestant === 'kv' || group.references.includes(contestant) ? part : 1);
  const last = Math.max(...parts.map(([, part]) => rounds ?? part.rounds));
  const stage = await group.setStage(contestants, launch);
  try {
    for (let round = 1; round <= last; round += 1) {
      for (const contestant of round % 2 === 1 ? contestants : contestants.toReversed()) {
        const due = parts.filter(([, part]) => round <= roundsOf(part.rounds, contestant));
        if (due.length === 0) continue;
        const browser = await launch();
        const add = (measure: string, value: number): void =>
          samples.add(measure, contestant, value);
        for (const [name, part] of due) {
          report(`${group.name}, round ${round} of ${last}: ${contestant}, ${name}`);
          await part.measure({ stage, browser, contestant, add });
        }
        await browser.close();
      }
    }
  } finally {
    await stage.close();
  }
}
