/** nginx with the configuration of the deployment, in front of servers on this machine. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { installDebianPackages, isExecutable, onPath } from '../../scripts/debian.ts';
import { sparePort } from '../../scripts/spare-port.ts';

export interface Nginx {
  readonly url: string;
  stop(): Promise<void>;
}

function findNginx(): string {
  const find = () => [...onPath('nginx'), '/usr/sbin/nginx'].find(isExecutable);
  let found = find();
  if (!found && installDebianPackages('nginx')) found = find();
  if (!found) throw new Error('nginx was not found. Install it: apt-get install nginx');
  return found;
}

/** @param hosts - The host and port of each server. */
export async function startNginx(parent: string, hosts: readonly string[]): Promise<Nginx> {
  const folder = mkdtempSync(join(parent, 'nginx-'));
  const port = await sparePort();
  const deployed = readFileSync(join(import.meta.dirname, '../deploy/nginx.conf'), 'utf8');
  const names = ['server:8080', 'second-server:8080'];
  const site = names
    .reduce((text, name, at) => text.replace(` ${name} `, ` ${hosts[at]} `), deployed)
    .replace('listen 8081;', `listen 127.0.0.1:${port};`);
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder};`,
  );
  const config = join(folder, 'nginx.conf');
  const isRoot = process.getuid?.() === 0;
  writeFileSync(
    config,
    `daemon off; ${isRoot ? 'user root;' : ''} pid ${folder}/pid; error_log ${folder}/error.log;
events {} http { access_log off; ${temporary.join(' ')} ${site} }`,
  );
  const child = spawn(findNginx(), ['-e', `${folder}/error.log`, '-c', config], {
    stdio: 'inherit',
  });
  const ended = once(child, 'exit');
  const killWithTests = () => void child.kill();
  process.once('exit', killWithTests);
  for (let attempt = 0; !(await isListening(port)); attempt += 1) {
    if (attempt === 200 || child.exitCode !== null) throw new Error('nginx did not start.');
    await delay(50);
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async stop() {
      child.kill();
      await ended;
      process.off('exit', killWithTests);
    },
  };
}

function isListening(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
