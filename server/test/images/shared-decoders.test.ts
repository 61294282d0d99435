import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { EventEmitter, once } from 'node:events';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { openTestBackend, type TestBackend } from '../support/backend.ts';
import { databases } from '../support/databases.ts';
import { goodEvidence } from '../support/finished-session.ts';
import { blackPng, scene } from './files.ts';

const now = new Date('2026-03-01T10:00:00.000Z');

for (const [name, spare] of databases) {
  describe(`the decoders of all companies (${name})`, () => {
    let server: TestBackend;
    let keys: Readonly<Record<'a' | 'b', string>>;
    let photo: Buffer;
    let decoders: ChildProcess[];
    /** Whether a decoder that starts is paused: for its company, the photo takes for ever. */
    let areSlow: boolean;
    let started: number;
    const events = new EventEmitter();

    const onProcess = (message: unknown): void => {
      const { process: decoder } = message as { process: ChildProcess };
      decoders.push(decoder);
      const isPaused = areSlow;
      decoder.once('spawn', () => {
        if (isPaused) decoder.kill('SIGSTOP');
        started += 1;
        events.emit('started');
      });
    };

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
      const add = (id: string) => server.addCompany({ id, name: id });
      keys = { a: await add('a'), b: await add('b') };
      photo = await scene(300, 200).jpeg().toBuffer();
    });
    after(() => server.close());

    beforeEach(() => {
      decoders = [];
      started = 0;
      subscribe('child_process', onProcess);
    });
    afterEach(async () => {
      unsubscribe('child_process', onProcess);
      // Ends those that remain: the next test starts its own.
      for (const decoder of decoders.filter(({ exitCode }) => exitCode === null)) {
        decoder.kill('SIGKILL');
        if (decoder.signalCode === null) await once(decoder, 'exit');
      }
    });

    /** Starts an attempt. Returns what sends its photos. */
    async function startAttempt(apiKey: string) {
      const post = (path: string) => server.send(path, apiKey, { method: 'POST', body: '{}' });
      const { id } = (await (await post('/v1/sessions')).json()) as { id: string };
      await post(`/v1/sessions/${id}/attempts`);
      return async (selfie: Uint8Array): Promise<number> => {
        const body = new FormData();
        body.set('evidence', JSON.stringify(goodEvidence(now)));
        body.append('selfie', new Blob([new Uint8Array(selfie)]), 'selfie');
        const path = `/v1/sessions/${id}/attempts/1/evidence`;
        return (await server.send(path, apiKey, { method: 'PUT', body })).status;
      };
    }

    for (const [title, slow] of [
      ['photos that take for ever', () => photo],
      ['photos of as many pixels as allowed', () => blackPng(12_000, 4_000)],
    ] as const) {
      test(`that one company fills with ${title} answer another company`, async () => {
        const sendTheirs = await startAttempt(keys.b);
        const sends = await Promise.all(Array.from({ length: 4 }, () => startAttempt(keys.a)));
        const bytes = slow();
        let answers = 0;

        areSlow = true;
        const sent = sends.map(async (send) => {
          const status = await send(bytes);
          answers += 1;
          return status;
        });
        while (started < 2) await once(events, 'started');
        areSlow = false;

        assert.equal(await sendTheirs(photo), 200);
        assert.equal(await sendTheirs(photo), 200);
        assert.equal(answers, 0);

        for (const decoder of decoders) decoder.kill('SIGCONT');
        assert.deepEqual(await Promise.all(sent), [200, 200, 200, 200]);
      });
    }
  });
}
