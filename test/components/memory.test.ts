import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';

import type { LiveObjects } from '../../scripts/wtr/memory.js';
import { elementNames, mount, settled, values, type ElementName } from './every-element.js';
import { until } from './review-page.js';

const countLiveObjects = (): Promise<LiveObjects | 'unknown'> =>
  executeServerCommand<LiveObjects | 'unknown', undefined>('live-objects');

/** Mounts a group of elements and removes them, half after they have loaded, half while they load. */
async function mountGroup(tag: ElementName, size: number, onMount: (e: Element) => void) {
  const group = Array.from({ length: size }, () =>
    mount(tag, (element) => {
      Object.assign(element, values[tag]);
      // With an endpoint of its own, a console would not use the provider's backend.
      if (tag === 'kv-review-console') Object.assign(element, { endpoint: undefined });
      onMount(element);
    }),
  );
  for (const { remove } of group.splice(0, size / 2)) remove();
  await Promise.all(group.map(({ element }) => settled(element, 2)));
  for (const { remove } of group) remove();
}

describe('the memory of every element', function () {
  this.timeout(60_000);
  const { createObjectURL, revokeObjectURL } = URL;
  const openUrls = new Set<string>();

  before(() => {
    URL.createObjectURL = (object) => {
      const url = createObjectURL.call(URL, object);
      openUrls.add(url);
      return url;
    };
    URL.revokeObjectURL = (url) => {
      openUrls.delete(url);
      revokeObjectURL.call(URL, url);
    };
  });

  after(() => {
    Object.assign(URL, { createObjectURL, revokeObjectURL });
  });

  for (const tag of elementNames) {
    /** Mounts 100 elements. Returns what is left of them, or an empty text. */
    const mountMany = async (): Promise<string> => {
      const references: WeakRef<Element>[] = [];
      const keep = (element: Element) => references.push(new WeakRef(element));
      const before = await countLiveObjects();
      for (let group = 0; group < 10; group += 1) await mountGroup(tag, 10, keep);
      // The browser and the test runner may still reference the last group.
      await mountGroup(tag, 10, () => undefined);
      expect([...openUrls]).to.deep.equal([]);
      // Other engines cannot collect garbage on request.
      if (before === 'unknown') return '';

      // Short timers, such as the end of a watch, may reference an element until they fire.
      let left = '';
      const isGone = async () => {
        const now = await countLiveObjects();
        if (now === 'unknown') return false;
        const elements = references.filter((reference) => reference.deref()).length;
        const [nodes, listeners] = [now.nodes - before.nodes, now.listeners - before.listeners];
        left = `${elements} elements, ${nodes} nodes, ${listeners} listeners`;
        return elements === 0 && nodes < 100 && listeners < 100;
      };
      // What the engine holds of one element, for code that it compiles, it lets go for a later one.
      const isGoneAfterMore = async () => {
        if (await isGone()) return true;
        await mountGroup(tag, 2, () => undefined);
        return false;
      };
      return until(isGoneAfterMore).then(
        () => '',
        () => left,
      );
    };

    it(`${tag}: 100 mounts leave nothing in memory`, async () => {
      // Creates everything that is made once, such as style sheets.
      await mountGroup(tag, 10, () => undefined);
      // The engine may hold one large element for long. A leak grows with each 100.
      const left = (await mountMany()) && (await mountMany());
      expect(left).to.equal('');
    });
  }
});
