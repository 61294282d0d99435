import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDatabase } from '../../src/database/index.ts';

export interface PGliteTemplate {
  readonly folder: string;
  remove(): void;
}

/** Sets up a database with its tables, for `sparePGlite` to copy. */
export async function makePGliteTemplate(): Promise<PGliteTemplate> {
  const parent = mkdtempSync(join(tmpdir(), 'kv-review-pglite-template-'));
  const folder = join(parent, 'data');
  const remove = () => rmSync(parent, { recursive: true, force: true });
  try {
    await (await openDatabase({ folder })).close();
    return { folder, remove };
  } catch (error) {
    remove();
    throw error;
  }
}
