import type { SessionEvent } from '../../model/session-event.js';
import { delay } from '../abort.js';
import { ReviewError } from '../errors.js';
import { readEvents, type EventReaderOptions } from './read-events.js';

/** A stream of events that a backend has begun to answer with. */
export interface EventStream {
  readonly body: ReadableStream<Uint8Array>;
  /** Ends it, and forgets the signal that it was opened with. */
  readonly close: () => void;
}

export interface WatchSettings extends Omit<EventReaderOptions, 'onRetry'> {
  readonly open: (after: string | undefined, signal: AbortSignal) => Promise<EventStream>;
  /** The longest wait, in milliseconds, before coming back, until the backend asks for another. */
  readonly reconnectionTime: number;
}

/** Streams in a row that did not last, after which it is left to the caller to wait longer. */
const maxFailures = 5;
/** Milliseconds after which a stream has lasted. */
const lasting = 10_000;
const longestWait = 60_000;
const shortestReconnectionTime = 100;

/**
 * The events of a backend over as many connections as it takes: comes back after the last event
 * whenever one ends, after a wait that varies and doubles while it fails.
 */
export async function* watchEvents(
  after: string | undefined,
  signal: AbortSignal,
  { open, silence, maxEventSize, ...settings }: WatchSettings,
): AsyncGenerator<SessionEvent, void> {
  let { reconnectionTime } = settings;
  const onRetry = (milliseconds: number): void => {
    reconnectionTime = Math.min(Math.max(milliseconds, shortestReconnectionTime), longestWait);
  };
  for (let failures = 0; ;) {
    const openedAt = performance.now();
    let asked = 0;
    let stream: EventStream | undefined;
    try {
      stream = await open(after, signal);
      for await (const event of readEvents(stream.body, { silence, maxEventSize, onRetry })) {
        after = event.id;
        yield event;
      }
      // An end is no failure, unless it comes again and again.
      failures = performance.now() - openedAt < lasting ? failures + 1 : 0;
      if (failures > maxFailures) {
        throw new ReviewError('unavailable', 'The stream of events ends again and again.');
      }
    } catch (thrown) {
      const error = ReviewError.from(thrown);
      const hasLasted = stream !== undefined && performance.now() - openedAt >= lasting;
      failures = hasLasted ? 1 : failures + 1;
      asked = error.details.retryAfter ?? 0;
      if (!error.retryable || failures > maxFailures || asked > longestWait) throw error;
    } finally {
      stream?.close();
    }
    const longest = Math.min(reconnectionTime * 2 ** Math.max(0, failures - 1), longestWait);
    await delay(asked + longest * (0.5 + Math.random() / 2), signal);
  }
}
