import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { parseNamedSecrets, type NamedSecret } from './auth/named-secrets.ts';
import type { ProviderSettings, TokenSettings } from './auth/tokens.ts';
import type { DatabaseLocation } from './database/index.ts';
import type { HookAddressRules } from './hooks/address.ts';
import type { RateLimitSettings } from './http/rate-limit.ts';
import type { ObjectsLocation } from './objects/open-store.ts';
import type { S3StoreOptions } from './objects/s3-store.ts';
import type { ScreeningSettings, ScreeningSource } from './screening/settings.ts';
import { readSecretFiles } from './secret-files.ts';

/** The addresses that web hooks may have, and the keys of their secrets. The first key encrypts. */
export interface WebHookSettings extends HookAddressRules {
  readonly keys: readonly NamedSecret[];
}

/** All settings of the server. */
export interface Config extends ObjectsLocation {
  readonly host: string;
  readonly port: number;
  readonly database: DatabaseLocation;
  readonly tokens: TokenSettings;
  readonly activitySecrets: readonly NamedSecret[];
  readonly webHooks: WebHookSettings;
  /** `null` when clients are not screened. */
  readonly screening: ScreeningSettings | null;
  readonly limits: RateLimitSettings;
  readonly proxyCount: number;
  readonly logLevel: string;
}

/** Milliseconds. It is short, because the client is waiting. */
const defaultScreeningTimeout = 3000;

type Environment = Readonly<Record<string, string | undefined>>;

/** The part of `--help` about the environment. */
export const environmentHelp = `
  DATABASE_URL         postgresql://… of a role that is not a superuser. Without it the database is
                       in the data folder (PGlite), for one process and about 100,000 sessions.
  KV_DATA_FOLDER       Photos, and the database if DATABASE_URL is not set. Default: kv-review-data
  KV_S3_BUCKET         Stores photos in this bucket instead, of Amazon S3 or a compatible service.
                       The AWS SDK finds the credentials: AWS_ACCESS_KEY_ID and
                       AWS_SECRET_ACCESS_KEY, or the role of the machine, the pod or the task.
  KV_S3_ENDPOINT       The URL of the service. Default: Amazon's
  KV_S3_REGION         Default: AWS_REGION
  KV_S3_PREFIX         The beginning of every key, if the bucket has other contents too.
  KV_S3_PATH_STYLE     true: URLs have the bucket in the path. Default: true with KV_S3_ENDPOINT
  HOST, PORT           Default: 127.0.0.1, 8080
  KV_TOKEN_SECRETS     <id>:<secret>[,…], at least 32 random bytes each; the first one signs (HS256).
  KV_JWKS_URL          The public keys of your users' identity provider, whose tokens are accepted
                       instead, or beside those of KV_TOKEN_SECRETS if that is set too.
  KV_JWKS_ISSUER       "iss" of the provider's tokens. Required with KV_JWKS_URL.
  KV_JWKS_AUDIENCE     "aud" of the provider's tokens. Default: kv-review
  KV_TOKEN_ISSUER      "iss" of this server's tokens. Default: kv-review
  KV_TOKEN_AUDIENCE    "aud" of this server's tokens. Default: kv-review
  KV_ACTIVITY_KEYS     <id>:<secret>[,…] of the activity log; the first one writes.
  KV_HOOK_KEYS         <id>:<secret>[,…] that encrypt the secrets of web hooks; the first one
                       encrypts. Removing a key ends the deliveries of web hooks that use it.
  KV_HOOKS_ALLOW_PRIVATE  true: web hooks may go to private addresses, for receivers in your own
                       network and for development. Default: false
  KV_HOOKS_ALLOW_HTTP  true: web hooks may use http without encryption. Default: false
  KV_WATCH_LIST        A file in the form of OpenSanctions' targets.simple.csv. The clients of all
                       companies are screened against it. The server loads it at the start if it
                       is newer than the loaded list; load-list loads it at any time.
  KV_WATCH_LIST_TITLE  The name of the list that agents see. Default: Watch list
  KV_WATCH_LIST_FAULTS  The share of entries, 0 to 1, that may have faults: a row that cannot be
                       read, an entry without a name or an id, a garbled name. With more, the list
                       is refused. Default: 0.01
  KV_YENTE_URL         Instead of a file: a service with the API of yente. KV_YENTE_DATASET
                       (default: default), KV_YENTE_ALGORITHM, KV_YENTE_THRESHOLD (0 to 1) and
                       KV_YENTE_API_KEY are sent to it.
  KV_SCREENING_TIMEOUT  Milliseconds after which a screening is "unknown". Default: 3000
  KV_SCREENING_KEYS    <id>:<secret>[,…] under which false positives are remembered; the first
                       one writes.
  KV_REQUESTS_PER_MINUTE  For each user, and for each API key. Default: 1200
  KV_PROXY_COUNT       The number of proxies in front that append to X-Forwarded-For. Default: 0
  LOG_LEVEL            fatal, error, warn, info, debug or silent. Default: info

DATABASE_URL, KV_TOKEN_SECRETS, KV_ACTIVITY_KEYS, KV_HOOK_KEYS, KV_SCREENING_KEYS and
KV_YENTE_API_KEY can also be in files: DATABASE_URL_FILE names the file of DATABASE_URL, and so on.
If the database is in the data folder, the server generates missing secrets at the first start and
stores them there in secrets.json.
`;

/**
 * @throws Error that names the variable and what is wrong with it.
 */
export function readConfig(environment: Environment): Config {
  const env = readSecretFiles(environment);
  const folder = resolve(env['KV_DATA_FOLDER'] ?? 'kv-review-data');
  const url = env['DATABASE_URL'];
  // Processes that share a database must share their secrets too, so none are generated.
  const generated = url === undefined ? generatedSecrets(folder) : () => undefined;
  return {
    host: env['HOST'] ?? '127.0.0.1',
    port: readNumber(env, 'PORT', 8080, 65_535),
    database: url === undefined ? { folder: join(folder, 'database') } : { url },
    objectsFolder: join(folder, 'photos'),
    ...readBucket(env),
    tokens: readTokenSettings(env, generated),
    activitySecrets: readSecrets(env, 'KV_ACTIVITY_KEYS', generated),
    webHooks: {
      keys: readSecrets(env, 'KV_HOOK_KEYS', generated),
      allowPrivate: readSwitch(env, 'KV_HOOKS_ALLOW_PRIVATE'),
      allowHttp: readSwitch(env, 'KV_HOOKS_ALLOW_HTTP'),
    },
    screening: readScreening(env, generated),
    limits: { perMinute: readNumber(env, 'KV_REQUESTS_PER_MINUTE', 1200, 1_000_000) },
    proxyCount: readNumber(env, 'KV_PROXY_COUNT', 0, 10),
    logLevel: env['LOG_LEVEL'] ?? 'info',
  };
}

function readNumber(env: Environment, name: string, otherwise: number, max: number): number {
  const text = env[name];
  if (text === undefined || text === '') return otherwise;
  const number = Number(text);
  if (!Number.isInteger(number) || number < 0 || number > max) {
    throw new Error(`${name} must be a whole number from 0 to ${max}.`);
  }
  return number;
}

function readScreening(env: Environment, generated: GeneratedSecrets): ScreeningSettings | null {
  const source = readScreeningSource(env);
  return (
    source && {
      source,
      timeoutMs: readNumber(env, 'KV_SCREENING_TIMEOUT', defaultScreeningTimeout, 60_000),
      keys: readSecrets(env, 'KV_SCREENING_KEYS', generated),
    }
  );
}

function readScreeningSource(env: Environment): ScreeningSource | null {
  const [path, url] = [env['KV_WATCH_LIST'] ?? '', env['KV_YENTE_URL'] ?? ''];
  if (path !== '' && url !== '') {
    throw new Error('Both KV_WATCH_LIST and KV_YENTE_URL are set; set only one.');
  }
  if (path !== '') {
    const title = env['KV_WATCH_LIST_TITLE'] ?? 'Watch list';
    const maxFaultyShare = readShare(env, 'KV_WATCH_LIST_FAULTS');
    return {
      ...{ kind: 'list', path: resolve(path), title },
      ...(maxFaultyShare === undefined ? {} : { maxFaultyShare }),
    };
  }
  if (url === '') return null;
  if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new Error('KV_YENTE_URL must be a URL, such as https://yente.example/.');
  }
  const names = { dataset: 'DATASET', algorithm: 'ALGORITHM', apiKey: 'API_KEY' };
  const given = Object.entries(names).flatMap(([name, variable]) => {
    const value = env[`KV_YENTE_${variable}`] ?? '';
    return value === '' ? [] : [[name, value] as const];
  });
  const threshold = readShare(env, 'KV_YENTE_THRESHOLD');
  return {
    kind: 'yente',
    url,
    ...Object.fromEntries(given),
    ...(threshold === undefined ? {} : { threshold }),
  };
}

function readShare(env: Environment, name: string): number | undefined {
  const text = env[name] ?? '';
  if (!/^(0?\.\d+|[01](\.0+)?)?$/.test(text)) {
    throw new Error(`${name} must be a number from 0 to 1.`);
  }
  return text === '' ? undefined : Number(text);
}

function readSwitch(env: Environment, name: string): boolean {
  const text = env[name] ?? '';
  if (!['', 'true', 'false'].includes(text)) throw new Error(`${name} must be true or false.`);
  return text === 'true';
}

function readBucket(env: Environment): { objectsBucket?: S3StoreOptions } {
  const { KV_S3_BUCKET: bucket, KV_S3_ENDPOINT: endpoint } = env;
  const { KV_S3_REGION: region, KV_S3_PREFIX: prefix, KV_S3_PATH_STYLE: pathStyle } = env;
  if (!bucket) {
    // Otherwise photos would silently go to a folder of this machine.
    if (endpoint || prefix) {
      throw new Error('KV_S3_BUCKET is not set. The other KV_S3 variables require it.');
    }
    return {};
  }
  return {
    objectsBucket: {
      bucket,
      ...(endpoint ? { endpoint } : {}),
      ...(region ? { region } : {}),
      ...(prefix ? { prefix } : {}),
      ...(pathStyle ? { pathStyle: readSwitch(env, 'KV_S3_PATH_STYLE') } : {}),
    },
  };
}

type GeneratedSecrets = (variable: string) => string | undefined;

function readTokenSettings(env: Environment, generated: GeneratedSecrets): TokenSettings {
  const issuer = env['KV_TOKEN_ISSUER'] ?? 'kv-review';
  const audience = env['KV_TOKEN_AUDIENCE'] ?? 'kv-review';
  const provider = readProvider(env);
  // Beside a provider, this server issues tokens only if its operator says so.
  if (provider && !env['KV_TOKEN_SECRETS']) return provider;
  const secrets = readSecrets(env, 'KV_TOKEN_SECRETS', generated);
  if (provider?.issuer === issuer) {
    throw new Error(
      'KV_JWKS_ISSUER and KV_TOKEN_ISSUER must differ: "iss" says who issued a token.',
    );
  }
  return { issuer, audience, secrets, ...(provider && { provider }) };
}

function readProvider(env: Environment): ProviderSettings | undefined {
  const { KV_JWKS_URL: url, KV_JWKS_ISSUER: issuer } = env;
  if (!url) return undefined;
  if (!issuer) throw new Error('KV_JWKS_ISSUER is not set. KV_JWKS_URL requires it.');
  return { issuer, audience: env['KV_JWKS_AUDIENCE'] ?? 'kv-review', jwks: { url } };
}

function readSecrets(
  env: Environment,
  variable: string,
  generated: GeneratedSecrets,
): NamedSecret[] {
  const text = env[variable] ?? generated(variable);
  if (text === undefined) {
    throw new Error(
      `${variable} is not set. Its form is <id>:<secret>, for example: ` +
        `${variable}="k1:$(openssl rand -base64 48)"`,
    );
  }
  return parseNamedSecrets(text, variable);
}

/**
 * The secrets in a data folder, each generated when it is first needed. The activity log and web hooks
 * depend on them, so the file is replaced atomically.
 */
function generatedSecrets(folder: string): GeneratedSecrets {
  const path = join(folder, 'secrets.json');
  return (variable) => {
    const secrets = existsSync(path) ? readGenerated(path) : {};
    const found = secrets[variable];
    if (found !== undefined) return found;
    const secret = `k1:${randomBytes(48).toString('base64')}`;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const text = JSON.stringify({ ...secrets, [variable]: secret }, null, 2);
    writeFileSync(`${path}.new`, text, { mode: 0o600, flush: true });
    renameSync(`${path}.new`, path);
    return secret;
  };
}

function readGenerated(path: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Record<string, string>;
  } catch {
    throw new Error(
      `${path} cannot be read. Restore it from a backup: new secrets would make the data useless.`,
    );
  }
}
