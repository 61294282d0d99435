import { expect, nextFrame } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { PollController } from '../../src/controllers/poll.js';
import { waitUntil } from '../wait.js';

const host = { addController: (_: ReactiveController) => {} } as ReactiveControllerHost;
const comeBack = () => document.dispatchEvent(new Event('visibilitychange'));

function setHidden(hidden: boolean): void {
  Object.defineProperty(document, 'hidden', { value: hidden, configurable: true });
}

describe('PollController', () => {
  let calls = 0;
  let poll: PollController | undefined;
  const start = (seconds: number) => {
    poll = new PollController(
      host,
      () => seconds,
      () => {
        calls += 1;
      },
    );
    poll.hostConnected();
  };

  beforeEach(() => {
    calls = 0;
  });

  afterEach(() => {
    poll?.hostDisconnected();
    Reflect.deleteProperty(document, 'hidden');
  });

  it('polls repeatedly', async () => {
    start(0.01);
    await waitUntil(() => calls >= 3);
  });

  it('does not poll with an interval of 0', async () => {
    start(0);
    comeBack();
    await nextFrame();
    expect(calls).to.equal(0);
  });

  it('stops when its host is disconnected', async () => {
    start(3600);
    poll!.hostDisconnected();
    comeBack();
    dispatchEvent(new Event('online'));
    await nextFrame();
    expect(calls).to.equal(0);
  });

  it('polls at once when the page is online again', () => {
    start(3600);
    dispatchEvent(new Event('online'));
    expect(calls).to.equal(1);
  });

  it('starts in a background page as soon as the page is in view', async () => {
    setHidden(true);
    start(0.01);
    comeBack();
    expect(calls).to.equal(0);
    setHidden(false);
    comeBack();
    await waitUntil(() => calls >= 3, 'it goes on');
  });
});
