#!/usr/bin/env node
import { parseArgs } from 'node:util';

import { createActivityKeys, type ActivityKey } from './activity/keys.ts';
import { main as verifyFile } from './activity/verify-command.ts';
import { openBackend, type Backend } from './backend.ts';
import { environmentHelp, readConfig, type Config } from './config.ts';
import { openDatabase, type Database } from './database/index.ts';
import { followUps } from './follow-ups.ts';
import { listen } from './http/server.ts';
import { jobTables } from './job-tables.ts';
import { runJobsCommand } from './jobs/command.ts';
import { openObjectStore } from './objects/open-store.ts';
import { loadWatchListFile } from './screening/list-file.ts';
import {
  addApiKey,
  createCompany,
  isOrigin,
  readCompany,
  revokeApiKey,
} from './store/companies.ts';
import { eraseSession, purgeSessions, type EraseOptions } from './store/erase.ts';

const help = `Reference backend of kv-review.

  kv-review-server [serve]                      Serves until it is stopped.
  kv-review-server add-company <id> <name> [--origin <https://…>]…
                                                Adds a company. Pages of these origins may send
                                                requests.
  kv-review-server add-key <company> <label>    Creates an API key and shows it once.
  kv-review-server revoke-key <company> <key>   Revokes the API key with this id.
  kv-review-server load-list [file]             Loads a watch list. Default: KV_WATCH_LIST
  kv-review-server erase-session <company> <session>
                                                Erases a session and its photos.
  kv-review-server purge <company> --decided-before <date>
                                                Erases all sessions decided before the date.
  kv-review-server jobs                         Lists background jobs that were set aside.
  kv-review-server jobs retry <job>             Retries a job, or all jobs of a kind, or of a kind
                                                and a company (<kind>/<company>).
  kv-review-server jobs drop <job>              Drops a job: it is never done.
  kv-review-server verify-activity --entries <file> --head <file>
                                                Verifies an activity log. See its --help.

Environment:
${environmentHelp}`;

/** Milliseconds after which a process that is asked to stop ends, whatever it still does. */
const stopTimeout = 60_000;

async function serve(config: Config): Promise<void> {
  const backend = await openBackend(config);
  try {
    await serveBackend(backend, config);
  } catch (error) {
    await backend.close();
    throw error;
  }
}

async function serveBackend(backend: Backend, config: Config): Promise<void> {
  const server = await listen((request, env) => backend.fetch(request, env), config);
  process.stdout.write(`Serving ${server.url}/\n`);

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    setTimeout(() => {
      process.stderr.write('The server did not stop in time; it is ended.\n');
      process.exit(1);
    }, stopTimeout).unref();
    await server.stop();
    await backend.close();
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

async function withDatabase(
  work: (database: Database, options: { readonly activityKey: ActivityKey }) => Promise<void>,
): Promise<void> {
  const config = readConfig(process.env);
  const { writing: activityKey } = createActivityKeys(config.activitySecrets);
  const database = await openDatabase(config.database);
  try {
    await work(database, { activityKey });
  } finally {
    await database.close();
  }
}

/** Opens the database and the photos for an erasure. */
const withErasure = (work: (options: EraseOptions) => Promise<void>): Promise<void> =>
  withDatabase(async (database, { activityKey }) => {
    const objects = await openObjectStore(readConfig(process.env));
    await work({ database, objects, activityKey, followUps });
  });

const say = (text: string): void => void process.stdout.write(`${text}\n`);

/** Reads a calendar date in UTC, or an instant (RFC 3339). */
function readDate(text: string): Date {
  const date = new Date(text);
  const isWhole = /^\d{4}-\d{2}-\d{2}(T.+(Z|[+-]\d{2}:\d{2}))?$/.test(text);
  if (!isWhole || Number.isNaN(date.getTime())) {
    throw new Error('--decided-before must be a date, such as 2026-01-31.');
  }
  return date;
}

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`<${name}> is missing. See --help.`);
  return value;
}

async function addCompany(id: string, name: string, allowedOrigins: string[]): Promise<void> {
  const wrong = allowedOrigins.find((origin) => !isOrigin(origin));
  if (wrong !== undefined) {
    throw new Error(`"${wrong}" is not an origin, such as https://portal.example.`);
  }
  await withDatabase(async (database) => {
    if (await readCompany(database, id)) throw new Error(`The company "${id}" already exists.`);
    await createCompany(database, { id, name, allowedOrigins });
  });
  say(`Added ${id}.`);
}

async function addKey(company: string, label: string): Promise<void> {
  await withDatabase(async (database, options) => {
    if (!(await readCompany(database, company))) {
      throw new Error(`The company "${company}" does not exist.`);
    }
    const key = await addApiKey(database, company, label, options);
    say(`${key.text}\nThis key is shown only once. To revoke it, use its id: ${key.stored.id}`);
  });
}

async function revokeKey(company: string, id: string): Promise<void> {
  await withDatabase(async (database, options) => {
    const isKnown = await revokeApiKey(database, company, id, options);
    if (!isKnown) throw new Error(`The company "${company}" has no key with this id.`);
  });
  say('Revoked. Tokens that were requested with it expire within fifteen minutes.');
}

async function loadList(given?: string): Promise<void> {
  const { source: configured } = readConfig(process.env).screening ?? {};
  const source = configured?.kind === 'list' ? configured : undefined;
  const path = given ?? required(source?.path, 'file');
  const file = { title: 'Watch list', ...source, path };
  await withDatabase(async (database) => {
    const { entries, faults, firstFault } = await loadWatchListFile(database, file);
    say(`Loaded ${entries} entries.`);
    if (firstFault) {
      say(`Faults: ${faults}, the first in line ${firstFault.line}: ${firstFault.reason}.`);
    }
  });
  if (!source) say('To screen clients against it, set KV_WATCH_LIST.');
}

async function run(args: readonly string[]): Promise<number> {
  if (args[0] === 'verify-activity') return verifyFile(args.slice(1));
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      'decided-before': { type: 'string' },
      origin: { type: 'string', multiple: true, default: [] },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [command = 'serve', first, second, ...others] = positionals;
  if (others.length > 0) {
    throw new Error(`Unexpected argument "${others[0]}". Put a name of several words in quotes.`);
  }
  switch (command) {
    case 'serve':
      await serve(readConfig(process.env));
      return 0;
    case 'add-company':
      await addCompany(required(first, 'id'), required(second, 'name'), values.origin);
      return 0;
    case 'add-key':
      await addKey(required(first, 'company'), required(second, 'label'));
      return 0;
    case 'revoke-key':
      await revokeKey(required(first, 'company'), required(second, 'key'));
      return 0;
    case 'load-list':
      await loadList(first);
      return 0;
    case 'erase-session': {
      const [company, session] = [required(first, 'company'), required(second, 'session')];
      await withErasure(async (options) => {
        if (!(await eraseSession(options, company, session))) {
          throw new Error(`The company "${company}" has no session "${session}".`);
        }
      });
      say('Erased.');
      return 0;
    }
    case 'jobs':
      await withDatabase((database, { activityKey }) =>
        runJobsCommand(
          { database, activityKey, tables: jobTables, now: () => new Date(), say },
          ...[first, second],
        ),
      );
      return 0;
    case 'purge': {
      const company = required(first, 'company');
      const before = readDate(required(values['decided-before'], 'date'));
      await withErasure(async (options) => {
        say(`Erased ${await purgeSessions(options, company, before)} sessions.`);
      });
      return 0;
    }
    default:
      throw new Error(`Unknown command "${command}". See --help.`);
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  // The cause contains the error of the system or the database.
  const { message, cause } = error as Error;
  const reason = cause instanceof Error ? ` ${cause.message}` : '';
  process.stderr.write(`${message}${reason}\n`);
  process.exitCode = 1;
}
