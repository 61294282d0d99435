import { expect } from '@open-wc/testing';
import type { Session } from 'kv-review/model';

import {
  awaiting,
  buttonOf,
  byHand,
  changeable,
  changesOf,
  comeBack,
  memory,
  mount,
  named,
  namesOf,
  newer,
  rowsOf,
  scrollTo,
  show,
  textOf,
  type,
  within,
  type List,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

/** All that screen readers announce from now on, in order. */
function listenTo(list: List): string[] {
  const status = within(list, '[role="status"].visually-hidden')!;
  const heard: string[] = [];
  new MutationObserver(() => {
    const text = textOf(status);
    if (text !== '') heard.push(text);
  }).observe(status, { childList: true, characterData: true, subtree: true });
  return heard;
}

const settled = (heard: readonly string[], count = 1) =>
  waitUntil(() => heard.length >= count, 'something is announced');

/** Polls as soon as no other request is running. */
async function poll({ calls }: ReturnType<typeof changeable>): Promise<void> {
  const before = calls();
  await waitUntil(() => {
    comeBack();
    return calls() > before;
  }, 'the list polls');
}

/** The rows with a new version. */
const changed = (sessions: Session[], indexes: readonly number[]): Session[] =>
  sessions.map((session, index) =>
    indexes.includes(index) ? { ...session, version: `${session.version}-changed` } : session,
  );

describe('kv-session-list announces', () => {
  it('nothing when it first loads', async () => {
    const { api, requests } = byHand();
    const { list } = await mount(api);
    const heard = listenTo(list);
    await waitUntil(() => requests.length === 1);
    requests[0]!.answer(named(3));
    await waitUntil(() => namesOf(list).length === 3);
    buttonOf(list, 'Refresh')!.click();
    await waitUntil(() => requests.length === 2);
    requests[1]!.answer(named(3));
    await settled(heard);
    expect(heard).to.deep.equal(['List updated: 3 sessions']);
  });

  it('the result of a search once, when typing pauses', async () => {
    const sessions = named(60);
    const { list } = await show(memory(sessions));
    const heard = listenTo(list);
    const { documentNumber } = sessions[40]!.client;
    for (let length = 1; length <= 4; length += 1) {
      type(list, documentNumber!.slice(0, length));
      await list.updateComplete;
      await waitUntil(() => within(list, '[aria-busy="false"]'), 'each character is answered');
    }
    type(list, documentNumber!);
    await settled(heard);
    expect(heard).to.deep.equal(['1 session']);
  });

  it('a search without result once', async () => {
    const { list } = await show(memory(named(5)));
    const heard = listenTo(list);
    type(list, 'zzzz');
    await settled(heard);
    expect(heard).to.deep.equal(['No sessions match “\u2068zzzz\u2069”']);
    expect(within(list, '.notice')!.hasAttribute('role')).to.be.false;
  });

  it('the order in words', async () => {
    const { list } = await show(memory(named(30)));
    const heard = listenTo(list);
    buttonOf(list, 'Last Name')!.click();
    await settled(heard);
    await waitUntil(() => within(list, '[aria-busy="false"]'));
    buttonOf(list, 'Last Name')!.click();
    await settled(heard, 2);
    expect(heard).to.deep.equal(['Sorted by last name, A to Z', 'Sorted by last name, Z to A']);
  });

  it('each refresh, also when nothing has changed', async () => {
    const { list } = await show(memory(named(30)));
    const heard = listenTo(list);
    buttonOf(list, 'Refresh')!.click();
    await settled(heard);
    buttonOf(list, 'Refresh')!.click();
    await settled(heard, 2);
    expect(heard).to.deep.equal(['List updated: 30 sessions', 'List updated: 30 sessions']);
  });

  it('how many sessions in view have changed, together', async () => {
    const sessions = awaiting(60);
    const backend = changeable(sessions);
    const { list } = await show(backend.api);
    const heard = listenTo(list);
    rowsOf(list)[0]!.focus();
    for (const indexes of [[1], [1, 2, 3]]) {
      backend.become(changed(sessions, indexes));
      await poll(backend);
    }
    await settled(heard);
    expect(heard).to.deep.equal(['3 sessions changed']);
  });

  it('no change that is out of view, or that the user has made', async () => {
    const sessions = awaiting(60);
    const backend = changeable(sessions);
    const { list } = await show(backend.api);
    const heard = listenTo(list);
    scrollTo(list, 600);
    backend.become(changed(sessions, [0, 12]));
    changesOf(list).announce({ ...sessions[12]!, version: `${sessions[12]!.version}-changed` });
    await poll(backend);
    backend.become(changed(sessions, [0, 12, 13]));
    await poll(backend);
    await settled(heard);
    expect(heard).to.deep.equal(['1 session changed']);
  });

  it('new sessions that wait above', async () => {
    const sessions = named(60);
    const backend = changeable(sessions);
    const { list } = await show(backend.api);
    const heard = listenTo(list);
    scrollTo(list, 600);
    backend.become([newer(sessions[0]!, 'Ada'), newer(sessions[0]!, 'Eve'), ...sessions]);
    comeBack();
    await settled(heard);
    await poll(backend);
    expect(heard).to.deep.equal(['2 new sessions']);
    expect(within(list, '.unseen')!.hasAttribute('role')).to.be.false;
    await expect(list).to.be.accessible();
  });
});
