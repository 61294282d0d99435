import { expect } from '@open-wc/testing';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { ReviewError, type ReviewErrorCode } from 'kv-review/api';

import { LoadController } from '../../src/controllers/load.js';

const host = {
  addController: (_: ReactiveController) => {},
  requestUpdate: () => {},
} as ReactiveControllerHost;

interface Call {
  key: string;
  signal: AbortSignal;
  resolve: (value: string) => void;
  reject: (error: unknown) => void;
}

function setUp() {
  const calls: Call[] = [];
  const errors: ReviewErrorCode[] = [];
  let key: string | undefined;
  const load = new LoadController<string, string>(host, {
    key: () => (key === undefined ? undefined : [key]),
    load: (signal) =>
      new Promise((resolve, reject) => calls.push({ key: key!, signal, resolve, reject })),
    onError: (error) => errors.push(error.code),
  });
  load.hostConnected();
  const want = (next: string | undefined) => {
    key = next;
    load.hostUpdate();
  };
  return { load, calls, errors, want };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('LoadController', () => {
  it('discards the value of another key at once, and its late answer', async () => {
    const { load, calls, want } = setUp();
    want('a');
    calls[0]!.resolve('value of a');
    await settled();
    expect(load.value).to.equal('value of a');
    void load.reload();
    want('b');
    expect(load.value).to.be.undefined;
    expect(calls[1]!.signal.aborted).to.be.true;
    calls[1]!.resolve('late value of a');
    await settled();
    expect(load.value).to.be.undefined;
    calls[2]!.resolve('value of b');
    await settled();
    expect(load.value).to.equal('value of b');
  });

  it('keeps the value when a reload fails, unless the user may no longer see it', async () => {
    const { load, calls, errors, want } = setUp();
    want('a');
    calls[0]!.resolve('value');
    await settled();
    void load.reload();
    calls[1]!.reject(new ReviewError('timeout', ''));
    await settled();
    expect([load.value, load.error?.code]).to.deep.equal(['value', 'timeout']);
    void load.reload();
    calls[2]!.reject(new ReviewError('forbidden', ''));
    await settled();
    expect(load.value).to.be.undefined;
    expect(errors).to.deep.equal(['timeout', 'forbidden']);
  });

  it('loads nothing while the host is disconnected, and again when it is back', () => {
    const { load, calls, want } = setUp();
    want('a');
    load.hostDisconnected();
    expect(calls[0]!.signal.aborted).to.be.true;
    want('a');
    expect(calls).to.have.lengthOf(1);
    load.hostConnected();
    want('a');
    expect(calls).to.have.lengthOf(2);
  });
});
