/**
 * Checks with LibreOffice what a spreadsheet program makes of an export: `npm run test:libreoffice`.
 * Apart from `npm test`, since it needs LibreOffice Calc, which is installed first where the machine
 * is a Debian and has none. `LIBREOFFICE_PATH` overrides the search.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { accessSync, constants, globSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { ensureBuild } from './ensure-build.ts';
import { root } from './entries.ts';

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function onPath(...commands: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  return commands.flatMap((command) => folders.map((folder) => join(folder, command)));
}

function findLibreOffice(): string | undefined {
  const configured = process.env.LIBREOFFICE_PATH;
  const installed = [
    ...onPath('soffice', 'libreoffice'),
    '/Applications/LibreOffice.app/Contents/MacOS/soffice',
    'C:\\Program Files\\LibreOffice\\program\\soffice.com',
  ];
  return (configured ? [configured] : installed).find(isExecutable);
}

function ensureLibreOffice(): string {
  const found = findLibreOffice();
  if (found) return found;
  const isDebianRoot = process.getuid?.() === 0 && onPath('apt-get').some(isExecutable);
  if (isDebianRoot && !process.env.LIBREOFFICE_PATH) {
    console.log('No LibreOffice on this machine: installing it.');
    const apt = (...args: readonly string[]) =>
      execFileSync('apt-get', args, {
        stdio: 'inherit',
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    apt('update', '-qq');
    apt('install', '-y', '-qq', '--no-install-recommends', 'libreoffice-calc-nogui');
  }
  const installed = findLibreOffice();
  if (!installed) throw new Error('No LibreOffice found. Install it, or set LIBREOFFICE_PATH.');
  return installed;
}

const env = { ...process.env, LIBREOFFICE_PATH: ensureLibreOffice() };
ensureBuild();
const files = globSync('test/libreoffice/*.check.ts', { cwd: root });
const { status } = spawnSync(process.execPath, ['--test', ...files], {
  cwd: root,
  env,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
