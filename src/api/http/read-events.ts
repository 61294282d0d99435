import { createParser } from 'eventsource-parser';
import * as v from 'valibot';

import {
  sessionEvent,
  sessionEventId,
  sessionEventTypes,
  type SessionEvent,
} from '../../model/session-event.js';
import { checkAnswer } from '../check.js';
import { ReviewError } from '../errors.js';
import { readWithin } from '../read-within.js';

/** The limits of a stream. */
export interface EventReaderOptions {
  /** Milliseconds without a byte after which the stream counts as broken. */
  readonly silence: number;
  /** The longest event that is read, in characters. */
  readonly maxEventSize: number;
}

const broken = (why: string, cause?: unknown) =>
  new ReviewError('unavailable', `The stream of events ${why}.`, { cause });

const isKnownType = (type: string): boolean => sessionEventTypes.some((known) => known === type);

function toEvent(data: string): SessionEvent {
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    throw broken('has an event that is not valid JSON');
  }
  return checkAnswer(sessionEvent, value, 'watchSessions');
}

/**
 * Reads and checks the events of a stream (HTML Standard, 9.2.6), until it ends.
 * @throws ReviewError `unavailable` when the stream breaks off or sends nothing for too long, or when
 * an event is malformed or too long.
 */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
  { silence, maxEventSize }: EventReaderOptions,
): AsyncGenerator<SessionEvent, void> {
  const events: SessionEvent[] = [];
  let longest = 0;
  const isTooLong = (): boolean => longest > maxEventSize;
  const parser = createParser({
    maxBufferSize: maxEventSize,
    onEvent({ event, id, data }) {
      longest = Math.max(longest, data.length);
      if (isTooLong() || event === undefined) return;
      if (isKnownType(event)) events.push(toEvent(data));
      // A newer backend's event has unknown data. Only its place in the stream matters.
      else if (v.is(sessionEventId, id))
        events.push(checkAnswer(sessionEvent, { id, type: event }, 'watchSessions'));
    },
    onError({ type }) {
      if (type === 'max-buffer-size-exceeded') longest = Infinity;
    },
  });
  const decoder = new TextDecoder();
  const reader = body.getReader();
  try {
    for (;;) {
      const { done, value } = await readWithin(reader, silence);
      if (done) return;
      parser.feed(decoder.decode(value, { stream: true }));
      if (isTooLong()) throw broken('has an event that is too long');
      yield* events.splice(0);
    }
  } catch (error) {
    throw error instanceof ReviewError ? error : broken('broke off', error);
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
