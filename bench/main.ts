/**
 * Measures the kit beside the libraries that a portal would use instead: `npm run bench`.
 *
 * - `--only list` chooses groups, separated by commas.
 * - `--contestants kv,virtualizer` chooses who is measured.
 * - `--parts start-50,scrolling` chooses parts of the groups.
 * - `--rounds 1` repeats less often.
 *
 * The tables go to the console; those of a whole run go to `bench/results`, too.
 */
import { parseArgs } from 'node:util';
import { chromium } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../scripts/browser.ts';
import { ensureBuild } from '../scripts/ensure-build.ts';
import { csv } from './csv/group.ts';
import { pdf } from './documents/group.ts';
import { list } from './grids/group.ts';
import { http } from './http/group.ts';
import { Samples } from './harness/measure.ts';
import { mrz } from './mrz/group.ts';
import { preview } from './preview/group.ts';
import { writeResults } from './harness/results.ts';
import { runGroup } from './harness/run-group.ts';
import { toTable } from './harness/table.ts';
import { views } from './views/group.ts';

const groups = [list, http, views, preview, pdf, csv, mrz];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    contestants: { type: 'string' },
    parts: { type: 'string' },
    rounds: { type: 'string' },
  },
});

/** The chosen ones, in the order of those that there are. */
function choose(option: string, wanted: string | undefined, all: readonly string[]): string[] {
  const words = wanted?.split(',') ?? all;
  const unknown = words.filter((word) => !all.includes(word));
  if (unknown.length > 0)
    throw new Error(`--${option} ${unknown.join(',')}: there are ${all.join(', ')}.`);
  return all.filter((one) => words.includes(one));
}

const launch = () =>
  chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumArguments, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });

const names = groups.map(({ name }) => name);
const chosen = choose('only', values.only, names);
const chosenGroups = groups.filter(({ name }) => chosen.includes(name));
const contestants = choose('contestants', values.contestants, [
  ...new Set(chosenGroups.flatMap((group) => Object.keys(group.contestants))),
]);
const parts = choose('parts', values.parts, [
  ...new Set(chosenGroups.flatMap((group) => Object.keys(group.parts))),
]);

ensureBuild();
const sections: string[] = [];
for (const group of chosenGroups) {
  const samples = new Samples();
  const measured = Object.keys(group.contestants).filter((name) => contestants.includes(name));
  const begin = performance.now();
  await runGroup(group, {
    contestants: measured,
    parts,
    rounds: values.rounds === undefined ? undefined : Number(values.rounds),
    samples,
    launch,
    report: (text) => console.error(text),
  });
  const table = toTable({
    ...group,
    contestants: measured,
    own: 'kv',
    samples,
    nameOf: (contestant) => group.contestants[contestant] ?? contestant,
  });
  const seconds = Math.round((performance.now() - begin) / 1000);
  const section = `## ${group.title}\n\n${table}\n\nMeasured in ${seconds} s.`;
  sections.push(section);
  console.log(`\n${section}\n`);
}
const isWhole = Object.keys(values).length === 0;
if (isWhole) console.log(`Written to ${writeResults(sections)}.`);
