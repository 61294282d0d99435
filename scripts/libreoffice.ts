/**
 * Opens an export in LibreOffice: `npm run test:libreoffice`. Not part of `npm test`, because it needs
 * LibreOffice Calc. If a Debian machine lacks it, this installs it. `LIBREOFFICE_PATH` overrides the
 * search.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { installDebianPackages, isExecutable, onPath } from './debian.ts';
import { ensureBuild } from './ensure-build.ts';
import { root } from './entries.ts';

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
  if (!process.env.LIBREOFFICE_PATH) installDebianPackages('libreoffice-calc-nogui');
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
