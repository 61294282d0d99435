import { expect, fixture, html as staticHtml, nextFrame, oneEvent } from '@open-wc/testing';
import { css, html, LitElement } from 'lit';

import { arrange } from '../../src/controllers/arrange.js';
import { VirtualRows } from '../../src/controllers/virtual-rows.js';
import { waitUntil } from '../wait.js';

const rowCount = 1_000_000;
const rowHeight = 50;

/** A list of a million rows, each with a button that says its index. */
class LongList extends LitElement {
  static override styles = css`
    .scroller {
      overflow: auto;
      block-size: 500px;
      overflow-anchor: none;
    }
    .body {
      position: relative;
    }
    .probe {
      position: absolute;
      visibility: hidden;
    }
    .row {
      position: absolute;
      inset-inline: 0;
    }
    .probe,
    .row {
      block-size: 50px;
    }
  `;

  readonly rows = new VirtualRows(this, {
    stage: () => {
      const scroller = this.renderRoot.querySelector<HTMLElement>('.scroller');
      const body = this.renderRoot.querySelector<HTMLElement>('.body');
      const probe = this.renderRoot.querySelector<HTMLElement>('.probe');
      return scroller && body && probe ? { scroller, body, probe, header: null } : undefined;
    },
    count: () => this.count,
    keyOf: (index) => `row-${index}`,
    indexOf: (key) => Number(key.slice('row-'.length)),
    create: () => {
      const element = document.createElement('div');
      element.className = 'row';
      element.append(document.createElement('button'));
      return { element };
    },
    render: ({ element }, index) => {
      element.querySelector('button')!.textContent = String(index);
    },
    arrange,
    onRange: () => undefined,
    onFocusLost: () => undefined,
  });

  count = rowCount;

  get scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.scroller')!;
  }

  /** The index that a reader sees at a place of the scroller, in pixels from its top. */
  seenAt(top: number): number {
    const box = this.scroller.getBoundingClientRect();
    const element = this.shadowRoot!.elementFromPoint(box.left + 4, box.top + top);
    return Number(element?.closest('.row')?.textContent ?? NaN);
  }

  protected override render() {
    return html`<div class="scroller">
      <div class="probe"></div>
      <div class="body"></div>
    </div>`;
  }
}
customElements.define('test-long-list', LongList);

async function show(): Promise<LongList> {
  const list = await fixture<LongList>(staticHtml`<test-long-list></test-long-list>`);
  await waitUntil(() => list.seenAt(25) === 0);
  return list;
}

describe('a list that is taller than a browser can lay out', () => {
  it('goes on under a reader who scrolls, row by row', async () => {
    const list = await show();
    const { scroller } = list;
    let seen = 0;
    for (let goal = 0; goal < rowCount - 20; goal = Math.min(goal + 70_000, rowCount - 10)) {
      scroller.scrollTop += (goal - seen) * rowHeight;
      await waitUntil(() => list.seenAt(25) === goal, `row ${goal}`);
      expect(list.seenAt(475)).to.equal(goal + 9);
      seen = goal;
    }
  });

  it('comes to its end, and back to its start, by the ends of the scroll bar', async () => {
    const list = await show();
    const { scroller } = list;
    for (let pulls = 0; pulls < 10 && list.seenAt(475) !== rowCount - 1; pulls += 1) {
      scroller.scrollTop = scroller.scrollHeight;
      await nextFrame();
      await nextFrame();
    }
    expect(list.seenAt(475)).to.equal(rowCount - 1);
    for (let pulls = 0; pulls < 10 && list.seenAt(25) !== 0; pulls += 1) {
      scroller.scrollTop = 0;
      await nextFrame();
      await nextFrame();
    }
    expect(list.seenAt(25)).to.equal(0);
    expect(list.rows.isAtTop).to.equal(true);
  });

  it('reveals any row, and keeps the focus on it', async () => {
    const list = await show();
    for (const index of [rowCount - 1, 500_000, 300_001, 299_999, 0]) {
      list.rows.reveal(index);
      list.rows.elementAt(index)!.querySelector('button')!.focus({ preventScroll: true });
      await nextFrame();
      await nextFrame();
      expect(list.shadowRoot!.activeElement?.textContent).to.equal(String(index));
      const row = list.rows.elementAt(index)!.getBoundingClientRect();
      const box = list.scroller.getBoundingClientRect();
      expect(row.top, `top of ${index}`).to.be.at.least(box.top - 1);
      expect(row.bottom, `bottom of ${index}`).to.be.at.most(box.bottom + 1);
    }
  });

  it('shows its last rows when it becomes shorter than the place of the reader', async () => {
    const list = await show();
    list.rows.reveal(900_000);
    list.count = 1_000;
    list.requestUpdate();
    await waitUntil(() => list.seenAt(475) === 999);
  });
});

describe('a jump', () => {
  it('shows the rows in view first, then those beyond', async () => {
    const list = await show();
    const countRows = (): number => list.shadowRoot!.querySelectorAll('.row').length;
    list.scroller.scrollTop = 5_000 * rowHeight;
    await oneEvent(list.scroller, 'scroll');
    expect(list.seenAt(25)).to.equal(5_000);
    expect(countRows()).to.be.at.most(12);
    await waitUntil(() => countRows() > 20, 'rows beyond the view');
  });
});
