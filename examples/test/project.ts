/** Copies an example to a folder outside the checkout, and runs its own commands there. */
import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

import { root } from '../../scripts/entries.ts';
import { npm } from '../../scripts/packed.ts';
import type { Change, Framework } from './frameworks.ts';

const environment = {
  ...process.env,
  NEXT_TELEMETRY_DISABLED: '1',
  NG_CLI_ANALYTICS: 'false',
};

export interface Outcome {
  readonly ok: boolean;
  readonly output: string;
}

/** An example, installed with the packed kit as a user of the kit installs it. */
export class Project {
  readonly framework: Framework;
  readonly folder: string;
  /** The variables of the programs that run in the folder. */
  readonly environment: NodeJS.ProcessEnv = { ...environment };

  constructor(framework: Framework) {
    this.framework = framework;
    this.folder = mkdtempSync(join(tmpdir(), `kv-review-${framework.name}-`));
    cpSync(join(root, 'examples', framework.name), this.folder, {
      recursive: true,
      filter: (source) => !/[/\\](node_modules|dist|\.next|\.angular)$/.test(source),
    });
  }

  /** @param tarball The packed kit, instead of the published one. */
  async install(tarball: string): Promise<void> {
    const packages = this.#read('package.json');
    this.write('package.json', packages.replace(/("kv-review": )".*"/, `$1"file:${tarball}"`));
    const options = ['--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'];
    const { ok, output } = await this.#npm('install', ...options);
    if (!ok) throw new Error(output);
  }

  /** Runs a script of the example's package.json. */
  run(script: string, ...args: readonly string[]): Promise<Outcome> {
    return this.#npm('run', script, '--', ...args);
  }

  /** Runs a script while a file of the example is another. */
  async runWith({ file, from, to }: Change, script: string, ...args: string[]): Promise<Outcome> {
    const text = this.#read(file);
    if (!text.includes(from)) throw new Error(`${file} does not contain ${from}.`);
    this.write(file, text.replace(from, to));
    try {
      return await this.run(script, ...args);
    } finally {
      this.write(file, text);
    }
  }

  write(file: string, text: string): void {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
  }

  #read(file: string): string {
    return readFileSync(join(this.folder, file), 'utf8');
  }

  #npm(...args: readonly string[]): Promise<Outcome> {
    return new Promise((resolve) => {
      const options = { cwd: this.folder, env: this.environment, maxBuffer: 1e8 };
      execFile(npm, args, options, (error, stdout, stderr) =>
        resolve({ ok: !error, output: stdout + stderr }),
      );
    });
  }
}
