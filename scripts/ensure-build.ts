/** Builds the package when `dist` is missing or older than its sources. */
import { spawnSync } from 'node:child_process';
import { globSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './entries.ts';

/** The build writes this file last, so its time is the time of the whole build. */
export const buildStamp = join(root, 'dist/.built');

const inputs = [
  'src/**/*',
  'command/*',
  'package.json',
  'tsconfig*.json',
  'vite.config.ts',
  'scripts/{build,build-cdn,bundle-libraries,element-types,entries,manifest,minify-css}.ts',
  'server/src/**/*',
  'server/tsconfig.json',
];

const modified = (path: string) =>
  statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NEGATIVE_INFINITY;

export function isBuilt(): boolean {
  const newest = Math.max(
    ...globSync(inputs, { cwd: root }).map((path) => modified(join(root, path))),
  );
  return modified(buildStamp) >= newest;
}

/** @throws Error when the build fails. */
export function ensureBuild(): void {
  if (isBuilt()) return;
  const script = join(root, 'scripts/build.ts');
  const { status } = spawnSync(process.execPath, [script], { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error('The build failed.');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) ensureBuild();
