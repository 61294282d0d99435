import pg from 'pg';

/** Receives the payload, or `null` when notifications may have been missed. */
export type NotificationListener = (payload: string | null) => void;

/** Messages of `NOTIFY`, which arrive after the commit of the transaction that sent them. */
export interface Notifications {
  /** @returns a function that stops listening. */
  listen(channel: string, listener: NotificationListener): Promise<() => void>;
  close(): Promise<void>;
}

/** Milliseconds before a lost connection is reopened. */
const reconnectDelay = 1000;

const quoted = (channel: string): string => pg.escapeIdentifier(channel);

/** The listeners by channel; each channel is subscribed once. */
function createListeners() {
  const byChannel = new Map<string, Set<NotificationListener>>();
  return {
    channels: () => [...byChannel.keys()],
    add(channel: string, listener: NotificationListener): () => void {
      const listeners = byChannel.get(channel) ?? new Set();
      byChannel.set(channel, listeners.add(listener));
      return () => listeners.delete(listener);
    },
    notify(channel: string, payload: string | null): void {
      for (const listener of byChannel.get(channel) ?? []) listener(payload);
    },
  };
}

/** PGlite has one session, so whatever connection the pool has receives all notifications. */
export function openPGliteNotifications(pool: pg.Pool): Notifications {
  const listeners = createListeners();
  const subscriptions = new Map<string, Promise<unknown>>();
  pool.on('connect', (client) => {
    client.on('notification', ({ channel, payload = '' }) => listeners.notify(channel, payload));
  });

  return {
    async listen(channel, listener) {
      const stop = listeners.add(channel, listener);
      const subscription = subscriptions.get(channel) ?? pool.query(`listen ${quoted(channel)}`);
      subscriptions.set(channel, subscription);
      await subscription;
      return stop;
    },
    close: () => Promise.resolve(),
  };
}

/** Uses a connection outside the pool, opened with the first listener and reopened when it is lost. */
export function openPostgresNotifications(url: string): Notifications {
  const listeners = createListeners();
  let client: Promise<pg.Client> | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isClosed = false;

  async function connect(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: url, keepAlive: true });
    opened.on('notification', ({ channel, payload }) => listeners.notify(channel, payload ?? ''));
    // An error ends the connection as well.
    opened.on('error', () => undefined);
    await opened.connect();
    for (const channel of listeners.channels()) await opened.query(`listen ${quoted(channel)}`);
    opened.on('end', lose);
    return opened;
  }

  function lose(): void {
    client = undefined;
    if (isClosed) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      connected().then(() => {
        for (const channel of listeners.channels()) listeners.notify(channel, null);
      }, lose);
    }, reconnectDelay);
    timer.unref();
  }

  const connected = (): Promise<pg.Client> => (client ??= connect());

  return {
    async listen(channel, listener) {
      const isKnown = listeners.channels().includes(channel);
      const stop = listeners.add(channel, listener);
      try {
        const open = client;
        // A new connection subscribes to all channels.
        if (!open) await connected();
        else if (isKnown) await open;
        else await (await open).query(`listen ${quoted(channel)}`);
      } catch (error) {
        stop();
        client = undefined;
        throw error;
      }
      return stop;
    },
    async close() {
      isClosed = true;
      clearTimeout(timer);
      const open = await client?.catch(() => undefined);
      await open?.end();
    },
  };
}
