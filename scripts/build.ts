/** Builds all published files of the package into `dist`, and the server into `server/dist`. */
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build as bundle } from 'esbuild';
import { build as buildModules } from 'vite';
import { buildCdn } from './build-cdn.ts';
import { readTokens } from './design-tokens.ts';
import { cssData, htmlData, webTypes } from './editor-data.ts';
import { buildStamp } from './ensure-build.ts';
import { root } from './entries.ts';
import { generateEntries } from './generate-entries.ts';
import { manifestOf, readElements } from './manifest.ts';
import { version } from '../src/version.ts';

const dist = join(root, 'dist');

function run(script: string, ...args: readonly string[]): void {
  const { status } = spawnSync(process.execPath, [join(root, script), ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  if (status !== 0) throw new Error(`${script} failed.`);
}

function writeJson(file: string, content: object): void {
  writeFileSync(join(dist, file), `${JSON.stringify(content, null, 2)}\n`);
}

/** The command of the package, which runs in Node. */
async function buildCommand(): Promise<void> {
  await bundle({
    bundle: true,
    entryPoints: [join(root, 'command/kv-review.ts')],
    outfile: join(dist, 'command/kv-review.js'),
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: '#!/usr/bin/env node' },
    logLevel: 'warning',
  });
}

/** What tools read about the elements, all from one reading of their classes. */
function writeElementData(): void {
  const elements = readElements();
  const tokens = readTokens().map(({ name, purpose, initial }) => ({
    name: `--kv-${name}`,
    description: purpose,
    default: initial.replaceAll('--_', '--kv-'),
  }));
  writeJson('custom-elements.json', manifestOf(elements));
  writeJson('web-types.json', webTypes(elements, tokens, version));
  writeJson('vscode.html-custom-data.json', htmlData(elements));
  writeJson('vscode.css-custom-data.json', cssData(elements, tokens));
}

/** An element whose decorators were not compiled has no properties, and nothing reports it. */
function refuseRawDecorators(): void {
  const raw = globSync('**/*.js', { cwd: dist }).filter((file) =>
    /^\s*@\w+\(/m.test(readFileSync(join(dist, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, '')),
  );
  if (raw.length > 0) throw new Error(`Decorators were not compiled in ${raw.join(', ')}.`);
}

generateEntries({ write: true });
rmSync(dist, { recursive: true, force: true });
await buildModules({ root, logLevel: 'warn' });
await buildCdn();
await buildCommand();
writeElementData();
refuseRawDecorators();
run('node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json');
rmSync(join(root, 'server/dist'), { recursive: true, force: true });
run('node_modules/typescript/bin/tsc', '-p', 'server/tsconfig.json');
writeFileSync(buildStamp, '');
console.log(`Built ${globSync('**/*.js', { cwd: dist }).length} modules into dist.`);
