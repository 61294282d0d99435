import * as v from 'valibot';

import type { ReviewApi, WatchOptions } from '../../api/review-api.js';
import { knownSessionEvent, type SessionEvent } from '../../model/session-event.js';
import { assert, assertEqual, assertValid, ConformanceError } from './assert.js';
import { getSession, newKey, type ConformanceTest, type Subject } from './subject.js';

/** Far more time than any event needs. */
const timeoutMs = 10_000;

const strictEvent = v.strictObject(knownSessionEvent.entries);

/** One watch of a test, read with a timeout. */
export class Watch {
  readonly #iterator: AsyncIterator<SessionEvent>;

  constructor(api: ReviewApi, options?: WatchOptions) {
    this.#iterator = api.watchSessions(options)[Symbol.asyncIterator]();
  }

  next(): Promise<IteratorResult<SessionEvent, unknown>> {
    return inTime(this.#iterator.next(), 'An event');
  }

  /** The next event, checked. Unknown members are refused, because they could be personal data. */
  async event(): Promise<SessionEvent> {
    const { done, value } = await this.next();
    assert(!done, 'The watch goes on until its caller ends it');
    return assertValid(strictEvent, value, 'An event');
  }

  /** Reads until an event names the session or says `many`, and returns that event. */
  async eventOf(sessionId: string): Promise<SessionEvent> {
    for (;;) {
      const event = await this.event();
      if (event.sessionIds === 'many' || event.sessionIds.includes(sessionId)) return event;
    }
  }

  async leave(): Promise<void> {
    assert(this.#iterator.return !== undefined, 'A watch can be left');
    await inTime(this.#iterator.return(), 'The end of a watch that is left');
  }
}

async function inTime<Value>(promise: Promise<Value>, what: string): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new ConformanceError(`${what} does not come`)), timeoutMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}

const addNote = async (api: ReviewApi, id: string): Promise<void> => {
  const { version } = await getSession(api, id);
  await api.addNote(id, { text: 'Seen by all.' }, { version, idempotencyKey: newKey() });
};

const decide = async (api: ReviewApi, id: string): Promise<void> => {
  const { version } = await getSession(api, id);
  const input = { verdict: 'verify', note: null } as const;
  await api.decideSession(id, input, { version, idempotencyKey: newKey() });
};

async function watching(
  { api }: Subject,
  run: (watch: Watch, first: SessionEvent) => Promise<void>,
): Promise<void> {
  const watch = new Watch(api);
  try {
    await run(watch, await watch.event());
  } finally {
    await watch.leave();
  }
}

export const watchingTests: readonly ConformanceTest[] = [
  {
    title: 'watchSessions starts at once, with a snapshot that may say many',
    run: (subject) =>
      watching(subject, async (_, { type, sessionIds, awaiting }) => {
        assertEqual([type, sessionIds], ['snapshot', 'many'], 'The first event');
        if (awaiting === null) return;
        const count = await subject.api.countSessions({ statuses: ['awaiting'] });
        assertEqual(awaiting, count, 'How many await action');
      }),
  },
  {
    title: 'a watch reports a change, and how many sessions await action after it',
    capabilities: ['decide'],
    sessions: { awaiting: 1 },
    run: async (subject) => {
      const id = subject.id('awaiting');
      const colleague = await subject.signIn(subject.actors.colleague);
      await watching(subject, async (watch, first) => {
        await decide(colleague, id);
        const { type, awaiting, id: eventId } = await watch.eventOf(id);
        assertEqual(type, 'sessions-changed', 'The event');
        assert(eventId !== first.id, 'Every event has an id of its own');
        if (awaiting?.exact && first.awaiting?.exact) {
          assertEqual(awaiting.count, first.awaiting.count - 1, 'How many await action');
        }
      });
    },
  },
  {
    title: 'two watches report the same change',
    capabilities: ['add-note'],
    sessions: { awaiting: 1 },
    run: (subject) =>
      watching(subject, (one) =>
        watching(subject, async (other) => {
          const id = subject.id('awaiting');
          await addNote(subject.api, id);
          await Promise.all([one.eventOf(id), other.eventOf(id)]);
        }),
      ),
  },
  {
    title: 'a watch that resumes first reports the changes since the last event',
    capabilities: ['add-note'],
    sessions: { awaiting: 2 },
    run: async (subject) => {
      const { api, id } = subject;
      let after = '';
      await watching(subject, async (watch) => {
        await addNote(api, id('awaiting', 0));
        after = (await watch.eventOf(id('awaiting', 0))).id;
      });
      await addNote(api, id('awaiting', 1));
      const watch = new Watch(api, { after });
      try {
        const { type, sessionIds } = await watch.event();
        assertEqual(type, 'snapshot', 'The first event');
        const isReported = sessionIds === 'many' || sessionIds.includes(id('awaiting', 1));
        assert(isReported, 'The first event names what has changed since');
      } finally {
        await watch.leave();
      }
    },
  },
  {
    title: 'an unknown event id is not an error: the first event says many',
    run: async ({ api }) => {
      for (const after of ['no-such-event', '', 'კი \n', '9'.repeat(500)]) {
        const watch = new Watch(api, { after });
        const { type, sessionIds } = await watch.event();
        assertEqual([type, sessionIds], ['snapshot', 'many'], 'The first event');
        await watch.leave();
      }
    },
  },
  {
    title: 'its signal ends a watch without an error, before the call and while it waits',
    run: async ({ api }) => {
      const before = await new Watch(api, { signal: AbortSignal.abort() }).next();
      assertEqual(before.done, true, 'A watch aborted before');
      const controller = new AbortController();
      const watch = new Watch(api, { signal: controller.signal });
      await watch.event();
      const pending = watch.next();
      controller.abort();
      const ended = await pending;
      assertEqual(ended.done, true, 'A watch aborted while it waits');
      assertEqual((await watch.next()).done, true, 'What follows');
    },
  },
  {
    title: 'a watch can be left while it waits',
    run: async ({ api }) => {
      const watch = new Watch(api);
      await watch.event();
      const pending = watch.next();
      await watch.leave();
      assertEqual((await pending).done, true, 'The event that was waited for');
    },
  },
];
