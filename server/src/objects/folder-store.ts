import { randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, unlink } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

import { encodeKey, objectExtension } from './encode-key.ts';
import { storeFailure, type ObjectKey, type ObjectStore } from './object-store.ts';

/** No encoded segment contains a dot, so no company can have this name. */
const temporaryFolder = '.temporary';

const folderMode = 0o700;
const fileMode = 0o600;

/** The most attempts of a write, which fails when another call or process removes its folders. */
const maxTries = 5;

/**
 * Stores objects as files below `folder` that only the server's user can read. Removes the unfinished
 * files of killed processes. Several processes may share the folder.
 */
export async function openFolderStore(folder: string): Promise<ObjectStore> {
  const root = resolve(folder);
  const temporary = join(root, temporaryFolder);
  const folderOf = (key: ObjectKey): string => join(root, ...encodeKey(key));
  const fileOf = (key: ObjectKey): string => folderOf(key) + objectExtension;
  const temporaryPath = (): string => join(temporary, randomUUID());

  async function openFolder(): Promise<void> {
    const created = await mkdir(root, { recursive: true, mode: folderMode });
    if (created !== undefined) await syncFolder(dirname(created));
    await rm(temporary, { recursive: true, force: true });
  }

  /** Creates a folder and its parents, and makes them durable, even if another call created them. */
  async function ensureFolder(path: string): Promise<void> {
    await mkdir(path, { recursive: true, mode: folderMode });
    for (let inner = path; inner !== root; inner = dirname(inner)) await syncFolder(dirname(inner));
  }

  async function tryPut(file: string, bytes: Uint8Array): Promise<void> {
    await mkdir(temporary, { recursive: true, mode: folderMode });
    const unfinished = temporaryPath();
    try {
      await writeDurably(unfinished, bytes);
      await ensureFolder(dirname(file));
      await rename(unfinished, file);
      await syncFolder(dirname(file));
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async function put(key: ObjectKey, bytes: Uint8Array): Promise<void> {
    const file = fileOf(key);
    for (let tries = 1; ; tries += 1) {
      try {
        await tryPut(file, bytes);
        return;
      } catch (error) {
        if (tries === maxTries || !isMissing(error)) throw error;
      }
    }
  }

  async function remove(file: string): Promise<void> {
    await whereFound(async () => {
      await unlink(file);
      await syncFolder(dirname(file));
    });
  }

  /** Moves the folder away first, so that it disappears as a whole. */
  async function removeFolder(path: string): Promise<void> {
    await mkdir(temporary, { recursive: true, mode: folderMode });
    const removed = temporaryPath();
    await whereFound(async () => {
      await rename(path, removed);
      await syncFolder(dirname(path));
    });
    await rm(removed, { recursive: true, force: true });
  }

  await guarded(openFolder);
  return {
    put: (key, bytes) => guarded(() => put(key, bytes)),
    get: (key) => guarded(() => whereFound(() => readFile(fileOf(key)))),
    delete: (key) => guarded(() => remove(fileOf(key))),
    checkWritable: () => guarded(() => checkFolderWritable(root)),
    deleteAll: (prefix) =>
      guarded(async () => {
        await removeFolder(folderOf(prefix));
        await remove(fileOf(prefix));
      }),
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFailure(error);
  }
}

/** The size of a small photo. */
const probe = new Uint8Array(64 * 1024);

/** Writes and removes a file, because the free space of a disk says nothing of quotas and rights. */
export async function checkFolderWritable(folder: string): Promise<void> {
  const path = join(folder, `.probe-${randomUUID()}`);
  try {
    await writeDurably(path, probe);
  } finally {
    await rm(path, { force: true });
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, 'wx', fileMode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Makes changes of a folder's entries durable. Windows has no call for this. */
async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

/** `null` when the file or folder does not exist. */
async function whereFound<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';
