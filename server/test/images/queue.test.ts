import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { isReviewError } from 'kv-review/api';

import { createQueue } from '../../src/images/queue.ts';

const pause = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('A queue', () => {
  it('runs no more at once than it is wide, and all in the order in which they came', async () => {
    const queue = createQueue({ width: 3, widthPerOwner: 3, maxWaiting: 200 });
    const started: number[] = [];
    let running = 0;
    let most = 0;
    const results = await Promise.all(
      Array.from({ length: 200 }, (_, index) =>
        queue('a', async () => {
          started.push(index);
          running += 1;
          most = Math.max(most, running);
          for (let turns = index % 4; turns >= 0; turns -= 1) await pause();
          running -= 1;
          return index;
        }),
      ),
    );
    assert.equal(most, 3);
    const order = Array.from({ length: 200 }, (_, index) => index);
    assert.deepEqual(started, order);
    assert.deepEqual(results, order);
  });

  it('goes on after a task that failed, also one that throws at once', async () => {
    const queue = createQueue({ width: 1, widthPerOwner: 1, maxWaiting: 10 });
    const settled = await Promise.allSettled([
      queue('a', async () => {
        await pause();
        throw new Error('later');
      }),
      queue('a', () => {
        throw new Error('at once');
      }),
      queue('a', async () => 'done'),
    ]);
    assert.deepEqual(
      settled.map(({ status }) => status),
      ['rejected', 'rejected', 'fulfilled'],
    );
  });

  it('refuses what would wait too long, and says when to come again', async () => {
    const queue = createQueue({ width: 1, widthPerOwner: 1, maxWaiting: 1 });
    const accepted = [queue('a', pause), queue('a', pause)];
    await assert.rejects(queue('a', pause), (error) => {
      assert.ok(isReviewError(error));
      assert.equal(error.code, 'rate-limited');
      assert.equal(error.details.retryAfter, 2000);
      return true;
    });
    await Promise.all(accepted);
    await queue('a', pause);
  });

  it('leaves a place to others, however many tasks of one owner come first', async () => {
    const queue = createQueue({ width: 3, widthPerOwner: 2, maxWaiting: 10 });
    const { promise: isReleased, resolve: release } = Promise.withResolvers<undefined>();
    const started: string[] = [];
    const slow = (name: string) => async () => {
      started.push(name);
      await isReleased;
    };
    const all = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1'].map((name) =>
      queue(name.charAt(0), slow(name)),
    );
    await pause();
    assert.deepEqual(started, ['a1', 'a2', 'b1']);
    release(undefined);
    await Promise.all(all);
    assert.deepEqual(started.slice(3), ['a3', 'b2', 'c1', 'a4']);
  });

  it('counts those who wait by owner', async () => {
    const queue = createQueue({ width: 1, widthPerOwner: 1, maxWaiting: 1 });
    const accepted = [queue('a', pause), queue('a', pause), queue('b', pause)];
    await assert.rejects(queue('a', pause), { code: 'rate-limited' });
    await Promise.all(accepted);
  });
});
