import { expect } from '@open-wc/testing';
import * as kit from 'kv-review';

import { loaders } from '../src/loaders.js';

const tags = Object.keys(loaders);

describe('entry points', () => {
  it('register nothing when classes are imported', () => {
    expect(Object.keys(kit)).to.not.be.empty;
    expect(tags.filter((tag) => customElements.get(tag))).to.deep.equal([]);
  });

  it('register every element by kv-review/all, each with a class that kv-review exports', async () => {
    await import('kv-review/all');
    const exported = new Set<unknown>(Object.values(kit));
    expect(tags).to.not.be.empty;
    for (const tag of tags) {
      expect(exported.has(customElements.get(tag)), tag).to.be.true;
    }
  });
});
