import { expect } from '@open-wc/testing';
import { h, render } from 'vue';

import 'kv-review/define/session-details';

describe('an element in Vue', () => {
  afterEach(() => document.body.replaceChildren());

  function mount(bound: Readonly<Record<string, unknown>>) {
    const page = document.body.appendChild(document.createElement('main'));
    render(h('kv-session-details', { ...bound }), page);
    return page.querySelector('kv-session-details');
  }

  it('has a boolean by its property, and the attribute is true with any value [vue-booleans]', () => {
    expect(mount({ noShortcuts: true })?.noShortcuts).to.equal(true);
    expect(mount({ noShortcuts: false })?.noShortcuts).to.equal(false);
    expect(mount({ 'no-shortcuts': '' })?.noShortcuts).to.equal(true);
    expect(mount({ 'no-shortcuts': false })?.noShortcuts).to.equal(true);
  });
});
