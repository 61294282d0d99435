import { setTimeout as delay } from 'node:timers/promises';

import { ReviewError } from 'kv-review/api';
import type { CsvChunk, CsvFile } from 'kv-review/model';

import {
  inSnapshot,
  maxSnapshots,
  type CompanyTransaction,
  type Database,
} from '../database/index.ts';

/** Times in milliseconds. */
export interface CsvExportLimits {
  /** How long a caller waits for a place before it is refused. Default 5,000. */
  readonly patience?: number;
  /** How long a caller may read nothing: it holds a connection. Default 20,000. */
  readonly silence?: number;
  /** How long an export may take: it holds a snapshot. Default 900,000. */
  readonly duration?: number;
}

/** An export of one company. */
export interface CsvExportRequest<Item> {
  readonly companyId: string;
  readonly signal: AbortSignal | undefined;
  readonly writer: { readonly head: string; write(items: Iterable<Item>): string };
  /** Finds the rows, all of one moment. */
  find(transaction: CompanyTransaction): Promise<{
    readonly count: number;
    readonly pages: AsyncIterable<readonly Item[]>;
  }>;
}

/** Writes CSV files while they are read. */
export interface CsvExports {
  /** @throws ReviewError `unavailable` when too many exports run. */
  open<Item>(request: CsvExportRequest<Item>): Promise<CsvFile>;
}

/** Milliseconds after which a refused caller may try again. */
const retryAfter = 10_000;

/** Parts that are written before the caller reads them. */
const partsAhead = 4;

/**
 * Runs as many exports as there are connections for them, one for each company. PGlite has a single
 * session, so there a file is written at once, into memory: all other requests wait for the rows, but never
 * for the caller.
 */
export function createCsvExports(database: Database, limits: CsvExportLimits = {}): CsvExports {
  const { patience = 5_000, silence = 20_000, duration = 900_000 } = limits;
  const ahead = database.kind === 'pglite' ? Infinity : partsAhead;
  const companies = new Set<string>();
  let freed = Promise.withResolvers<undefined>();

  async function takePlace(companyId: string): Promise<void> {
    const late = delay(patience, 'late', { ref: false });
    while (companies.size >= maxSnapshots || companies.has(companyId)) {
      if ((await Promise.race([late, freed.promise])) === 'late') {
        throw new ReviewError('unavailable', 'Too many exports are running.', { retryAfter });
      }
    }
    companies.add(companyId);
  }

  function givePlace(companyId: string): void {
    companies.delete(companyId);
    freed.resolve(undefined);
    freed = Promise.withResolvers();
  }

  async function open<Item>(request: CsvExportRequest<Item>): Promise<CsvFile> {
    const { companyId, signal } = request;
    await takePlace(companyId);
    const { readable, writable } = new TransformStream<CsvChunk, CsvChunk>(
      {},
      { highWaterMark: ahead },
      { highWaterMark: 0 },
    );
    const writer = writable.getWriter();
    const counted = Promise.withResolvers<number>();
    const end = performance.now() + duration;

    /** Waits for the caller. Rejects when the file has failed. */
    async function untilReady(): Promise<void> {
      const late = Promise.withResolvers<never>();
      const timer = setTimeout(() => {
        late.reject(new ReviewError('timeout', 'The caller reads too slowly.'));
      }, silence);
      await Promise.race([writer.ready, late.promise]).finally(() => clearTimeout(timer));
    }

    async function put(chunk: CsvChunk): Promise<void> {
      if (performance.now() > end) throw new ReviewError('timeout', 'The export took too long.');
      await untilReady();
      // A failure makes the next `ready` reject.
      writer.write(chunk).catch(() => undefined);
    }

    async function write(): Promise<void> {
      const encoder = new TextEncoder();
      const { writer: rows } = request;
      await inSnapshot(database, companyId, async (transaction) => {
        const found = await request.find(transaction);
        counted.resolve(found.count);
        await put({ bytes: encoder.encode(rows.head), count: 0 });
        let count = 0;
        for await (const items of found.pages) {
          count += items.length;
          await put({ bytes: encoder.encode(rows.write(items)), count });
        }
      });
      await writer.close();
    }

    const onAbort = (): void => {
      const error = new ReviewError('aborted', 'The request was aborted.');
      writer.abort(error).catch(() => undefined);
    };
    signal?.addEventListener('abort', onAbort);
    if (signal?.aborted) onAbort();
    writer.closed.catch(() => undefined);
    void write()
      .catch((error: unknown) => {
        counted.reject(error);
        return writer.abort(error);
      })
      .catch(() => undefined)
      .finally(() => {
        signal?.removeEventListener('abort', onAbort);
        givePlace(companyId);
      });
    return { count: await counted.promise, chunks: readable };
  }

  return { open };
}
