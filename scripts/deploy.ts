/**
 * Tests the deployment: the contents of the image, and two servers behind nginx with one PostgreSQL
 * (`npm run test:deploy`). Not part of `npm test`, because it installs the production packages, and
 * nginx if a Debian machine lacks it.
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
