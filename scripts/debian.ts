/** Finds programs on this machine, and installs Debian packages. */
import { execFileSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The paths that these commands could have, from the folders of `PATH`. */
export function onPath(...commands: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

/** Installs packages as root on Debian. Does nothing anywhere else, and returns false. */
export function installDebianPackages(...packages: readonly string[]): boolean {
  const isDebianRoot = process.getuid?.() === 0 && onPath('apt-get').some(isExecutable);
  if (!isDebianRoot) return false;
  console.error(`Installing ${packages.join(', ')}.`);
  const apt = (...args: readonly string[]) =>
    execFileSync('apt-get', args, {
      // A caller may read a path from standard output.
      stdio: ['ignore', process.stderr, process.stderr],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  apt('update', '-qq');
  apt('install', '-y', '-qq', '--no-install-recommends', ...packages);
  return true;
}
