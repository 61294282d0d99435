/** A receiver of web hooks: a real server that notes what comes, and answers as it is told to. */
import { EventEmitter, once } from 'node:events';
import { createServer, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

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
