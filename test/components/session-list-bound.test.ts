import { expect } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { sampleSessions } from 'kv-review/testing';

import { allWithin, memory, show } from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

const sessions = sampleSessions({ count: 600, seed: 9 });

/** What a host page may write, each of which takes the list's own height away. */
const hostStyles: readonly Readonly<Record<string, string>>[] = [
  { display: 'block' },
  { display: 'block', height: 'auto', 'max-height': 'none', 'min-height': '0' },
  { display: 'inline' },
  { display: 'contents' },
  { height: 'auto', overflow: 'visible' },
  { height: 'max-content', contain: 'none', 'container-type': 'normal' },
  { height: '100000px' },
  { height: '0', 'min-height': '0' },
];

describe('kv-session-list, styled by its host page', () => {
  for (const style of hostStyles) {
    it(`has no more rows than fit into the window: ${JSON.stringify(style)}`, async () => {
      const api = memory(sessions);
      const { listSessions } = api;
      let pages = 0;
      const counting: ReviewApi = {
        ...api,
        listSessions: (...args) => {
          pages += 1;
          return listSessions(...args);
        },
      };
      const { list } = await show(counting);
      for (const [name, value] of Object.entries(style)) {
        list.style.setProperty(name, value, 'important');
      }
      await waitUntil(() => allWithin(list, '[role="row"]').length > 1);
      for (let turn = 0; turn < 20; turn += 1) await new Promise(requestAnimationFrame);
      expect(allWithin(list, '[role="row"]').length).to.be.lessThan(150);
      expect(pages).to.be.lessThan(4);
    });
  }
});
