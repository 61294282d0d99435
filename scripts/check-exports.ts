/**
 * Checks the package as npm publishes it. Packs it, unpacks it elsewhere, and imports every entry in
 * plain Node. Compiles the code of the documentation against it, and follows the links of its pages. Then publint and are-the-types-wrong
 * check its types and its exports map.
 */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkSnippets } from './check-snippets.ts';
import { listEntries, root } from './entries.ts';
import { brokenLinks } from './links.ts';
import { installPacked, run } from './packed.ts';

const faults: string[] = [];

function runTool(script: string, ...args: readonly string[]): void {
  const { ok, output } = run(process.execPath, [join(root, 'node_modules', script), ...args], root);
  console.log(`${script}: ${ok ? 'no faults' : 'faults'}.`);
  if (!ok) faults.push(output.trim());
}

function checkEntry(specifier: string, target: string): void {
  const { installed } = folder.kit;
  if (!existsSync(join(installed, target))) {
    faults.push(`${specifier}: ${target} is missing`);
    return;
  }
  const types = target.replace(/\.js$/, '.d.ts');
  if (!existsSync(join(installed, types))) faults.push(`${specifier}: ${types} is missing`);
  const attributes = target.endsWith('.json') ? ", { with: { type: 'json' } }" : '';
  const code = `await import('${specifier}'${attributes}); process.exitCode = 0;`;
  const { ok, output } = run(
    process.execPath,
    ['--input-type=module', '--eval', code],
    folder.path,
  );
  if (!ok || output.trim() !== '') faults.push(`${specifier} in plain Node: ${output.trim()}`);
}

const folder = installPacked();
try {
  const { kit } = folder;
  const shipped = kit.files
    .filter((path) => path.endsWith('.md') || path === 'llms.txt')
    .map((path) => ({ path, text: readFileSync(join(kit.installed, path), 'utf8') }));
  faults.push(...brokenLinks(shipped, (path) => existsSync(join(kit.installed, path))));
  console.log(`${shipped.length} pages have links inside the package.`);
  const unwanted = kit.files.filter((path) =>
    /^(test|src|stories)\/|(^|\/)node_modules\//.test(path),
  );
  faults.push(...unwanted.map((path) => `${path} is published`));
  const entries = listEntries();
  for (const { specifier, target } of entries) checkEntry(specifier, target);
  console.log(`${entries.length} entries imported in plain Node.`);
  faults.push(...checkSnippets(folder.path));
  runTool('publint/src/cli.js', kit.tarball, '--strict');
  runTool('@arethetypeswrong/cli/dist/index.js', kit.tarball, '--profile', 'esm-only');
} finally {
  folder.remove();
}
for (const fault of faults) console.error(`Fault: ${fault}`);
if (faults.length > 0) process.exitCode = 1;
