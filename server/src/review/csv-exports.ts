import { setTimeout as delay } from 'node:timers/promises';

import { ReviewError } from 'kv-review/api';
import { createCsvWriter } from 'kv-review/export/csv';
import type { csvExport, CsvChunk, CsvFile, MatchLevel } from 'kv-review/model';
import type * as v from 'valibot';

import { inSnapshot, maxSnapshots, type Database } from '../database/index.ts';
import { findCsvSessions } from '../store/csv-sessions.ts';

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
export interface CsvExportRequest {
  readonly companyId: string;
  readonly query: v.InferOutput<typeof csvExport>;
  readonly acceptanceLevel: MatchLevel;
  readonly signal: AbortSignal | undefined;
}

/** Writes CSV files while they are read. */
export interface CsvExports {
  /** @throws ReviewError `unavailable` when too many exports run. */
  open(request: CsvExportRequest): Promise<CsvFile>;
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

  async function open({ companyId, signal, ...request }: CsvExportRequest): Promise<CsvFile> {
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
      const { query, acceptanceLevel } = request;
      const encoder = new TextEncoder();
      const rows = createCsvWriter(query);
      await inSnapshot(database, companyId, async (transaction) => {
        const found = await findCsvSessions(transaction, companyId, query, acceptanceLevel);
        counted.resolve(found.count);
        await put({ bytes: encoder.encode(rows.head), count: 0 });
        let count = 0;
        for await (const sessions of found.pages) {
          count += sessions.length;
          await put({ bytes: encoder.encode(rows.write(sessions)), count });
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
