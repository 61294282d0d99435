import { createHash } from 'node:crypto';

import { openFolderStore } from '../../src/objects/folder-store.ts';

const digestLength = 32;

/** About half a megabyte that begins with the digest of the rest. */
export function photoBytes(id: number): Buffer {
  const body = Buffer.alloc(400_000 + id * 1000, `photo ${id} `);
  return Buffer.concat([digestOf(body), body]);
}

export const isWhole = (bytes: Buffer): boolean =>
  digestOf(bytes.subarray(digestLength)).equals(bytes.subarray(0, digestLength));

const digestOf = (bytes: Buffer): Buffer => createHash('sha256').update(bytes).digest();

/** Stores photos, eight at a time, without end, and prints the number of each stored photo. */
if (import.meta.main) {
  const store = await openFolderStore(process.argv[2] ?? '');
  let next = 0;
  const putForEver = async (): Promise<never> => {
    for (;;) {
      const id = next++;
      await store.put(['company', `session-${id}`, 'full'], photoBytes(id));
      process.stdout.write(`${id}\n`);
    }
  };
  await Promise.all(Array.from({ length: 8 }, putForEver));
}
