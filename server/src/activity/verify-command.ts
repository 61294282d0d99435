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
Exits with 0 when the log is whole, 1 when it is not, 2 when it could not be verified.
`;

const faults: Readonly<Record<(ChainVerdict & { ok: false })['reason'], string>> = {
  edited:
    'is not what was written: it was changed, or entries were removed and the rest renumbered',
  missing: 'was removed, while later entries are there',
  inserted: 'has in its place something that was not written there',
  reordered: 'is not in its place: it was moved, or something was put before it',
  'cut-off': 'and all entries after it were cut off; the head proves that they were there',
  'other-company': 'belongs to another company',
  'unknown-key': 'was signed with a key that is not given',
  malformed: 'cannot be read',
  'head-mismatch':
    'is not the one that the head was made for: one of the two comes from another log',
  'head-forged': 'The head was not signed with a key that is given, or was changed.',
  'head-other-company': 'The head is that of another company.',
};

/** Describes a verdict; of the log itself it quotes only numbers. */
export function describeVerdict(verdict: ChainVerdict): string {
  if (!verdict.ok) {
    const { sequence, reason } = verdict;
    if (sequence !== null) return `NOT WHOLE: entry ${sequence} ${faults[reason]}.`;
    const words = reason === 'head-mismatch' ? 'The head is not one of this log.' : faults[reason];
    return `NOT VERIFIED: ${words}`;
  }
  const { count, head } = verdict;
  const later = count - head.sequence;
  const summary = `WHOLE: all ${count} entries are as they were written.`;
  const known = `The head of ${head.at} knows ${head.sequence} of them`;
  return later === 0
    ? `${summary} ${known}.`
    : `${summary} ${known}; that none is missing after the ${later} that came later, only a newer head can tell.`;
}

/** Verifies a log and writes the verdict. @returns whether the log is whole */
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

/** Runs the command. @returns its exit code */
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
      throw new Error('--entries and --head are needed; --help says more.');
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
