/** A PostgreSQL cluster for tests and benchmarks, on a spare port of this machine. */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, globSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import pg from 'pg';

import { installDebianPackages, isExecutable, onPath } from './debian.ts';
import { sparePort } from './spare-port.ts';

export interface Cluster {
  /** The connection URL of the superuser, to the database `postgres`. */
  readonly url: string;
  /** Stops the cluster and removes its files. */
  stop(): Promise<void>;
}

/** The folder with the newest PostgreSQL programs. On Debian, installs them if there are none. */
function findPrograms(): string {
  const find = () =>
    globSync('/usr/lib/postgresql/*/bin/initdb')
      .sort((a, b) => b.localeCompare(a, 'en', { numeric: true }))
      .concat(onPath('initdb'))
      .find(isExecutable);
  const initdb = find() ?? (installDebianPackages('postgresql') ? find() : undefined);
  if (!initdb) throw new Error('No PostgreSQL found. Install it: apt-get install postgresql');
  return dirname(initdb);
}

/** PostgreSQL refuses to run as root. Its Debian package creates a user for it. */
function ordinaryUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const id = (flag: string) => Number(spawnSync('id', [flag, 'postgres']).stdout.toString());
  return { uid: id('-u'), gid: id('-g') };
}

async function untilReady(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    const client = new pg.Client({ connectionString: url });
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      if (attempt === 200) throw error;
      await delay(50);
    }
  }
}

/** @param settings - Lines for `postgresql.conf`, such as `fsync = off`. */
export async function startCluster(settings: readonly string[] = []): Promise<Cluster> {
  const programs = findPrograms();
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-postgres-'));
  const user = ordinaryUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const init = spawnSync(
    join(programs, 'initdb'),
    ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '-N'],
    { ...user, encoding: 'utf8' },
  );
  if (init.status !== 0) throw new Error(`initdb failed as ${userInfo().username}: ${init.stderr}`);
  const port = await sparePort();
  const lines = [
    `port = ${port}`,
    "listen_addresses = '127.0.0.1'",
    `unix_socket_directories = ''`,
    'max_connections = 100',
    ...settings,
  ];
  writeFileSync(join(data, 'postgresql.auto.conf'), lines.join('\n'));
  const server = spawn(join(programs, 'postgres'), ['-D', data], { ...user, stdio: 'ignore' });
  const exited = new Promise((resolve) => server.once('exit', resolve));
  const remove = () => rmSync(folder, { recursive: true, force: true, maxRetries: 20 });
  const abandon = () => {
    server.kill('SIGKILL');
    remove();
  };
  // A signal that ends this process must end the cluster too.
  const end = () => process.exit(1);
  process.once('exit', abandon).once('SIGTERM', end).once('SIGINT', end);
  const url = `postgresql://postgres@127.0.0.1:${port}/postgres`;
  await untilReady(url);
  return {
    url,
    async stop() {
      process.off('exit', abandon).off('SIGTERM', end).off('SIGINT', end);
      // Immediate shutdown, because nobody needs the data any more.
      server.kill('SIGQUIT');
      await exited;
      remove();
    },
  };
}
