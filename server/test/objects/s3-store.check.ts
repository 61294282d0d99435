import assert from 'node:assert/strict';
import { once } from 'node:events';
import {
  createServer,
  request,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { after, before, describe, it, type TestContext } from 'node:test';

import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { isReviewError } from 'kv-review/api';

import { startSwift, type Swift } from '../../../scripts/swift.ts';
import { openS3Store, type S3StoreOptions } from '../../src/objects/s3-store.ts';
import { assertBytes, objectStoreTests } from './object-store-tests.ts';

let swift: Swift;
let client: S3Client;
before(async () => {
  swift = await startSwift();
  client = new S3Client({ ...swift, forcePathStyle: true });
});
after(() => swift.stop());

let buckets = 0;

async function newBucket(): Promise<S3StoreOptions> {
  buckets += 1;
  const bucket = `photos-${buckets}`;
  await client.send(new CreateBucketCommand({ Bucket: bucket }));
  const { endpoint, region, credentials } = swift;
  return { bucket, endpoint, region, credentials };
}

async function storedNames(bucket: string): Promise<string[]> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket }));
  return Contents.map(({ Key }) => Key!);
}

objectStoreTests('An S3 bucket', async () => ({
  store: await openS3Store(await newBucket()),
  close: async () => {},
}));

describe('An S3 bucket', () => {
  it('has only names below its prefix, the same as in a folder', async () => {
    const options = await newBucket();
    const store = await openS3Store({ ...options, prefix: 'photos' });
    await store.put(['..', 'A/b', 'selfie'], Buffer.from('a'));
    assert.deepEqual(await storedNames(options.bucket), ['photos/%2e%2e/%41%2fb/selfie.object']);
  });

  it('separates stores with different prefixes', async () => {
    const options = await newBucket();
    const prefixes = [undefined, 'a', 'a/b', 'ab'];
    const stores = await Promise.all(
      prefixes.map((prefix) => openS3Store({ ...options, ...(prefix && { prefix }) })),
    );
    for (const [index, store] of stores.entries()) {
      await store.put(['company', 'full'], Buffer.from([index]));
    }
    for (const [index, store] of stores.entries()) {
      assertBytes(await store.get(['company', 'full']), Buffer.from([index]));
      await store.deleteAll(['company']);
      assert.equal((await storedNames(options.bucket)).length, prefixes.length - 1 - index);
    }
  });

  it('deletes all objects below a prefix, on every page of the listing', async () => {
    const options = await newBucket();
    const store = await openS3Store(options);
    const keys = Array.from(
      { length: 35 },
      (_, index) => ['company', 'session', `${index}`] as const,
    );
    await Promise.all(keys.map((key) => store.put(key, Buffer.from('a'))));
    const { IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket: options.bucket }));
    assert.equal(IsTruncated, true);
    await store.deleteAll(['company', 'session']);
    assert.deepEqual(await storedNames(options.bucket), []);
  });

  it('cannot be opened when it does not exist, or with wrong credentials', async () => {
    const options = await newBucket();
    await assertUnavailable(openS3Store({ ...options, bucket: 'not-there' }));
    const credentials = { accessKeyId: 'test:tester', secretAccessKey: 'wrong-secret' };
    await assertUnavailable(openS3Store({ ...options, credentials }));
  });

  it('gets a second request after a temporary failure', async (test) => {
    const { options, state } = await throughProxy(test);
    const store = await openS3Store(options);
    for (const call of [
      () => store.put(['company'], Buffer.from('a photo')),
      () => store.get(['company']),
      () => store.deleteAll(['company']),
    ]) {
      state.failures = 2;
      await call();
    }
    assert.equal(await store.get(['company']), null);
  });

  it('does not store bytes that were changed on the way', async (test) => {
    const { options, state } = await throughProxy(test);
    const store = await openS3Store(options);
    state.changesBody = true;
    await assertUnavailable(store.put(['company'], Buffer.alloc(100_000, 1)));
    state.changesBody = false;
    assert.equal(await store.get(['company']), null);
  });

  it('returns no part of an object whose transfer was interrupted', async (test) => {
    const { options, state } = await throughProxy(test);
    const store = await openS3Store(options);
    await store.put(['company'], Buffer.alloc(100_000, 1));
    state.cutsAnswer = true;
    await assertUnavailable(store.get(['company']));
  });

  it('times out when it does not answer, or stops within an answer', async (test) => {
    const hangs: RequestListener[] = [
      () => {},
      (_, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write('the beginning');
      },
    ];
    for (const hang of hangs) {
      const answers = { hang: false };
      const endpoint = await listen(test, (incoming, response) => {
        if (answers.hang) hang(incoming, response);
        else response.end();
      });
      const { region, credentials } = swift;
      const options = { bucket: 'photos', endpoint, region, credentials, timeout: 700 };
      const store = await openS3Store(options);
      answers.hang = true;
      await assertUnavailable(store.get(['company', 'full']));
    }
  });
});

/** The message goes to logs, so it contains neither keys nor secrets. */
async function assertUnavailable(result: Promise<unknown>): Promise<void> {
  await assert.rejects(result, (error) => {
    assert.ok(isReviewError(error));
    assert.equal(error.code, 'unavailable');
    assert.equal(error.message, 'The object store failed.');
    return true;
  });
}

/** A bucket behind a proxy that causes failures on demand. */
async function throughProxy(test: TestContext): Promise<{
  options: S3StoreOptions;
  state: { failures: number; changesBody: boolean; cutsAnswer: boolean };
}> {
  const options = await newBucket();
  const state = { failures: 0, changesBody: false, cutsAnswer: false };
  const endpoint = await listen(test, (incoming, response) => {
    if (state.failures > 0) {
      state.failures -= 1;
      incoming.resume();
      response.writeHead(503).end();
      return;
    }
    void forward(incoming, response);
  });

  async function forward(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await buffer(incoming);
    if (state.changesBody && body.length > 0) body[0] = ~body[0]!;
    const { method, url, headers } = incoming;
    const outgoing = request(swift.endpoint + url!, { method: method!, headers });
    outgoing.end(body);
    const [answer] = (await once(outgoing, 'response')) as [IncomingMessage];
    response.writeHead(answer.statusCode!, answer.headers);
    const content = await buffer(answer);
    if (!state.cutsAnswer) {
      response.end(content);
      return;
    }
    response.write(content.subarray(0, content.length >> 1), () => response.destroy());
  }

  return { options: { ...options, endpoint }, state };
}

/** The URL of a server that ends with the test. */
async function listen(test: TestContext, listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await once(server, 'listening');
  test.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
