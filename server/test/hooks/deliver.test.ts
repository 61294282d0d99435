import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import { createServer as createSocketServer, type AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { deliverWebhook, type Delivery, type DeliverOptions } from '../../src/hooks/deliver.ts';
import { deliverySchedule, requestedDelay } from '../../src/hooks/schedule.ts';
import { createWebhookSecret, verifyWebhook } from '../../src/hooks/signature.ts';
import { nextAttemptAt } from '../../src/jobs/schedule.ts';
import { rawAnswers, startRawReceiver } from './receiver.ts';

const secret = createWebhookSecret();
const body = '{"type":"session.decided","data":{"sessionId":"s-1"}}';
const servers: Server[] = [];

after(() => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
});

/** @returns The port of a receiver that listens on this machine. */
async function receiver(listener: RequestListener): Promise<number> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const loopback = () => Promise.resolve([{ address: '127.0.0.1', family: 4 }]);

/** Receivers of tests are on this machine and without certificates. */
const local = { allowHttp: true, allowPrivate: true, resolve: loopback };

function deliver(port: number, options: DeliverOptions = {}, path = '/hook') {
  const delivery: Delivery = {
    url: `http://receiver.example:${port}${path}`,
    id: 'event_1',
    body,
    secrets: secret,
  };
  return deliverWebhook(delivery, { ...local, ...options });
}

describe('a delivery', () => {
  it('arrives as a POST that the published verifier accepts', async () => {
    let received: { request: IncomingMessage; text: string } | undefined;
    const port = await receiver((request, response) => {
      void readBody(request).then((text) => {
        received = { request, text };
        response.writeHead(204).end();
      });
    });
    const result = await deliver(port, {}, '/hook?tenant=1#part');
    assert.deepEqual(
      { ...result, durationMs: 0 },
      { delivered: true, status: 204, error: null, retryAfterSeconds: null, durationMs: 0 },
    );
    assert.ok(received);
    const { request, text } = received;
    assert.equal(request.method, 'POST');
    assert.equal(request.url, '/hook?tenant=1');
    assert.equal(request.headers.host, `receiver.example:${port}`);
    assert.match(request.headers['content-type'] ?? '', /^application\/json/);
    assert.equal(text, body);
    const verified = await verifyWebhook(request.headers, text, secret);
    assert.equal(verified.id, 'event_1');
  });

  it('that is answered 500 twice arrives at the third attempt, as scheduled, under one id', async () => {
    const ids: unknown[] = [];
    const port = await receiver((request, response) => {
      ids.push(request.headers['webhook-id']);
      response.writeHead(ids.length <= 2 ? 500 : 200).end();
    });
    const statuses: (number | null)[] = [];
    const waits: number[] = [];
    for (let attempt = 1; attempt <= 3; attempt++) {
      const { delivered, status, retryAfterSeconds } = await deliver(port);
      statuses.push(status);
      if (delivered) break;
      const next = nextAttemptAt(deliverySchedule, attempt, {
        now: new Date(0),
        leastDelay: requestedDelay(retryAfterSeconds),
        random: () => 0,
      });
      waits.push((next?.getTime() ?? 0) / 1000);
    }
    assert.deepEqual(statuses, [500, 500, 200]);
    assert.deepEqual(waits, [5, 30]);
    assert.deepEqual(ids, ['event_1', 'event_1', 'event_1']);
  });

  it('keeps what a busy receiver asks to wait', async () => {
    const port = await receiver((_request, response) => {
      response.writeHead(503, { 'retry-after': '120' }).end();
    });
    const result = await deliver(port);
    assert.equal(result.delivered, false);
    assert.equal(result.retryAfterSeconds, 120);
    const dated = await receiver((_request, response) => {
      response.writeHead(429, { 'retry-after': 'Fri, 01 May 2026 12:01:00 GMT' }).end();
    });
    const now = () => new Date('2026-05-01T12:00:00Z');
    assert.equal((await deliver(dated, { now })).retryAfterSeconds, 60);
  });

  it('to a receiver that hangs ends at the time-out', async () => {
    const silent = await receiver(() => undefined);
    const dripping = await receiver((_request, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write('.'), 10);
      response.on('close', () => clearInterval(timer));
    });
    const hung = { delivered: false, status: null, error: 'timeout' };
    for (const port of [silent, dripping]) {
      const { delivered, status, error } = await deliver(port, { timeoutMs: 200 });
      assert.deepEqual({ delivered, status, error }, hung);
    }
  });

  it('whose host name is never resolved ends at the time-out', async () => {
    const never = () => new Promise<never>(() => undefined);
    const { error } = await deliver(1, { timeoutMs: 100, resolve: never });
    assert.equal(error, 'timeout');
  });

  it('ends when the server stops', async () => {
    const stopping = new AbortController();
    const port = await receiver(() => stopping.abort());
    assert.equal((await deliver(port, { signal: stopping.signal })).error, 'aborted');
    assert.equal((await deliver(port, { signal: AbortSignal.abort() })).error, 'aborted');
  });

  it('to a receiver that resets, talks no HTTP, or is not there is a failure', async () => {
    const resetting = await receiver((request) => request.socket.resetAndDestroy());
    assert.equal((await deliver(resetting)).error, 'connection');

    const mute = createSocketServer((socket) => {
      socket.resume().end('no HTTP\r\n\r\n');
    }).listen(0);
    await once(mute, 'listening');
    const { port } = mute.address() as AddressInfo;
    assert.equal((await deliver(port)).error, 'connection');
    mute.close();
    await once(mute, 'close');
    assert.equal((await deliver(port)).error, 'connection');
  });

  it('to a receiver that cannot speak TLS is told apart', async () => {
    const port = await receiver((_request, response) => response.end());
    const result = await deliverWebhook(
      { url: `https://receiver.example:${port}/`, id: 'event_1', body, secrets: secret },
      local,
    );
    assert.equal(result.error, 'tls');
  });

  const outcomes: Readonly<Record<keyof typeof rawAnswers, number | string>> = {
    'switches protocols': 101,
    'answers 101 without a protocol': 101,
    'continues without an end': 'connection',
    'is processing without an end': 'connection',
    'hints without an end': 'connection',
    'resets the connection after the head': 'connection',
    'closes the connection within the body': 'connection',
    'closes the connection without an answer': 'connection',
    'sends a head without an end': 'connection',
    'speaks HTTP/2': 'connection',
    'sends a body without an end': 'timeout',
    'says nothing': 'timeout',
  };

  for (const [title, outcome] of Object.entries(outcomes)) {
    it(`to a receiver that ${title} is a failure, and closes the connection`, async () => {
      const answer = rawAnswers[title as keyof typeof rawAnswers];
      const receiver = await startRawReceiver(answer);
      const isQuick = outcome !== 'timeout';
      const { delivered, status, error } = await deliver(receiver.port, {
        timeoutMs: isQuick ? 60_000 : 300,
      });
      assert.deepEqual([delivered, status ?? error], [false, outcome]);
      while (receiver.count.closed < receiver.count.opened) await nextTurn();
      await receiver.close();
    });
  }

  it('reads informational answers before the answer', async () => {
    const receiver = await startRawReceiver((socket) => {
      socket.write('HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\n\r\n');
      socket.write('HTTP/1.1 204 No Content\r\n\r\n');
    });
    assert.equal((await deliver(receiver.port)).status, 204);
    await receiver.close();
  });

  it('whose TLS handshake is never answered ends at the time-out', async () => {
    const receiver = await startRawReceiver(rawAnswers['says nothing']);
    const url = `https://receiver.example:${receiver.port}/`;
    const delivery = { url, id: 'event_1', body, secrets: secret };
    const { error } = await deliverWebhook(delivery, { ...local, timeoutMs: 300 });
    assert.equal(error, 'timeout');
    await receiver.close();
  });

  it('reads a bounded part of the answer', async () => {
    let written = 0;
    const port = await receiver((_request, response) => {
      response.writeHead(200);
      const chunk = Buffer.alloc(65_536);
      const write = () => {
        if (response.destroyed) return;
        written += chunk.length;
        response.write(chunk, () => setImmediate(write));
      };
      write();
    });
    const result = await deliver(port);
    assert.equal(result.delivered, true);
    assert.ok(written < 50_000_000, `${written} bytes were taken`);
  });
});

describe('abuse case 24: a hook into the private network', () => {
  it('abuse case 24: is not delivered to a private address', async () => {
    let requests = 0;
    const port = await receiver((_request, response) => {
      requests += 1;
      response.end();
    });
    for (const host of ['127.0.0.1', '[::1]', 'localhost', '2130706433']) {
      const delivery = { url: `http://${host}:${port}/`, id: 'event_1', body, secrets: secret };
      const { error } = await deliverWebhook(delivery, { allowHttp: true });
      assert.equal(error, 'private-address', host);
    }
    const { error } = await deliver(port, { allowPrivate: false });
    assert.equal(error, 'private-address');
    assert.equal(requests, 0);
  });

  it('abuse case 24: a redirect to a private address is not followed', async () => {
    const paths: unknown[] = [];
    const port = await receiver((request, response) => {
      paths.push(request.url);
      const location = `http://127.0.0.1:${port}/internal`;
      response.writeHead(307, { location }).end();
    });
    const result = await deliver(port);
    assert.deepEqual([result.delivered, result.status], [false, 307]);
    assert.deepEqual(paths, ['/hook']);
  });

  it('abuse case 24: the connection goes to the address that was checked, whatever the name becomes', async () => {
    const port = await receiver((_request, response) => response.end());
    let asked = 0;
    // The first answer is a receiver; the second would be another address.
    const rebinding = () => {
      asked += 1;
      return Promise.resolve([{ address: asked === 1 ? '127.0.0.1' : '127.0.0.2', family: 4 }]);
    };
    const result = await deliver(port, { resolve: rebinding });
    assert.equal(result.delivered, true);
    assert.equal(asked, 1);
  });
});
