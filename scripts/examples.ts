/**
 * Tests the examples with the packed kit, as their users install it: `npm run examples`, or
 * `npm run examples -- react vue`. Not part of `npm test`, because it installs every framework from
 * the registry.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { chooseFrameworks } from '../examples/test/frameworks.ts';
import { ensureChromium } from './browser.ts';
import { ensureBuild } from './ensure-build.ts';
import { root } from './entries.ts';
import { pack } from './packed.ts';

const chosen = process.argv.slice(2);
const titles = chooseFrameworks(chosen).map(({ title }) => title);
ensureChromium();
ensureBuild();

/** Whether the tests of each framework passed, by the end of their ids. */
const results = new Map<string, Map<string, boolean>>(titles.map((title) => [title, new Map()]));

function printTable(): void {
  const columns = [...new Set([...results.values()].flatMap((row) => [...row.keys()]))];
  const cellOf = (row: ReadonlyMap<string, boolean>, column: string): string => {
    const passed = row.get(column);
    return passed === undefined ? '–' : passed ? 'green' : 'RED';
  };
  const lines = [
    ['', ...columns],
    ...[...results].map(([title, row]) => [title, ...columns.map((column) => cellOf(row, column))]),
  ];
  const first = Math.max(...titles.map(({ length }) => length));
  for (const [title = '', ...cells] of lines) {
    const padded = cells.map((cell, index) => cell.padEnd(columns[index]?.length ?? 0));
    console.log([title.padEnd(first), ...padded].join('  '));
  }
}

const folder = mkdtempSync(join(tmpdir(), 'kv-review-pack-'));
let failed = 0;
try {
  process.env.KV_EXAMPLES = chosen.join(' ');
  process.env.KV_EXAMPLES_TARBALL = pack(root, folder).tarball;
  const events = run({ files: [join(root, 'examples/test/examples.test.ts')], timeout: Infinity });
  let framework = '';
  events.on('test:start', ({ name, nesting }) => {
    if (nesting === 0) framework = name;
  });
  const note = (name: string, passed: boolean): void => {
    const column = / \[\w+-(.+)\]$/.exec(name)?.[1];
    const row = results.get(framework);
    if (column !== undefined) row?.set(column, passed && row.get(column) !== false);
  };
  events.on('test:pass', ({ name }) => note(name, true));
  events.on('test:fail', ({ name }) => {
    failed += 1;
    note(name, false);
  });
  for await (const text of events.compose(new spec())) process.stdout.write(String(text));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
printTable();
process.exitCode = failed > 0 ? 1 : 0;
