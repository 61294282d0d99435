/** Reads machine-readable zones, by the kit and by `mrz`. */
import { checkMrz } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { parse } from 'mrz';

export type MrzReader = 'kv' | 'mrz';

declare global {
  var benchMrz: {
    /** Zones a second. */
    read(reader: MrzReader, milliseconds: number): number;
  };
}

const zones = sampleSessions({ count: 500, seed: 1 }).flatMap(({ attempts }) =>
  attempts.flatMap(({ mrz }) => (mrz ? [mrz] : [])),
);

const readers: Readonly<Record<MrzReader, (lines: readonly string[]) => unknown>> = {
  kv: (lines) => checkMrz(lines),
  mrz: (lines) => parse([...lines]),
};

/** `mrz` throws for a zone of a wrong length. */
function canRead(lines: readonly string[]): boolean {
  try {
    readers.mrz(lines);
    return true;
  } catch {
    return false;
  }
}

const readable = zones.filter(canRead);

globalThis.benchMrz = {
  read(reader, milliseconds) {
    const read = readers[reader];
    const start = performance.now();
    let count = 0;
    let elapsed = 0;
    while (elapsed < milliseconds) {
      for (const lines of readable) read(lines);
      count += readable.length;
      elapsed = performance.now() - start;
    }
    return (1000 * count) / elapsed;
  },
};
