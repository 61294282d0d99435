/** Event streams without the kit's client, which would reconnect. */
import type { SessionEvent } from 'kv-review/model';
import { createParser } from 'eventsource-parser';

export interface EventStream {
  readonly status: number;
  readonly headers: Headers;
  /** The next event; `undefined` after a proper end. Rejects when the connection was cut. */
  next(): Promise<SessionEvent | undefined>;
  /** Reads to the end. */
  end(): Promise<void>;
  leave(): Promise<void>;
}

export async function openEventStream(
  send: (path: string, token: string, init?: RequestInit) => Promise<Response>,
  token: string,
  after?: string,
): Promise<EventStream> {
  const headers = { ...(after === undefined ? {} : { 'last-event-id': after }) };
  const response = await send('/v1/events', token, { headers });
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  const events: SessionEvent[] = [];
  const parser = createParser({
    onEvent: ({ data }) => events.push(JSON.parse(data) as SessionEvent),
  });
  async function next(): Promise<SessionEvent | undefined> {
    for (;;) {
      const event = events.shift();
      if (event) return event;
      const read = await reader?.read();
      if (!read || read.done) return undefined;
      parser.feed(decoder.decode(read.value, { stream: true }));
    }
  }
  return {
    status: response.status,
    headers: response.headers,
    next,
    async end() {
      while (await next());
    },
    leave: async () => reader?.cancel(),
  };
}
