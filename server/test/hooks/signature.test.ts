import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Webhook } from 'standardwebhooks';
import {
  createWebhookSecret,
  signWebhook,
  verifyWebhook,
  WebhookError,
  type WebhookErrorCode,
} from '../../src/hooks/signature.ts';

const secret = createWebhookSecret();
const oldSecret = createWebhookSecret();
const now = new Date('2026-05-01T12:00:00Z');
const body = '{"type":"session.decided","data":{"sessionId":"s-1"}}';
const message = { id: 'event_1', timestamp: now, body };

const refusedAs = (code: WebhookErrorCode) => (error: unknown) =>
  error instanceof WebhookError && error.code === code;

const after = (seconds: number) => new Date(now.getTime() + seconds * 1000);

describe('signing', () => {
  it("fits the specification's own example", () => {
    const headers = signWebhook(
      {
        id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
        timestamp: new Date(1_614_265_330_000),
        body: '{"test": 2432232314}',
      },
      'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
    );
    assert.equal(headers['webhook-signature'], 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
  });

  it('is accepted by the standardwebhooks package', () => {
    const headers = signWebhook({ ...message, timestamp: new Date() }, [secret, oldSecret]);
    assert.deepEqual(new Webhook(oldSecret).verify(body, { ...headers }), JSON.parse(body));
  });

  it('refuses ids and secrets that would weaken it', () => {
    assert.throws(() => signWebhook({ ...message, id: 'a.1' }, secret), TypeError);
    assert.throws(() => signWebhook(message, []), TypeError);
    assert.throws(() => signWebhook(message, 'whsec_c2hvcnQ='), TypeError);
    assert.throws(() => signWebhook(message, secret.slice('whsec_'.length)), TypeError);
    assert.throws(() => signWebhook(message, `${secret}!`), TypeError);
  });

  it('makes secrets of 256 bits, none twice', () => {
    assert.equal(Buffer.from(secret.slice('whsec_'.length), 'base64').length, 32);
    assert.notEqual(secret, oldSecret);
  });
});

describe('verifying', () => {
  it('gives what was signed, from headers of node:http and of fetch', async () => {
    const headers = signWebhook(message, secret);
    for (const received of [{ ...headers, host: 'x' }, new Headers({ ...headers })]) {
      const verified = await verifyWebhook(received, body, secret, { now });
      assert.equal(verified.id, 'event_1');
      assert.equal(verified.timestamp.toISOString(), now.toISOString());
      assert.equal(Buffer.from(verified.body).toString(), body);
    }
  });

  it('accepts what the standardwebhooks package signs', async () => {
    const headers = { 'webhook-id': 'msg_1', 'webhook-timestamp': String(now.getTime() / 1000) };
    const signature = new Webhook(secret).sign('msg_1', now, body);
    const received = { ...headers, 'webhook-signature': signature };
    await assert.doesNotReject(verifyWebhook(received, body, secret, { now }));
  });

  it('checks bytes, not their reading as text', async () => {
    const bytes = Uint8Array.of(0xff, 0xfe, 0x00);
    const headers = signWebhook({ ...message, body: bytes }, secret);
    await assert.doesNotReject(verifyWebhook(headers, bytes, secret, { now }));
    await assert.rejects(
      verifyWebhook(headers, Buffer.from(bytes).toString(), secret, { now }),
      refusedAs('forged'),
    );
  });

  it('abuse case 24: a forged delivery is refused', async () => {
    const headers = signWebhook(message, secret);
    const stranger = signWebhook(message, createWebhookSecret());
    const cut = headers['webhook-signature'].slice(0, -4);
    const forgeries: [Record<string, string>, string][] = [
      [{ ...headers }, `${body} `],
      [{ ...headers, 'webhook-id': 'event_2' }, body],
      [{ ...headers, 'webhook-timestamp': String(after(1).getTime() / 1000) }, body],
      [{ ...stranger }, body],
      [{ ...headers, 'webhook-signature': cut }, body],
      [{ ...headers, 'webhook-signature': 'v1,' }, body],
      [
        { ...headers, 'webhook-signature': headers['webhook-signature'].replace('v1', 'v1a') },
        body,
      ],
    ];
    for (const [received, text] of forgeries) {
      await assert.rejects(verifyWebhook(received, text, secret, { now }), refusedAs('forged'));
    }
  });

  it('abuse case 24: a replayed delivery is refused, even with another signature', async () => {
    const handled = new Set<string>();
    const isSeen = (id: string) => Promise.resolve(handled.has(id));
    const { id } = await verifyWebhook(signWebhook(message, secret), body, secret, { now, isSeen });
    handled.add(id);
    const again = signWebhook({ ...message, timestamp: after(5) }, secret);
    await assert.rejects(
      verifyWebhook(again, body, secret, { now: after(6), isSeen }),
      refusedAs('replayed'),
    );
  });

  it('abuse case 24: only genuine deliveries are looked up as replays', async () => {
    const asked: string[] = [];
    const isSeen = (id: string) => asked.push(id) > 0;
    const headers = signWebhook(message, createWebhookSecret());
    await assert.rejects(
      verifyWebhook(headers, body, secret, { now, isSeen }),
      refusedAs('forged'),
    );
    assert.deepEqual(asked, []);
  });

  it('abuse case 24: a delivery that is too old or from later is refused', async () => {
    const headers = signWebhook(message, secret);
    const at = (seconds: number, toleranceSeconds = 300) =>
      verifyWebhook(headers, body, secret, { now: after(seconds), toleranceSeconds });
    await assert.doesNotReject(at(300));
    await assert.rejects(at(301), refusedAs('too-old'));
    await assert.doesNotReject(at(-300));
    await assert.rejects(at(-301), refusedAs('too-new'));
    await assert.rejects(at(11, 10), refusedAs('too-old'));
  });

  it('abuse case 24: one good signature among two is accepted', async () => {
    const rotating = signWebhook(message, [secret, oldSecret]);
    assert.equal(rotating['webhook-signature'].split(' ').length, 2);
    for (const known of [secret, oldSecret, [createWebhookSecret(), oldSecret]]) {
      await assert.doesNotReject(verifyWebhook(rotating, body, known, { now }));
    }
    const wrong = signWebhook(message, createWebhookSecret())['webhook-signature'];
    const right = signWebhook(message, secret)['webhook-signature'];
    for (const listed of [`${wrong} ${right}`, `${right} ${wrong}`, `v1a,AAAA ${right}`]) {
      const headers = { ...rotating, 'webhook-signature': listed };
      await assert.doesNotReject(verifyWebhook(headers, body, secret, { now }));
    }
  });

  it('abuse case 24: headers that are missing, doubled or misshapen are refused', async () => {
    const headers = signWebhook(message, secret);
    const received: Record<string, string | string[] | undefined>[] = [
      {},
      { ...headers, 'webhook-id': undefined },
      { ...headers, 'webhook-id': '' },
      { ...headers, 'webhook-id': 'event.1' },
      { ...headers, 'webhook-id': ['event_1', 'event_2'] },
      { ...headers, 'Webhook-Id': 'event_2' },
      { ...headers, 'webhook-timestamp': '1e9' },
      { ...headers, 'webhook-timestamp': ' 1777636800' },
      { ...headers, 'webhook-signature': `${headers['webhook-signature']} `.repeat(20).trim() },
    ];
    for (const one of received) {
      await assert.rejects(verifyWebhook(one, body, secret, { now }), refusedAs('malformed'));
    }
  });

  it('a receiver without a usable secret fails loudly instead of accepting', async () => {
    const headers = signWebhook(message, secret);
    for (const secrets of [[], '', ['whsec_'], 'not a secret']) {
      await assert.rejects(verifyWebhook(headers, body, secrets, { now }), TypeError);
    }
  });
});
