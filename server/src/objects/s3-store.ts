import { createHash } from 'node:crypto';

import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadBucketCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3';

import { encodeKey, objectExtension } from './encode-key.ts';
import { storeFailure, type ObjectKey, type ObjectStore, type PutOptions } from './object-store.ts';

export interface S3StoreOptions {
  bucket: string;
  /** The URL of the service. Default: Amazon's. */
  endpoint?: string;
  /** Default: `AWS_REGION`, or the region of the machine's AWS configuration. */
  region?: string;
  /** The beginning of every key, if the bucket has other contents: `photos` becomes `photos/…`. */
  prefix?: string;
  /** Whether the URL has the bucket in its path, not in its host name. Default: with `endpoint`. */
  pathStyle?: boolean;
  /**
   * Default: `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY`, or the other sources of the AWS SDK, such
   * as the role of the machine, the pod or the task.
   */
  credentials?: { accessKeyId: string; secretAccessKey: string; sessionToken?: string };
  /** Milliseconds for one attempt of a request. All attempts together take at most three times as long. */
  timeout?: number;
}

/** Milliseconds. */
const defaultTimeout = 20_000;
const connectionTimeout = 3000;

/** The SDK repeats requests that fail for a temporary reason, with a growing delay. */
const maxAttempts = 3;

/** The number of concurrent deletions. */
const deletionWidth = 16;

/**
 * Stores objects in a bucket of Amazon S3 or a compatible service. The names are those of the folder
 * store, so one can be copied into the other. Rejects when the bucket cannot be reached. Versioning must
 * be off in the bucket, because it would retain deleted objects.
 */
export async function openS3Store(options: S3StoreOptions): Promise<ObjectStore> {
  const client = new S3Client(clientConfig(options));
  const { bucket: Bucket, prefix, timeout = defaultTimeout } = options;
  const root = prefix === undefined || prefix === '' ? [] : [prefix];
  const pathOf = (key: ObjectKey): string => [...root, ...encodeKey(key)].join('/');
  const nameOf = (key: ObjectKey): string => pathOf(key) + objectExtension;
  const deadline = () => ({ abortSignal: AbortSignal.timeout(maxAttempts * timeout) });

  async function put(key: ObjectKey, bytes: Uint8Array, { contentType }: PutOptions = {}) {
    await client.send(
      new PutObjectCommand({
        Bucket,
        Key: nameOf(key),
        Body: bytes,
        ContentLength: bytes.length,
        // The service refuses bytes that were changed on the way.
        ContentMD5: createHash('md5').update(bytes).digest('base64'),
        ...(contentType === undefined ? {} : { ContentType: contentType }),
      }),
      deadline(),
    );
  }

  async function get(key: ObjectKey): Promise<Uint8Array<ArrayBuffer> | null> {
    try {
      const command = new GetObjectCommand({ Bucket, Key: nameOf(key) });
      const { Body } = await client.send(command, deadline());
      if (Body === undefined) throw new Error('The answer of the bucket has no body.');
      return new Uint8Array(await Body.transformToByteArray());
    } catch (error) {
      if (error instanceof NoSuchKey) return null;
      throw error;
    }
  }

  /** Deletes objects one by one, because other services refuse `DeleteObjects` with the SDK's checksums. */
  async function remove(names: readonly string[]): Promise<void> {
    for (let start = 0; start < names.length; start += deletionWidth) {
      await Promise.all(
        names
          .slice(start, start + deletionWidth)
          .map((Key) => client.send(new DeleteObjectCommand({ Bucket, Key }), deadline())),
      );
    }
  }

  async function removeAll(prefix: ObjectKey): Promise<void> {
    let continuation: string | undefined;
    do {
      const page = await client.send(
        new ListObjectsV2Command({
          Bucket,
          Prefix: `${pathOf(prefix)}/`,
          ContinuationToken: continuation,
        }),
        deadline(),
      );
      await remove((page.Contents ?? []).flatMap(({ Key }) => (Key === undefined ? [] : [Key])));
      continuation = page.NextContinuationToken;
    } while (continuation !== undefined);
    await remove([nameOf(prefix)]);
  }

  const checkBucket = (): Promise<void> =>
    guarded(async () => {
      await client.send(new HeadBucketCommand({ Bucket }), deadline());
    });

  await checkBucket();
  return {
    put: (key, bytes, putOptions) => guarded(() => put(key, bytes, putOptions)),
    get: (key) => guarded(() => get(key)),
    delete: (key) => guarded(() => remove([nameOf(key)])),
    deleteAll: (prefix) => guarded(() => removeAll(prefix)),
    checkWritable: checkBucket,
  };
}

function clientConfig(options: S3StoreOptions): S3ClientConfig {
  const { endpoint, region, credentials, timeout = defaultTimeout } = options;
  return {
    ...(endpoint === undefined ? {} : { endpoint }),
    ...(region === undefined ? {} : { region }),
    ...(credentials === undefined ? {} : { credentials }),
    forcePathStyle: options.pathStyle ?? endpoint !== undefined,
    maxAttempts,
    requestHandler: { connectionTimeout, requestTimeout: timeout, throwOnRequestTimeout: true },
    // Not every service supports the checksums that the SDK adds by default; all support `Content-MD5`.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  };
}

async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw storeFailure(error);
  }
}
