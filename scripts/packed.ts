/** Packs the packages as npm publishes them, and installs them in a folder outside the checkout. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { root } from './entries.ts';

export function run(command: string, args: readonly string[], cwd: string) {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return { ok: status === 0, stdout, output: stdout + stderr };
}

function runOrThrow(command: string, args: readonly string[], cwd: string): string {
  const { ok, stdout, output } = run(command, args, cwd);
  if (!ok) throw new Error(output);
  return stdout;
}

interface Packed {
  readonly tarball: string;
  /** The paths in the package. */
  readonly files: readonly string[];
  /** Where the package is installed. */
  readonly installed: string;
}

/** A package of its own, with the packed kit and server in its `node_modules`. */
export interface CleanFolder {
  readonly path: string;
  readonly kit: Packed;
  readonly server: Packed;
  /** Adds packages of this checkout. */
  add(...names: readonly string[]): void;
  remove(): void;
}

export const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Packs the package in `source` into `folder`. */
export function pack(source: string, folder: string): Pick<Packed, 'tarball' | 'files'> {
  const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
  const [packed] = JSON.parse(runOrThrow(npm, args, source)) as {
    filename: string;
    files: { path: string }[];
  }[];
  if (!packed) throw new Error(`npm pack did not write a file for ${source}.`);
  return {
    tarball: join(folder, packed.filename),
    files: packed.files.map(({ path }) => path),
  };
}

function install(source: string, name: string, folder: string): Packed {
  const packed = pack(source, folder);
  const installed = join(folder, 'node_modules', name);
  mkdirSync(installed, { recursive: true });
  runOrThrow('tar', ['-xzf', packed.tarball, '-C', installed, '--strip-components=1'], root);
  return { ...packed, installed };
}

/** Links installed packages of this checkout, by their paths, such as `node_modules/lit`. */
function link(folder: string, paths: readonly string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path), 'junction');
  }
}

/** What the packages depend on, and nothing else. */
function dependencies(): string[] {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { dev?: boolean; link?: boolean }>;
  };
  // A TypeScript project in Node has Node's types.
  const also = ['node_modules/@types/node', 'node_modules/undici-types', 'node_modules/msw'];
  return Object.entries(packages)
    .filter(([path, { dev, link }]) => {
      const isOwn = link === true || path.lastIndexOf('node_modules/') !== 0;
      return !isOwn && (dev !== true || also.includes(path));
    })
    .map(([path]) => path);
}

export function installPacked(): CleanFolder {
  const path = mkdtempSync(join(tmpdir(), 'kv-review-pack-'));
  const remove = (): void => rmSync(path, { recursive: true, force: true });
  try {
    // So that no package.json above the temporary folder has an effect.
    writeFileSync(join(path, 'package.json'), '{ "private": true, "type": "module" }');
    link(path, dependencies());
    const kit = install(root, 'kv-review', path);
    const server = install(join(root, 'server'), 'kv-review-server', path);
    const add = (...names: readonly string[]): void =>
      link(
        path,
        names.map((name) => `node_modules/${name}`),
      );
    return { path, kit, server, add, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
