#!/usr/bin/env node
import { parseArgs } from 'node:util';

import { main as verifyFile } from './activity/verify-command.ts';
import { openBackend } from './backend.ts';
import { environmentHelp, readConfig, type Config } from './config.ts';
import { openDatabase, type Database } from './database/index.ts';
import { listen } from './http/server.ts';
import { addApiKey, createCompany, revokeApiKey } from './store/companies.ts';

const help = `Reference backend of kv-review.

  kv-review-server [serve]                      Serves until it is stopped.
  kv-review-server add-company <id> <name> [--origin <https://…>]…
                                                Adds a company; pages of its origins may call.
  kv-review-server add-key <company> <label>    Makes an API key, and shows it once.
  kv-review-server revoke-key <company> <key>   Ends the use of a key, named by its id.
  kv-review-server verify-activity --entries <file> --head <file>
                                                Verifies an activity log; --help says more.

Environment:
${environmentHelp}`;

async function serve(config: Config): Promise<void> {
  const backend = await openBackend(config);
  const server = await listen((request, env) => backend.fetch(request, env), config);
  process.stdout.write(`Serving ${server.url}/\n`);

  let isStopping = false;
  const stop = async () => {
    if (isStopping) return;
    isStopping = true;
    await server.stop();
    await backend.close();
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
}

async function withDatabase(
  config: Config,
  work: (database: Database) => Promise<void>,
): Promise<void> {
  const database = await openDatabase(config.database);
  try {
    await work(database);
  } finally {
    await database.close();
  }
}

const say = (text: string): void => void process.stdout.write(`${text}\n`);

function required(value: string | undefined, name: string): string {
  if (value === undefined) throw new Error(`<${name}> is missing; --help says more.`);
  return value;
}

async function run(args: readonly string[]): Promise<number> {
  if (args[0] === 'verify-activity') return verifyFile(args.slice(1));
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      origin: { type: 'string', multiple: true, default: [] },
    },
  });
  if (values.help) {
    process.stdout.write(help);
    return 0;
  }
  const [command = 'serve', first, second] = positionals;
  const config = readConfig(process.env);
  switch (command) {
    case 'serve':
      await serve(config);
      return 0;
    case 'add-company': {
      const company = { id: required(first, 'id'), name: required(second, 'name') };
      const allowedOrigins = values.origin;
      await withDatabase(config, (database) =>
        createCompany(database, { ...company, allowedOrigins }),
      );
      say(`Added ${company.id}.`);
      return 0;
    }
    case 'add-key':
      await withDatabase(config, async (database) => {
        const key = await addApiKey(
          database,
          required(first, 'company'),
          required(second, 'label'),
        );
        say(`${key.text}\nIt is shown this once. Its id, to revoke it: ${key.stored.id}`);
      });
      return 0;
    case 'revoke-key':
      await withDatabase(config, (database) =>
        revokeApiKey(database, required(first, 'company'), required(second, 'key')),
      );
      say('Revoked.');
      return 0;
    default:
      throw new Error(`There is no command "${command}"; --help lists them.`);
  }
}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  // The cause says what the system or the database has against it.
  const { message, cause } = error as Error;
  const reason = cause instanceof Error ? ` ${cause.message}` : '';
  process.stderr.write(`${message}${reason}\n`);
  process.exitCode = 1;
}
