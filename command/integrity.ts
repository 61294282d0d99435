/** The hashes by which browsers check scripts (Subresource Integrity). */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

const hashOf = (content: Uint8Array): string =>
  `sha384-${createHash('sha384').update(content).digest('base64')}`;

/** The hash of each script below the folder, by its path. */
export function integrityOf(folder: string): Record<string, string> {
  const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.js'))
    .map((path) => path.replaceAll(sep, '/'))
    .sort();
  return Object.fromEntries(
    scripts.map((path) => [path, hashOf(readFileSync(join(folder, path)))]),
  );
}
