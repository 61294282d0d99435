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

/** Limits for a stream. */
export interface EventReaderOptions {
  /** Milliseconds without a byte after which the stream counts as dead. */
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
    throw broken('holds an event that is not JSON');
  }
  return checkAnswer(sessionEvent, value, 'watchSessions');
}

async function readWithin<Chunk>(
  reader: ReadableStreamDefaultReader<Chunk>,
  milliseconds: number,
): Promise<ReadableStreamReadResult<Chunk>> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(broken('has fallen silent')), milliseconds);
  });
  try {
    return await Promise.race([reader.read(), tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Reads the events of a stream (HTML Standard, 9.2.6), checked; ends with it.
 * @throws ReviewError `unavailable` when it breaks off, falls silent or holds what is malformed or
 * too long.
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
      // The data of a newer backend's event is unknown: its place in the stream is all that counts.
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
      if (isTooLong()) throw broken('holds an event that is too long');
      yield* events.splice(0);
    }
  } catch (error) {
    throw error instanceof ReviewError ? error : broken('broke off', error);
  } finally {
    reader.cancel().catch(() => undefined);
  }
}
