/**
 * Checks the package as npm publishes it. Packs it, unpacks it elsewhere, and imports every entry in
 * plain Node. Then publint and are-the-types-wrong check its types and its exports map.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listEntries, root } from './entries.ts';

const faults: string[] = [];
const folder = mkdtempSync(join(tmpdir(), 'kv-review-pack-'));

// A separate package, so that no package.json above the temporary folder has an effect.
writeFileSync(join(folder, 'package.json'), '{ "private": true }');

function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { ok: status === 0, stdout, output: stdout + stderr };
}

function runTool(script: string, ...args: readonly string[]): void {
  const { ok, output } = run(process.execPath, [join(root, 'node_modules', script), ...args], root);
  console.log(`${script}: ${ok ? 'no faults' : 'faults'}.`);
  if (!ok) faults.push(output.trim());
}

function pack(): string {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const { ok, stdout, output } = run(npm, args, root);
  if (!ok) throw new Error(output);
  const [packed] = JSON.parse(stdout) as { filename: string; files: { path: string }[] }[];
  if (!packed) throw new Error('npm pack did not write a file.');
  const unwanted = packed.files.filter(({ path }) => /(^|\/)(test|src|stories)\//.test(path));
  faults.push(...unwanted.map(({ path }) => `${path} is published`));
  return join(folder, packed.filename);
}

/** Installs the tarball as `npm install` would, with the dependencies of this checkout. */
function unpack(tarball: string): string {
  const modules = join(folder, 'node_modules');
  const installed = join(modules, 'kv-review');
  mkdirSync(installed, { recursive: true });
  const { ok, output } = run(
    'tar',
    ['-xzf', tarball, '-C', installed, '--strip-components=1'],
    root,
  );
  if (!ok) throw new Error(output);
  symlinkSync(join(root, 'node_modules'), join(installed, 'node_modules'), 'junction');
  return installed;
}

function checkEntry(specifier: string, target: string, installed: string): void {
  if (!existsSync(join(installed, target))) {
    faults.push(`${specifier}: ${target} is missing`);
    return;
  }
  const types = target.replace(/\.js$/, '.d.ts');
  if (!existsSync(join(installed, types))) faults.push(`${specifier}: ${types} is missing`);
  const attributes = target.endsWith('.json') ? ", { with: { type: 'json' } }" : '';
  const code = `await import('${specifier}'${attributes}); process.exitCode = 0;`;
  const { ok, output } = run(process.execPath, ['--input-type=module', '--eval', code], folder);
  if (!ok || output.trim() !== '') faults.push(`${specifier} in plain Node: ${output.trim()}`);
}

try {
  const tarball = pack();
  const installed = unpack(tarball);
  const entries = listEntries();
  for (const { specifier, target } of entries) checkEntry(specifier, target, installed);
  console.log(`${entries.length} entries imported in plain Node.`);
  runTool('publint/src/cli.js', tarball, '--strict');
  runTool('@arethetypeswrong/cli/dist/index.js', tarball, '--profile', 'esm-only');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
for (const fault of faults) console.error(`Fault: ${fault}`);
if (faults.length > 0) process.exitCode = 1;
