/**
 * Tests the store of photos in a bucket against OpenStack Swift: `npm run test:s3`. Apart from
 * `npm test`, since Swift is installed first where the machine is a Debian and has none, and takes
 * its time to start.
 */
import { spawnSync } from 'node:child_process';
import { ensureBuild } from './ensure-build.ts';
import { root } from './entries.ts';

ensureBuild();
const { status } = spawnSync(
  process.execPath,
  ['--test', 'server/test/objects/s3-store.check.ts'],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
