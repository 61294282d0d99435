/**
 * Tries the deployment: what the image holds, and two servers behind nginx on one PostgreSQL:
 * `npm run test:deploy`. Apart from `npm test`, since it installs the production packages anew, and
 * nginx where the machine is a Debian and has none.
 */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { ensureBuild } from './ensure-build.ts';
import { root } from './entries.ts';

ensureBuild();
const files = globSync('server/test-deploy/*.check.ts', { cwd: root });
const { status } = spawnSync(process.execPath, ['--test', '--test-concurrency=1', ...files], {
  cwd: root,
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
