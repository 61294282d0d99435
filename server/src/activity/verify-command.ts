import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { parseArgs } from 'node:util';

import { parseNamedSecrets } from '../auth/named-secrets.ts';
import { createActivityKeys } from './keys.ts';
import { verifyChain, type ChainSource, type ChainVerdict } from './verify-chain.ts';

const keysVariable = 'KV_ACTIVITY_KEYS';

const help = `Verifies the activity log of a company against a head that was exported earlier.

  --entries <file>    The log, one entry per line (NDJSON); - for standard input.
  --head <file>       The signed head.
  --company <id>      The company that the log must belong to. Default: the head's.

Reads the secrets from ${keysVariable}: <id>:<secret>[,<id>:<secret>...].
Exits with 0 if the log is intact, 1 if it is not, 2 if it could not be verified.
`;

const faults: Readonly<Record<(ChainVerdict & { ok: false })['reason'], string>> = {
  edited: 'was changed, or entries before it were removed and the rest renumbered',
  missing: 'was removed, but later entries exist',
  inserted: 'was not written by the server',
  reordered: 'was moved, or another entry was inserted before it',
  'cut-off': 'and all entries after it were removed; the head proves that they existed',
  'other-company': 'belongs to another company',
  'unknown-key': `was signed with a key that ${keysVariable} lacks`,
  malformed: 'cannot be read',
  'head-mismatch': 'does not match the head, which belongs to another log',
  'head-forged': `The head was changed, or was signed with a key that ${keysVariable} lacks.`,
  'head-other-company': 'The head belongs to another company.',
};

/** Describes a verdict. Of the log, it quotes only numbers. */
export function describeVerdict(verdict: ChainVerdict): string {
  if (!verdict.ok) {
    const { sequence, reason } = verdict;
    if (sequence !== null) return `NOT INTACT: entry ${sequence} ${faults[reason]}.`;
    const words = reason === 'head-mismatch' ? 'The head belongs to another log.' : faults[reason];
    return `NOT VERIFIED: ${words}`;
  }
  const { count, head } = verdict;
  const later = count - head.sequence;
  const summary = `INTACT: all ${count} entries are unchanged.`;
  const known = `The head of ${head.at} covers ${head.sequence} of them.`;
  return later === 0
    ? `${summary} ${known}`
    : `${summary} ${known} A newer head would show whether entries after the other ${later} are missing.`;
}

/** Verifies a log and writes the verdict. @returns whether the log is intact. */
export async function runVerify(
  source: ChainSource & { readonly write: (text: string) => void },
): Promise<boolean> {
  const verdict = await verifyChain(source);
  source.write(`${describeVerdict(verdict)}\n`);
  return verdict.ok;
}

/** The environment that a command runs in. */
export interface CommandEnvironment {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: Readable;
  readonly write: (text: string) => void;
}

async function* linesOf(input: Readable): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of input.setEncoding('utf8') as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  yield rest;
}

/** One value per line; `undefined`, which is not an entry, for a line that is not JSON. */
async function* readEntries(path: string, stdin: Readable): AsyncGenerator {
  for await (const line of linesOf(path === '-' ? stdin : createReadStream(path))) {
    if (line.trim() === '') continue;
    let entry: unknown;
    try {
      entry = JSON.parse(line);
    } catch {
      entry = undefined;
    }
    yield entry;
  }
}

const options = {
  entries: { type: 'string' },
  head: { type: 'string' },
  company: { type: 'string' },
  help: { type: 'boolean' },
} as const;

/** Runs the command. @returns the exit code. */
export async function main(
  args: readonly string[],
  { env, stdin, write }: CommandEnvironment = {
    env: process.env,
    stdin: process.stdin,
    write: (text) => process.stdout.write(text),
  },
): Promise<number> {
  try {
    const { values } = parseArgs({ args: [...args], options });
    if (values.help) {
      write(help);
      return 0;
    }
    const { entries: path, head: headPath, company: companyId } = values;
    if (path === undefined || headPath === undefined) {
      throw new Error('--entries and --head are required. See --help.');
    }
    const secrets = env[keysVariable];
    if (!secrets) throw new Error(`${keysVariable} is not set.`);
    const keys = createActivityKeys(parseNamedSecrets(secrets, keysVariable));
    const head = await readFile(headPath, 'utf8');
    const entries = readEntries(path, stdin);
    return (await runVerify({ entries, head, keys, companyId, write })) ? 0 : 1;
  } catch (error) {
    write(`${error instanceof Error ? error.message : String(error)}\n`);
    return 2;
  }
}
