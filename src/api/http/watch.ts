import type { SessionEvent } from '../../model/session-event.js';
import type { StreamedAnswer } from './read-answer.js';
import { readEvents, type EventReaderOptions } from './read-events.js';

/** An open answer of a backend. */
export interface OpenStream extends StreamedAnswer {
  /** Closes the stream and removes its listener from the caller's signal. */
  readonly close: () => void;
}

export interface WatchSettings extends EventReaderOptions {
  readonly open: (after: string | undefined, signal: AbortSignal) => Promise<OpenStream>;
}

/** The events of one connection. The caller reconnects, because it knows who needs the events. */
export async function* watchEvents(
  after: string | undefined,
  signal: AbortSignal,
  { open, ...limits }: WatchSettings,
): AsyncGenerator<SessionEvent, void> {
  const stream = await open(after, signal);
  try {
    yield* readEvents(stream.body, limits);
  } finally {
    stream.close();
  }
}
