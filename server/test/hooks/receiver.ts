/** Receivers of web hooks: real servers that record requests, and answer as a test chooses. */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import { createServer as createSocketServer, type AddressInfo, type Socket } from 'node:net';

export interface Received {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface EventBody {
  readonly type: string;
  readonly timestamp: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface Receiver {
  readonly url: string;
  /** What has come since it was last emptied, in its order. */
  readonly received: Received[];
  /** The status to answer with, or `hang` for none, ever. By default 204. */
  answer: (request: Received) => number | 'hang' | Promise<number>;
  /** Resolves at the next request, before it is answered. */
  next(): Promise<Received>;
  close(): Promise<void>;
}

export const bodyOf = ({ body }: Received): EventBody => JSON.parse(body) as EventBody;
export const idOf = ({ headers }: Received): string => String(headers['webhook-id']);

async function read(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { method = '', url = '', headers } = request;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString('utf8') };
}

export async function startReceiver(): Promise<Receiver> {
  const events = new EventEmitter();
  const server = createServer((request, response) => {
    void read(request).then(async (one) => {
      receiver.received.push(one);
      const answering = receiver.answer(one);
      events.emit('received', one);
      const answer = await answering;
      if (answer !== 'hang') response.writeHead(answer).end();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    received: [],
    answer: () => 204,
    next: async () => ((await once(events, 'received')) as [Received])[0],
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return receiver;
}

/** What a receiver writes once a request has come, whatever HTTP says. */
export type RawAnswer = (socket: Socket) => void;

const repeat = (text: string): RawAnswer => {
  const write = (socket: Socket): void => {
    if (!socket.destroyed) socket.write(text, () => setImmediate(write, socket));
  };
  return write;
};

/** Answers that no receiver should give, by what they do. */
export const rawAnswers = {
  'switches protocols': (socket) =>
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n',
    ),
  'answers 101 without a protocol': (socket) =>
    socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'),
  'continues without an end': repeat('HTTP/1.1 100 Continue\r\n\r\n'),
  'is processing without an end': repeat('HTTP/1.1 102 Processing\r\n\r\n'),
  'hints without an end': repeat('HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'),
  'resets the connection after the head': (socket) =>
    socket.write('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1', () => socket.resetAndDestroy()),
  'closes the connection within the body': (socket) =>
    socket.end('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n1'),
  'closes the connection without an answer': (socket) => socket.end(),
  'sends a head without an end': (socket) => {
    socket.write('HTTP/1.1 200 OK\r\n');
    repeat('X-Filler: 1\r\n')(socket);
  },
  'speaks HTTP/2': (socket) => socket.write(Buffer.from('000000040000000000', 'hex')),
  'sends a body without an end': (socket) => {
    const chunk = () => {
      if (!socket.destroyed) socket.write('1\r\n.\r\n');
    };
    socket.write('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n');
    const timer = setInterval(chunk, 10);
    socket.once('close', () => clearInterval(timer));
  },
  'says nothing': () => undefined,
} satisfies Readonly<Record<string, RawAnswer>>;

export interface RawReceiver {
  readonly port: number;
  readonly url: string;
  /** Connections that were opened, and those that were closed again. */
  readonly count: { opened: number; closed: number };
  /** Resolves when something was written to the receiver. */
  readonly reached: Promise<void>;
  close(): Promise<void>;
}

export async function startRawReceiver(answer: RawAnswer): Promise<RawReceiver> {
  const { promise: reached, resolve: reach } = Promise.withResolvers<undefined>();
  const count = { opened: 0, closed: 0 };
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    count.opened += 1;
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => {
      count.closed += 1;
      sockets.delete(socket);
    });
    socket.on('data', () => reach(undefined));
    socket.once('data', () => answer(socket));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    port,
    url: `http://127.0.0.1:${port}/`,
    count,
    reached: reached.then(() => undefined),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
