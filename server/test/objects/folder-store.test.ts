import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { describe, it, type TestContext } from 'node:test';

import { isReviewError } from 'kv-review/api';

import { openFolderStore } from '../../src/objects/folder-store.ts';
import { assertBytes, objectStoreTests } from './object-store-tests.ts';
import { isWhole, photoBytes } from './put-until-killed.ts';

objectStoreTests('A folder', async () => {
  const folder = await newFolder();
  return {
    store: await openFolderStore(join(folder, 'objects')),
    close: () => rm(folder, { recursive: true }),
  };
});

describe('A folder', () => {
  it('stores everything inside it, and nothing outside', async (test) => {
    const parent = await temporaryFolder(test);
    const store = await openFolderStore(join(parent, 'objects'));
    for (const id of ['..', '../../..', '/tmp', '..\\..', '\0', '', '.', 'x'.repeat(10_000)]) {
      await store.put([id, id, id], Buffer.from('a'));
    }
    assert.deepEqual(await readdir(parent), ['objects']);
    await store.deleteAll(['..']);
    assert.deepEqual(await readdir(parent), ['objects']);
  });

  it('uses names that differ even without case and Unicode normalisation', async (test) => {
    const folder = await temporaryFolder(test);
    const store = await openFolderStore(folder);
    const ids = [
      'aB',
      'Ab',
      'ab',
      'AB',
      'é',
      'e\u0301',
      'É',
      'ſ',
      's',
      'K',
      '\u212a',
      'k',
      'ß',
      'ss',
    ];
    for (const id of ids) await store.put([id], Buffer.from('a'));
    const names = (await filesBelow(folder)).map((name) => name.normalize('NFKD').toLowerCase());
    assert.equal(new Set(names).size, ids.length);
  });

  it('is readable only by the server’s own user, whatever the umask', async (test) => {
    const folder = join(await temporaryFolder(test), 'deep', 'objects');
    const mask = process.umask(0);
    test.after(() => process.umask(mask));
    const store = await openFolderStore(folder);
    await store.put(['company', 'session', 'full'], Buffer.from('a'));
    const modes = await Promise.all(
      ['', 'company', 'company/session', 'company/session/full.object'].map(
        async (path) => (await stat(join(folder, path))).mode & 0o777,
      ),
    );
    assert.deepEqual(modes, [0o700, 0o700, 0o700, 0o600]);
  });

  it('removes the unfinished files of a killed process when it is opened', async (test) => {
    const folder = await temporaryFolder(test);
    await mkdir(join(folder, '.temporary/removed-session'), { recursive: true });
    await writeFile(join(folder, '.temporary/unfinished'), 'half a ph');
    await writeFile(join(folder, '.temporary/removed-session/full.object'), 'a photo');
    const store = await openFolderStore(folder);
    await store.put(['company'], Buffer.from('a'));
    assert.deepEqual(await filesBelow(folder), ['company.object']);
  });

  it('leaves no file behind when a write fails', async (test) => {
    const folder = await temporaryFolder(test);
    await writeFile(join(folder, 'company'), 'a file where a folder must be');
    const store = await openFolderStore(folder);
    await assert.rejects(store.put(['company', 'full'], Buffer.from('a')), (error) => {
      assert.ok(isReviewError(error));
      assert.equal(error.code, 'unavailable');
      assert.doesNotMatch(error.message, /company/);
      return true;
    });
    assert.deepEqual(await filesBelow(folder), ['company']);
  });

  it('retains acknowledged objects when another process opens the same folder', async (test) => {
    const folder = await temporaryFolder(test);
    const store = await openFolderStore(folder);
    const puts = Array.from({ length: 60 }, (_, index) =>
      store.put(['company', `${index}`], Buffer.alloc(200_000, index)),
    );
    const opened = Promise.all(Array.from({ length: 5 }, () => openFolderStore(folder)));
    await Promise.all(puts);
    await opened;
    for (let index = 0; index < puts.length; index += 1) {
      assertBytes(await store.get(['company', `${index}`]), Buffer.alloc(200_000, index));
    }
  });

  it('has every acknowledged object, and no incomplete one, after kill -9', async (test) => {
    const folder = await temporaryFolder(test);
    for (const acknowledgedBeforeKill of [1, 7, 20]) {
      await rm(folder, { recursive: true, force: true });
      const acknowledged = await putUntilKilled(folder, acknowledgedBeforeKill);
      assert.ok(acknowledged.length >= acknowledgedBeforeKill);

      const store = await openFolderStore(folder);
      for (const id of acknowledged) {
        assertBytes(await store.get(['company', `session-${id}`, 'full']), photoBytes(id));
      }
      for (const file of await filesBelow(folder)) {
        assert.match(file, /^company\/session-\d+\/full\.object$/);
        assert.ok(isWhole(await readFile(join(folder, file))), `${file} is not whole.`);
      }
    }
  });
});

/** The numbers of the photos that the killed process acknowledged. */
async function putUntilKilled(folder: string, count: number): Promise<number[]> {
  const script = join(import.meta.dirname, 'put-until-killed.ts');
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8');
  child.stdout.on('data', (text: string) => {
    output += text;
    if (output.split('\n').length > count) child.kill('SIGKILL');
  });
  await once(child, 'close');
  return output.split('\n').slice(0, -1).map(Number);
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'kv-objects-'));

async function temporaryFolder(test: TestContext): Promise<string> {
  const folder = await newFolder();
  test.after(async () => {
    await chmod(folder, 0o700);
    await rm(folder, { recursive: true });
  });
  return folder;
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)));
}
