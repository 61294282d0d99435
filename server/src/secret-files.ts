import { readFileSync } from 'node:fs';

type Environment = Readonly<Record<string, string | undefined>>;

/** The secrets that can be in files, because other processes can easily read an environment. */
const secretVariables = [
  'DATABASE_URL',
  'KV_TOKEN_SECRETS',
  'KV_ACTIVITY_KEYS',
  'KV_HOOK_KEYS',
  'KV_SCREENING_KEYS',
  'KV_YENTE_API_KEY',
] as const;

/**
 * Adds to the environment the contents of the files that `<name>_FILE` names.
 * @throws Error that names the variable and never quotes the file.
 */
export function readSecretFiles(env: Environment): Environment {
  const read: Record<string, string> = {};
  for (const name of secretVariables) {
    const path = env[`${name}_FILE`];
    if (path === undefined || path === '') continue;
    if (env[name] !== undefined)
      throw new Error(`Both ${name} and ${name}_FILE are set; set only one.`);
    try {
      read[name] = readFileSync(path, 'utf8').trim();
    } catch (cause) {
      throw new Error(`The file that ${name}_FILE names cannot be read.`, { cause });
    }
    if (read[name] === '') throw new Error(`The file that ${name}_FILE names is empty.`);
  }
  return { ...env, ...read };
}
