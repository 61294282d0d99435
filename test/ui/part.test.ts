import { expect, fixture, html } from '@open-wc/testing';
import { css, nothing } from 'lit';

import type { LocalizeController } from '../../src/controllers/localize.js';
import { PartController } from '../../src/controllers/part.js';
import { KvElement } from '../../src/ui/kv-element.js';
import { renderPanelButton, renderPartFailure } from '../../src/ui/part.js';
import { within } from '../components/session-list-fixture.js';
import { waitUntil } from '../wait.js';

const part = {
  styles: [
    css`
      .part {
        color: rgb(1, 2, 3);
      }
    `,
  ],
  texts: { 'columns.reset': 'From the part' },
  render: (localize: LocalizeController) =>
    html`<div id="panel" class="part" popover>${localize.term('columns.reset')}</div>`,
};

/** The test decides when its part loads or fails. */
class PartHost extends KvElement {
  readonly late: PartController<typeof part> = new PartController(
    this,
    this.localize,
    () =>
      new Promise((resolve, reject) => {
        this.requests.push({
          arrive: () => resolve(part),
          fail: () => reject(new TypeError('Failed to fetch')),
        });
      }),
  );

  readonly requests: { arrive: () => void; fail: () => void }[] = [];

  protected override render() {
    return html`${renderPanelButton({ panel: 'panel', part: this.late, content: 'Open' })}
    ${this.late.module?.render(this.localize) ?? nothing}
    ${renderPartFailure([this.late], this.localize)}`;
  }
}
customElements.define('part-host', PartHost);

const mount = () => fixture<PartHost>(html`<part-host></part-host>`);
const button = (host: Element) => within(host, '.panel-button')!;
const isOpen = (host: Element) => within(host, '#panel:popover-open') !== null;

describe('A part that loads on demand', () => {
  let warnings: unknown[] = [];
  const { warn } = console;
  beforeEach(() => {
    warnings = [];
    console.warn = (...message: unknown[]) => warnings.push(message);
  });
  afterEach(() => {
    console.warn = warn;
  });

  it('is not requested before the user points at it or focuses it', async () => {
    const host = await mount();
    expect(host.requests).to.have.lengthOf(0);
    button(host).dispatchEvent(new PointerEvent('pointerenter'));
    button(host).focus();
    expect(host.requests).to.have.lengthOf(1);
    host.requests[0]!.arrive();
    await waitUntil(() => within(host, '#panel'), 'the part is there');
    expect(isOpen(host)).to.be.false;
  });

  it('handles a press from before it had loaded, with its styles and texts', async () => {
    const host = await mount();
    button(host).click();
    button(host).click();
    await host.updateComplete;
    expect(host.requests).to.have.lengthOf(1);
    expect(button(host).ariaBusy).to.equal('true');
    expect(button(host).ariaExpanded).to.equal('false');
    host.requests[0]!.arrive();
    await waitUntil(() => isOpen(host), 'the panel is open');
    await waitUntil(() => button(host).ariaBusy === null, 'the button is not busy any more');
    const panel = within(host, '#panel')!;
    expect(panel.textContent).to.equal('From the part');
    expect(getComputedStyle(panel).color).to.equal('rgb(1, 2, 3)');
    button(host).click();
    await waitUntil(() => !isOpen(host), 'the next press closes it');
  });

  it('shows that it cannot be loaded, and tries again', async () => {
    const host = await mount();
    button(host).focus();
    host.requests[0]!.fail();
    await waitUntil(() => warnings.length === 1, 'the console names the cause');
    await host.updateComplete;
    expect(within(host, '[role="alert"]'), 'nobody asked yet').to.be.null;

    button(host).click();
    host.requests[1]!.fail();
    await waitUntil(() => within(host, '[role="alert"]'), 'the failure is shown');
    await expect(host).to.be.accessible();
    within(host, '[role="alert"] button')!.click();
    host.requests[2]!.arrive();
    await waitUntil(() => isOpen(host), 'the panel is open');
    expect(within(host, '[role="alert"]')).to.be.null;
    expect(host.shadowRoot!.activeElement === button(host)).to.be.true;
  });

  it('loads by itself when its host shows something of it, and again only when asked', async () => {
    const host = await mount();
    host.late.require();
    host.late.require();
    expect(host.requests).to.have.lengthOf(1);
    host.requests[0]!.fail();
    await waitUntil(() => within(host, '[role="alert"]'), 'the failure is shown');
    host.late.require();
    expect(host.requests).to.have.lengthOf(1);
    within(host, '[role="alert"] button')!.click();
    expect(host.requests).to.have.lengthOf(2);
    host.requests[1]!.arrive();
    await waitUntil(() => within(host, '#panel'), 'the part is there');
    expect(isOpen(host)).to.be.false;
    host.late.require();
    expect(host.requests).to.have.lengthOf(2);
  });

  it('discards a press when its host is removed', async () => {
    const host = await mount();
    button(host).click();
    const place = host.parentElement!;
    host.remove();
    place.append(host);
    host.requests[0]!.arrive();
    await waitUntil(() => within(host, '#panel'), 'the part is there');
    await host.updateComplete;
    expect(isOpen(host)).to.be.false;
  });
});
