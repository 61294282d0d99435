import * as v from 'valibot';

import type { PreviewProgress } from '../../model/preview-progress.js';
import { longestTimeout } from '../abort.js';
import { isReviewError, ReviewError } from '../errors.js';
import { problem } from '../http/problem.js';
import { recordSeparator, type ProgressRecord } from '../http/progress.js';
import { isFailure, saysAborted } from './failure.js';
import type { Report } from './write-answer.js';
import { toProblem } from './write-problem.js';

export interface ProgressWriterOptions {
  /** Milliseconds after which the last progress is sent again, to keep the connection open. */
  readonly heartbeat: number;
  /** Checks the result. */
  readonly check: (result: unknown) => unknown;
  readonly report: Report;
}

/** Work that reports its progress. */
export type Work = (
  signal: AbortSignal,
  onProgress: (progress: PreviewProgress) => void,
) => Promise<unknown>;

const encoder = new TextEncoder();
const toBytes = (record: ProgressRecord): Uint8Array =>
  encoder.encode(`${recordSeparator}${JSON.stringify(record)}\n`);

async function problemOf(thrown: unknown): Promise<ProgressRecord> {
  const error = isReviewError(thrown)
    ? thrown
    : new ReviewError('unavailable', 'The adapter failed unexpectedly.');
  const body: unknown = await toProblem(error).json();
  return { problem: v.parse(problem, body) };
}

/**
 * Answers with the progress of work as lines of JSON, and at last its result. It waits for the first
 * progress, so that a refusal has its status. Leaving the answer aborts the work.
 * @throws what the work throws before its first progress
 */
export async function writeProgress(
  request: Request,
  work: Work,
  { heartbeat, check, report }: ProgressWriterOptions,
): Promise<Response> {
  const abort = new AbortController();
  const leave = (): void => abort.abort(request.signal.reason);
  request.signal.addEventListener('abort', leave, { once: true });
  if (request.signal.aborted) leave();

  let latest: PreviewProgress | undefined;
  /** Whether the caller has not got the latest progress, or none for the time of a heartbeat. */
  let isDue = false;
  let ending: (() => Promise<ProgressRecord> | ProgressRecord) | undefined;
  let wake = (): void => undefined;
  let refusal: { readonly thrown: unknown } | undefined;

  const news = (): Promise<void> =>
    isDue || ending ? Promise.resolve() : new Promise((resolve) => (wake = resolve));

  const timer = setInterval(
    () => {
      isDue = latest !== undefined;
      wake();
    },
    Math.min(heartbeat, longestTimeout),
  );

  async function finish(): Promise<void> {
    try {
      const result = check(
        await work(abort.signal, ({ done, total }) => {
          latest = { done, total };
          isDue = true;
          wake();
        }),
      );
      ending = () => ({ result });
    } catch (thrown) {
      if (!latest) refusal = { thrown };
      else if (isFailure(thrown) && !saysAborted(thrown, abort.signal)) report(thrown);
      ending = () => problemOf(thrown);
    } finally {
      clearInterval(timer);
      request.signal.removeEventListener('abort', leave);
      wake();
    }
  }
  void finish();

  await news();
  if (refusal) throw refusal.thrown;

  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        await news();
        if (ending) {
          controller.enqueue(toBytes(await ending()));
          controller.close();
        } else if (latest) {
          // The latest progress replaces all that the caller was too slow to read.
          isDue = false;
          controller.enqueue(toBytes({ progress: latest }));
        }
      },
      cancel() {
        clearInterval(timer);
        abort.abort();
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, {
    headers: { 'content-type': 'application/json-seq', 'x-accel-buffering': 'no' },
  });
}
