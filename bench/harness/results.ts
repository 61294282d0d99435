import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join, relative } from 'node:path';
import { root } from '../../scripts/entries.ts';

const folder = join(root, 'bench/results');

/** A file for the day; later runs of a day have a number. */
function freeFile(day: string): string {
  for (let run = 1; ; run += 1) {
    const file = join(folder, `${day}${run === 1 ? '' : `-${run}`}.md`);
    if (!existsSync(file)) return file;
  }
}

/** Returns the path from the root of the checkout. */
export function writeResults(sections: readonly string[]): string {
  const day = new Date().toISOString().slice(0, 10);
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}`;
  mkdirSync(folder, { recursive: true });
  const file = freeFile(day);
  writeFileSync(file, `# ${day}\n\n${machine}\n\n${sections.join('\n\n')}\n`);
  return relative(root, file);
}
