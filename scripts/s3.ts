/**
 * Tests the storage of photos in a bucket of OpenStack Swift: `npm run test:s3`. Not part of
 * `npm test`, because it installs Swift if a Debian machine lacks it, and Swift starts slowly.
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
