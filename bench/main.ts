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
import { writeResults } from './harness/results.ts';
import { toTable } from './harness/table.ts';
import { views } from './views/group.ts';

const groups = [list, http, views, pdf, csv, mrz];

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    contestants: { type: 'string' },
    parts: { type: 'string' },
    rounds: { type: 'string' },
  },
});

/** The chosen ones among the given, in the order of the given. */
function choose(wanted: string | undefined, given: readonly string[]): string[] {
  const words = wanted?.split(',');
  return given.filter((one) => words?.includes(one) ?? true);
}

const launch = () =>
  chromium.launch({
    executablePath: ensureChromium(),
    args: [...chromiumArguments, '--enable-precise-memory-info', '--js-flags=--expose-gc'],
  });

ensureBuild();
const names = groups.map(({ name }) => name);
const chosen = choose(values.only, names);
const sections: string[] = [];
for (const group of groups.filter(({ name }) => chosen.includes(name))) {
  const samples = new Samples();
  const contestants = choose(values.contestants, Object.keys(group.contestants));
  const begin = performance.now();
  await group.run({
    contestants,
    chosenParts: choose(values.parts, group.parts),
    rounds: Number(values.rounds ?? 3),
    samples,
    launch,
    report: (text) => console.error(`${group.name}: ${text}`),
  });
  const table = toTable({
    measures: group.measures,
    contestants,
    own: 'kv',
    references: group.references,
    goals: group.goals,
    samples,
    nameOf: (contestant) => group.contestants[contestant] ?? contestant,
  });
  const seconds = Math.round((performance.now() - begin) / 1000);
  sections.push(`## ${group.title}\n\n${table}\n\nMeasured in ${seconds} s.`);
  console.log(`\n${sections.at(-1)}\n`);
}
const isWhole = Object.keys(values).length === 0;
if (isWhole) console.log(`Written to ${writeResults(sections)}.`);
