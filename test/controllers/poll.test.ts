import { expect, nextFrame, waitUntil } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';

import { PollController } from '../../src/controllers/poll.js';

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

  it('calls again and again', async () => {
    start(0.01);
    await waitUntil(() => calls >= 3);
  });

  it('rests with an interval of 0', async () => {
    start(0);
    comeBack();
    await nextFrame();
    expect(calls).to.equal(0);
  });

  it('rests after its host has left', async () => {
    start(3600);
    poll!.hostDisconnected();
    comeBack();
    dispatchEvent(new Event('online'));
    await nextFrame();
    expect(calls).to.equal(0);
  });

  it('calls at once when the page is online again', () => {
    start(3600);
    dispatchEvent(new Event('online'));
    expect(calls).to.equal(1);
  });

  it('begins in a page that was opened in the background, as soon as it is looked at', async () => {
    setHidden(true);
    start(0.01);
    comeBack();
    expect(calls).to.equal(0);
    setHidden(false);
    comeBack();
    await waitUntil(() => calls >= 3, 'it goes on');
  });
});
