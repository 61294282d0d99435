import { expect, fixture, html } from '@open-wc/testing';
import { autoload } from 'kv-review/autoloader';

describe('autoloader', () => {
  it('defines an element when it is added, wherever in the tree', async () => {
    expect(customElements.get('kv-session-list')).to.be.undefined;
    await fixture(html`<section><kv-session-list></kv-session-list></section>`);
    expect(await customElements.whenDefined('kv-session-list')).to.be.a('function');
  });

  it('leaves alone what the page does not use, and tags it does not know', async () => {
    await fixture(html`<kv-unknown></kv-unknown><other-element></other-element>`);
    expect(customElements.get('kv-reject-dialog')).to.be.undefined;
    expect(customElements.get('kv-unknown')).to.be.undefined;
  });

  it('looks into a shadow root when asked to, until told to stop', async () => {
    const host = await fixture(html`<div></div>`);
    const root = host.attachShadow({ mode: 'open' });
    const stop = autoload(root);
    root.append(document.createElement('kv-awaiting-badge'));
    expect(await customElements.whenDefined('kv-awaiting-badge')).to.be.a('function');
    stop();
  });
});
