/** OpenStack Swift with its S3 API, for tests: the S3-compatible server that Debian packages. */
import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { promisify } from 'node:util';

import { installDebianPackages, isExecutable, onPath } from './debian.ts';
import { sparePort } from './spare-port.ts';

export interface Swift {
  readonly endpoint: string;
  readonly region: string;
  readonly credentials: { readonly accessKeyId: string; readonly secretAccessKey: string };
  stop(): void;
}

const account = 'test';
const user = 'tester';
const password = 'testing';

const storageServers = ['account', 'container', 'object'] as const;

function ensureSwift(): void {
  const isInstalled = () => onPath('swift-proxy-server').some(isExecutable);
  const packages = ['swift-proxy', ...storageServers.map((name) => `swift-${name}`)];
  if (!isInstalled()) installDebianPackages(...packages);
  if (!isInstalled()) {
    throw new Error(`No Swift found. Install it: apt-get install ${packages.join(' ')}`);
  }
}

const run = promisify(execFile);

/**
 * A ring names the devices that store an entry: here the only device, once. This script replaces
 * `swift-ring-builder`, which would start Python nine times.
 */
const ringScript = `
import os, sys
from swift.common.ring import RingBuilder
folder, servers = sys.argv[1], sys.argv[2:]
for server in servers:
    name, port = server.split(':')
    builder = RingBuilder(4, 1, 1)
    builder.add_dev({'region': 1, 'zone': 1, 'weight': 1, 'device': 'device',
                     'ip': '127.0.0.1', 'port': int(port)})
    builder.rebalance()
    builder.get_ring().save(os.path.join(folder, name + '.ring.gz'))
`;

const commonSettings = (folder: string, port: number): string => `
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
workers = 0
user = ${userInfo().username}
swift_dir = ${folder}
devices = ${folder}
mount_check = false
`;

const storageSettings = (name: string): string => `
[pipeline:main]
pipeline = ${name}-server
[app:${name}-server]
use = egg:swift#${name}
`;

/** A page lists ten keys, so that tests reach the second page. Nothing listens on port 9: no memcached. */
const proxySettings = `
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck listing_formats cache s3api tempauth proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:healthcheck]
use = egg:swift#healthcheck
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:9
[filter:s3api]
use = egg:swift#s3api
max_bucket_listing = 10
[filter:tempauth]
use = egg:swift#tempauth
user_${account}_${user} = ${password} .admin
`;

const clusterSettings = `
[swift-hash]
swift_hash_path_prefix = test
swift_hash_path_suffix = test
[storage-policy:0]
name = only
default = yes
`;

async function untilReady(port: number): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      // A storage server answers an unknown path with 400, which also shows that it is ready.
      await (await fetch(`http://127.0.0.1:${port}/healthcheck`)).arrayBuffer();
      return;
    } catch (error) {
      if (attempt === 400) throw error;
      await delay(50);
    }
  }
}

export async function startSwift(): Promise<Swift> {
  ensureSwift();
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-swift-'));
  mkdirSync(join(folder, 'device'));
  writeFileSync(join(folder, 'swift.conf'), clusterSettings);
  const servers: ChildProcess[] = [];
  const start = (name: string, port: number, settings: string): void => {
    const file = join(folder, `${name}.conf`);
    writeFileSync(file, commonSettings(folder, port) + settings);
    servers.push(spawn(`swift-${name}-server`, [file], { stdio: 'ignore' }));
  };
  const stop = (): void => {
    for (const server of servers) server.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 });
  };
  process.once('exit', stop);

  const ports = await Promise.all(storageServers.map(sparePort));
  const addresses = storageServers.map((name, index) => `${name}:${ports[index]}`);
  await run('/usr/bin/python3', ['-c', ringScript, folder, ...addresses]);
  for (const [index, name] of storageServers.entries()) {
    start(name, ports[index] ?? 0, storageSettings(name));
  }
  const proxyPort = await sparePort();
  start('proxy', proxyPort, proxySettings);
  await Promise.all([...ports, proxyPort].map(untilReady));
  return {
    endpoint: `http://127.0.0.1:${proxyPort}`,
    region: 'us-east-1',
    credentials: { accessKeyId: `${account}:${user}`, secretAccessKey: password },
    stop: () => {
      process.off('exit', stop);
      stop();
    },
  };
}
