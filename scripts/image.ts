/**
 * Follows the steps of server/deploy/Dockerfile in a temporary folder, for machines without Docker. It
 * reads the commands from that file. It ignores the base image, so it has another system and other users.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { root } from './entries.ts';

export interface Image {
  /** The folder that stands for the root of the image. */
  readonly folder: string;
  readonly workingFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthcheck: readonly string[];
  readonly user: string;
  readonly stopSignal: string;
  remove(): void;
}

interface Stage {
  readonly folder: string;
  workingFolder: string;
  env: Record<string, string>;
  entrypoint: string[];
  command: string[];
  healthcheck: string[];
  user: string;
  stopSignal: string;
}

const deployFolder = 'server/deploy';

/** Without comments; an instruction on several lines becomes one line. */
function instructionsOf(text: string): (readonly [name: string, rest: string])[] {
  const lines = text.split('\n').filter((line) => !/^\s*(#|$)/.test(line));
  return [
    ...lines
      .join('\n')
      .replaceAll('\\\n', ' ')
      .matchAll(/^(\w+)\s+(.*)$/gm),
  ].map(([, name = '', rest = '']) => [name, rest.trim()]);
}

/** The paths that are not copied into a build. */
function ignoredPaths(): RegExp[] {
  return readFileSync(join(root, deployFolder, 'Dockerfile.dockerignore'), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const path = RegExp.escape(line.replace(/^\*\*\//, ''));
      return new RegExp(line.startsWith('**/') ? `(^|/)${path}(/|$)` : `^${path}(/|$)`);
    });
}

function run(command: string, stage: Stage): void {
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: stage.workingFolder,
    env: { ...process.env, ...stage.env },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command}\n${stdout}${stderr}`);
}

function copy(rest: string, stage: Stage, stages: ReadonlyMap<string, Stage>): void {
  const words = rest.split(/\s+/);
  const from = words.find((word) => word.startsWith('--from='))?.slice('--from='.length);
  const paths = words.filter((word) => !word.startsWith('--'));
  const target = paths.pop() ?? '';
  const base = target.startsWith('/') ? stage.folder : stage.workingFolder;
  const ignored = from === undefined ? ignoredPaths() : [];
  const source = from === undefined ? root : stages.get(from)?.folder;
  if (source === undefined) throw new Error(`The Dockerfile has no stage ${String(from)}.`);
  for (const path of paths) {
    const name = path.split('/').at(-1) ?? '';
    const to = target.endsWith('/') ? join(base, target, name) : join(base, target);
    mkdirSync(dirname(to), { recursive: true });
    cpSync(join(source, path), to, {
      recursive: true,
      verbatimSymlinks: true,
      filter: (file) => !ignored.some((pattern) => pattern.test(relative(source, file))),
    });
  }
}

/** @throws Error with the output of the step that failed. */
export function buildImage(): Image {
  const folder = mkdtempSync(join(tmpdir(), 'kv-review-image-'));
  const stages = new Map<string, Stage>();
  let stage: Stage | undefined;
  const list = (rest: string) => JSON.parse(rest.slice(rest.indexOf('['))) as string[];
  try {
    const text = readFileSync(join(root, deployFolder, 'Dockerfile'), 'utf8');
    for (const [name, rest] of instructionsOf(text)) {
      if (name === 'FROM') {
        const title = / AS (\S+)$/i.exec(rest)?.[1] ?? 'last';
        const own = join(folder, title);
        mkdirSync(own);
        stage = {
          ...{ folder: own, workingFolder: own, env: {}, user: 'root', stopSignal: 'SIGTERM' },
          ...{ entrypoint: [], command: [], healthcheck: [] },
        };
        stages.set(title, stage);
        continue;
      }
      if (!stage) throw new Error(`The instruction ${name} is before FROM.`);
      switch (name) {
        case 'WORKDIR':
          stage.workingFolder = join(stage.folder, rest);
          mkdirSync(stage.workingFolder, { recursive: true });
          break;
        case 'ENV':
          for (const pair of rest.split(/\s+/)) {
            const [key = '', value = ''] = pair.split('=');
            stage.env[key] = value;
          }
          break;
        case 'COPY':
          copy(rest, stage, stages);
          break;
        case 'RUN':
          run(rest, stage);
          break;
        case 'ENTRYPOINT':
          stage.entrypoint = list(rest);
          break;
        case 'CMD':
          stage.command = list(rest);
          break;
        case 'HEALTHCHECK':
          stage.healthcheck = list(rest);
          break;
        case 'USER':
          stage.user = rest;
          break;
        case 'STOPSIGNAL':
          stage.stopSignal = rest;
          break;
        case 'EXPOSE':
        case 'VOLUME':
          break;
        default:
          throw new Error(`scripts/image.ts does not support the instruction ${name}.`);
      }
    }
    if (!stage) throw new Error('The Dockerfile has no stage.');
    return { ...stage, remove: () => rmSync(folder, { recursive: true, force: true }) };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}
