import * as v from 'valibot';

import { sessionEvent, sessionEventId, type SessionEvent } from '../../model/session-event.js';
import { longestTimeout } from '../abort.js';
import { checkAnswer } from '../check.js';
import { watchMethod } from '../operations/call.js';
import { operationOf } from '../operations/operations.js';
import type { ReviewApi, WatchOptions } from '../review-api.js';
import { isFailure } from './failure.js';
import type { Report } from './write-answer.js';

export interface EventWriterOptions {
  /** Milliseconds between two comments that keep the stream open. */
  readonly heartbeat: number;
  /** Milliseconds after which the stream ends. */
  readonly lifetime: number;
  readonly report: Report;
}

/** Milliseconds that a caller waits before it reconnects, unless it chooses another delay. */
const reconnectionTime = 2000;

const encoder = new TextEncoder();
const comment = encoder.encode(':\n\n');

/** Writes an event for the parser of HTML Standard, 9.2.6. JSON contains no line breaks. */
const toText = (event: SessionEvent): string =>
  `event: ${event.type}\nid: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`;

/** A malformed id cannot come from an adapter, so it is ignored. */
function watchOptionsOf({ headers }: Request, signal: AbortSignal): WatchOptions {
  const after = headers.get('last-event-id');
  return v.is(sessionEventId, after) ? { signal, after } : { signal };
}

/**
 * Answers with the events of an adapter as they arrive. It waits for the first one, so that a refusal
 * has its status. A later error ends the stream; the caller receives it when it reconnects. It reads
 * from the adapter only as fast as the caller reads.
 */
export async function writeEvents(
  api: ReviewApi,
  request: Request,
  { heartbeat, lifetime, report }: EventWriterOptions,
): Promise<Response> {
  const headers = { 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' };
  if (request.method === 'HEAD') return new Response(null, { headers });

  const abort = new AbortController();
  const leave = (): void => abort.abort();
  request.signal.addEventListener('abort', leave, { once: true });
  if (request.signal.aborted) leave();
  const name = 'watchSessions';
  const call = { name, operation: operationOf(name), ids: [], input: undefined } as const;
  const options = watchOptionsOf(request, abort.signal);
  const events = await watchMethod(api, { ...call, options: { ...options } });
  const iterator = events[Symbol.asyncIterator]();
  const next = async (): Promise<SessionEvent | undefined> => {
    const result = await iterator.next();
    if (result.done) return undefined;
    return checkAnswer(sessionEvent, result.value, 'watchSessions');
  };

  const timers: ReturnType<typeof setTimeout>[] = [];
  const end = (): void => {
    for (const timer of timers) clearTimeout(timer);
    request.signal.removeEventListener('abort', leave);
    leave();
    // Called after the end, so a failure changes nothing.
    Promise.resolve(iterator.return?.()).catch(() => undefined);
  };

  let first: SessionEvent | undefined;
  try {
    first = await next();
  } catch (error) {
    end();
    throw error;
  }

  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const beat = (): void => {
        // A caller that is behind still has bytes to read, so it needs no comment.
        if ((controller.desiredSize ?? 0) > 0) controller.enqueue(comment);
      };
      timers.push(
        setInterval(beat, Math.min(heartbeat, longestTimeout)),
        setTimeout(leave, Math.min(lifetime, longestTimeout)),
      );
      const opening = `retry: ${reconnectionTime}\n\n${first ? toText(first) : ''}`;
      controller.enqueue(encoder.encode(opening));
    },
    async pull(controller) {
      try {
        const event = await untilAborted(next(), abort.signal);
        if (event) {
          controller.enqueue(encoder.encode(toText(event)));
          return;
        }
      } catch (error) {
        if (isFailure(error)) report(error);
      }
      end();
      controller.close();
    },
    cancel: end,
  });
  return new Response(body, { headers });
}

/** `undefined` if the signal is aborted first, for adapters that ignore it. */
function untilAborted<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = (): void => resolve(undefined);
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', onAbort));
  });
}
