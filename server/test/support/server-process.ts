/** The server as a separate process, which can be killed. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface ServerProcess {
  /** Without a path. */
  readonly url: string;
  /** Resolves when the process has ended, with its exit code, or `null` after a signal. */
  readonly ended: Promise<number | null>;
  /** `kill -9` for `SIGKILL`. Resolves as `ended` does. */
  kill(signal: 'SIGKILL' | 'SIGTERM'): Promise<number | null>;
  /** Stops the process without ending it, until it goes on. */
  pause(): void;
  resume(): void;
}

export type ServerEnvironment = Readonly<Record<string, string>>;

const program = join(import.meta.dirname, '../../src/main.ts');

/** Runs a program with process id 1 in a namespace of its own, as a container does. */
const asContainer = ['unshare', '-U', '-r', '-p', '-f', '--mount-proc', '--kill-child'];

/** Containers need Linux, and a kernel that lets users make namespaces. */
export const hasContainers = (): boolean =>
  spawnSync('unshare', [...asContainer.slice(1), 'true']).status === 0;

/**
 * Starts `kv-review-server serve`, and waits until it answers.
 * @throws Error with the output, when the process ends before.
 */
export async function startServerProcess(
  env: ServerEnvironment,
  options: { readonly isContainer?: boolean } = {},
): Promise<ServerProcess> {
  const prefix = options.isContainer ? asContainer : [];
  const [command, ...args] = [...prefix, process.execPath, program, 'serve'];
  const child = spawn(command, args, {
    env: { PATH: process.env['PATH'], HOST: '127.0.0.1', PORT: '0', LOG_LEVEL: 'error', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'close').then(([code]) => code as number | null);
  const killWithTests = () => void child.kill('SIGKILL');
  process.once('exit', killWithTests);
  void ended.then(() => process.off('exit', killWithTests));

  let output = '';
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        output += text;
        const found = /^Serving (\S+)\/$/m.exec(output)?.[1];
        if (found !== undefined) resolve(found);
      });
    }
    void ended.then(() => reject(new Error(`The server did not start: ${output}`)));
  });
  return {
    url,
    ended,
    kill(signal) {
      child.kill(signal);
      return ended;
    },
    pause: () => void child.kill('SIGSTOP'),
    resume: () => void child.kill('SIGCONT'),
  };
}
