import { expect, html } from '@open-wc/testing';
import type { FaultRule } from 'kv-review/api/memory';
import { currentAttempt, type Session } from 'kv-review/model';

import 'kv-review/define/review-console';
import 'kv-review/define/session-details';
import {
  awaiting,
  consoleLoaded,
  createApi,
  findButton,
  focused,
  partsLoaded,
  showIn,
  until,
} from './review-page.js';
import { canBeSet, setViewport } from './viewport.js';

type Details = HTMLElementTagNameMap['kv-session-details'];

const attempt = currentAttempt(awaiting)!;
/** The document numbers of its sides differ, and it waits for two reasons. */
const misread: Session = {
  ...awaiting,
  failedConditions: [
    { condition: 'face-match-level', observed: 3, required: 4 },
    {
      condition: 'front-to-back',
      observed: [{ field: 'documentNumber', comparison: 'mismatch' }],
      required: 'match',
    },
  ],
  attempts: [
    {
      ...attempt,
      front: { ...attempt.front!, documentNumber: 'FX1644775' },
      photos: (['selfie', 'document-front', 'document-back'] as const).map((kind) => ({
        id: kind,
        kind,
      })),
    },
  ],
};

const large = { width: 1440, height: 900 };
const small = { width: 1280, height: 720 };
const zoomed = { width: 320, height: 256 };
const phone = { width: 360, height: 720 };

async function loaded(details: Details): Promise<Details> {
  await until(() => details.shadowRoot?.querySelector('#name'), 'a session');
  await until(() => find(details, '.details').style.getPropertyValue('--_top-size'), 'its bars');
  await partsLoaded(details);
  return details;
}

async function showInConsole(session = misread) {
  const provider = await showIn(
    createApi({ sessions: [session] }),
    html`<kv-review-console session-id=${session.id}></kv-review-console>`,
  );
  const element = provider.querySelector('kv-review-console')!;
  const details = await loaded(await consoleLoaded(element));
  const path = element.shadowRoot!.querySelector<HTMLElement>('[part=path]')!;
  return { provider, element, details, path };
}

async function showAlone(session = misread, mask = '') {
  const provider = await showIn(
    createApi({ sessions: [session] }),
    html`<kv-session-details session-id=${session.id} mask=${mask}></kv-session-details>`,
  );
  return loaded(provider.querySelector('kv-session-details')!);
}

const find = (details: Details, selector: string): HTMLElement =>
  details.shadowRoot!.querySelector<HTMLElement>(selector)!;

/** Whether all of an element is in the window. */
function isInWindow(element: Element): boolean {
  const { top, bottom, left, right } = element.getBoundingClientRect();
  return top >= 0 && left >= 0 && bottom <= innerHeight && right <= innerWidth && bottom > top;
}

/** The topmost element at a point, through shadow roots. */
function elementAt(x: number, y: number): Element | null {
  let root: DocumentOrShadowRoot = document;
  for (;;) {
    const found: Element | null = root.elementFromPoint(x, y);
    if (!found?.shadowRoot || found.shadowRoot === root) return found;
    root = found.shadowRoot;
  }
}

/** Whether nothing lies over an element. */
function isUncovered(element: Element): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return [top + 1, (top + bottom) / 2, bottom - 1].every((y) => {
    const found = elementAt((left + right) / 2, y);
    return found !== null && (element.contains(found) || found.contains(element));
  });
}

describe('kv-session-details on a screen', () => {
  afterEach(async () => {
    await setViewport({ width: 800, height: 600 });
    scrollTo(0, 0);
  });

  for (const size of [large, small]) {
    it(`shows all that a decision needs at once, in the console, at ${size.width} × ${size.height}`, async () => {
      await setViewport(size);
      const { details } = await showInConsole();
      const parts = {
        name: find(details, '#name'),
        status: find(details, '.header .tag'),
        number: find(details, '.client-number'),
        selfie: find(details, '.figure.selfie'),
        front: find(details, '.figure.document-front'),
        back: find(details, '.figure.document-back'),
        why: find(details, '[part=conditions]'),
        fields: find(details, '.fields'),
        findings: find(details, '.results'),
        tabs: find(details, '.ways'),
        edit: findButton(details, 'Edit verification')!,
        reject: findButton(details, 'Reject')!,
        verify: findButton(details, 'Verify')!,
      };
      for (const [name, element] of Object.entries(parts)) {
        expect(isInWindow(element), name).to.equal(true);
        expect(isUncovered(element), `${name} is not covered`).to.equal(true);
      }
      expect(scrollY).to.equal(0);
    });
  }

  it('shows the selfie beside the document, with faces of one size and both pictures whole', async () => {
    await setViewport(large);
    const { details } = await showInConsole();
    const box = (kind: string) => find(details, `.${kind} kv-photo`).getBoundingClientRect();
    const [selfie, front] = [box('selfie'), box('document-front')];
    expect(selfie.top).to.equal(front.top);
    expect(selfie.right).to.be.at.most(front.left);
    expect(selfie.width / selfie.height).to.be.closeTo(3 / 4, 0.01);
    expect(front.width / front.height).to.be.closeTo(7 / 5, 0.01);
    // A head takes half of a selfie, and three quarters of a portrait that takes 45 % of the picture.
    expect((selfie.height * 0.5) / (front.height * 0.45 * 0.75)).to.be.closeTo(1, 0.1);
  });

  it('keeps the name, the number and the buttons in view below the bar of the console', async () => {
    await setViewport(small);
    const { element, details, path } = await showInConsole();
    element.style.setProperty('--kv-review-console-inset', '40px');
    scrollTo(0, document.documentElement.scrollHeight);
    const bar = path.getBoundingClientRect();
    expect(bar.top).to.equal(40);
    for (const part of ['#name', '.client-number', '.actions .primary']) {
      const { top } = find(details, part).getBoundingClientRect();
      expect(top, part).to.be.at.least(bar.bottom);
      expect(isUncovered(find(details, part)), part).to.equal(true);
    }
  });

  for (const size of [large, small, { width: 768, height: 1024 }, zoomed].filter(canBeSet)) {
    it(`leads to sections that no bar covers at ${size.width} × ${size.height}`, async () => {
      await setViewport(size);
      const { element, details } = await showInConsole();
      element.style.setProperty('--kv-review-console-inset', '30px');
      for (const name of ['Customer Activities', 'PEPInfo', 'Extra Fields', 'Notes']) {
        findButton(details, name)!.click();
        expect(focused()?.textContent.trim()).to.equal(name);
        expect(isInWindow(focused()!), name).to.equal(true);
        expect(isUncovered(focused()!), name).to.equal(true);
        expect(focused()!.getBoundingClientRect().top, name).to.be.at.least(30);
      }
      find(details, '#name').focus();
      expect(isInWindow(focused()!), 'the name').to.equal(true);
      expect(isUncovered(focused()!), 'the name').to.equal(true);
    });
  }

  if (canBeSet(zoomed)) {
    it('has no bars that stay in a low window', async () => {
      await setViewport(zoomed);
      const { details, path } = await showInConsole();
      for (const bar of [path, find(details, '.actions')]) {
        expect(getComputedStyle(bar).position).to.equal('static');
      }
      expect(document.documentElement.scrollWidth).to.be.at.most(320);
    });

    it('keeps Verify and Reject in reach at the bottom of a phone', async () => {
      await setViewport(phone);
      const { details } = await showInConsole();
      for (const name of ['Verify', 'Reject', 'Edit verification']) {
        expect(isInWindow(findButton(details, name)!), name).to.equal(true);
      }
    });
  }

  it('holds the place of a session that loads', async () => {
    await setViewport(large);
    const faults: FaultRule[] = [
      { kind: 'delay', milliseconds: Infinity, method: 'getSession', calls: [1] },
    ];
    const provider = await showIn(
      createApi({ sessions: [misread], faults }),
      html`<kv-session-details session-id=${misread.id}></kv-session-details>`,
    );
    const details = provider.querySelector('kv-session-details')!;
    await until(() => find(details, '.skeleton'));
    const boxes = () =>
      ['.selfies', '.documents', '.main', '.decision'].map((part) => {
        const { left, top, width } = find(details, part).getBoundingClientRect();
        return [left, top, width] as const;
      });
    const before = boxes();
    void details.refresh();
    await loaded(details);
    boxes().forEach((box, part) => {
      box.forEach((value, index) => {
        expect(value, `box ${part}, ${index}`).to.be.closeTo(before[part]![index]!, 8);
      });
    });
  });

  it('stays within 200 pixels', async () => {
    const details = await showAlone();
    details.style.display = 'block';
    details.style.inlineSize = '200px';
    expect(details.scrollWidth).to.be.at.most(200);
  });

  it('masks the number beside the name', async () => {
    const details = await showAlone(misread, 'document-number');
    expect(find(details, '.client-number').textContent).to.contain('Hidden');
    expect(find(details, '.client-number').textContent).not.to.contain('FX1644715');
  });

  it('names the client by the personal number if the document has none', async () => {
    const client = { ...misread.client, documentNumber: null, personalNumber: '01001012345' };
    const details = await showAlone({ ...misread, client });
    expect(find(details, '.client-number').textContent.replaceAll(/\s+/g, ' ').trim()).to.equal(
      'Personal Number 01001012345',
    );
  });
});
