import { expect, nextFrame } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';

import { button, findButton, partsLoaded, textOf, until } from './review-page.js';
import { closeWindows, openWindow } from './window.js';

type Details = HTMLElementTagNameMap['kv-session-details'];
type Console = HTMLElementTagNameMap['kv-review-console'];
type Answer = 'hold' | 'fail' | 'serve';

const parts = {
  onRequest: 'session-details/on-request',
  lowerSections: 'session-details/lower-sections',
  sessionPage: 'review-console/session-page',
  settingsPage: 'review-console/settings-page',
  exportCsv: 'review-console/export',
  help: 'review-console/help',
  upkeep: 'session-list/upkeep',
} as const;
type PartName = keyof typeof parts;

/** Returns how often the part has been requested. */
const order = (name: PartName, answer: Answer): Promise<number> =>
  executeServerCommand('module', { path: `/src/components/${parts[name]}.ts`, answer });

const hold = async (...names: PartName[]): Promise<void> => {
  for (const name of names) await order(name, 'hold');
};

async function serveAll(): Promise<void> {
  for (const name of Object.keys(parts) as PartName[]) await order(name, 'serve');
}

const large = [1440, 900] as const;

async function open<Tag extends 'kv-session-details' | 'kv-review-console' | 'kv-session-list'>(
  tag: Tag,
  { size = large, search = '' }: { size?: readonly [number, number]; search?: string } = {},
): Promise<HTMLElementTagNameMap[Tag]> {
  const page = new URL(`./late-parts-page.ts?${search}`, import.meta.url);
  return (await openWindow(size, page)).querySelector(tag)!;
}

const find = (element: Element, selector: string) =>
  element.shadowRoot!.querySelector<HTMLElement>(selector);

/** Opens the page of a session, in view without the parts that are held. */
async function openDetails(options: Parameters<typeof open>[1] = {}): Promise<Details> {
  const details = await open('kv-session-details', options);
  await button(details, 'Verify');
  return details;
}

const viewOf = (element: Element): Window & typeof globalThis => element.ownerDocument.defaultView!;

/** What has the focus in the window of an element. */
function focusedIn({ ownerDocument }: Element): Element | null {
  let active = ownerDocument.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

/** The native dialog of an element inside the details. */
const dialogIn = (details: Element, tag: string) =>
  find(details, tag)?.shadowRoot?.querySelector('dialog');
const isOpen = (details: Element, tag: string) => dialogIn(details, tag)?.open === true;

interface AxeWindow {
  readonly axe: { run(context: Element): Promise<{ violations: readonly { id: string }[] }> };
}

/** The page that runs in the window of an element imports axe. */
async function expectAccessible(element: Element): Promise<void> {
  const { axe } = viewOf(element) as unknown as AxeWindow;
  const { violations } = await axe.run(element.ownerDocument.documentElement);
  expect(violations.map(({ id }) => id)).to.deep.equal([]);
}

/** The layout shifts in the window of an element so far, without those after input. */
async function layoutShift(element: Element): Promise<number> {
  const { PerformanceObserver, requestAnimationFrame } = viewOf(element);
  // Two frames, so that what was rendered last has its place.
  await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
  const observer = new PerformanceObserver(() => undefined);
  observer.observe({ type: 'layout-shift', buffered: true });
  await new Promise((resolve) => setTimeout(resolve));
  const shifts = observer.takeRecords() as (PerformanceEntry & { readonly value: number })[];
  observer.disconnect();
  return shifts.reduce((sum, { value }) => sum + value, 0);
}

/** Waits for the window to request a part more often than before. */
async function untilRequested(name: PartName, answer: Answer, before: number): Promise<void> {
  let requests = before;
  await until(() => {
    void order(name, answer).then((count) => (requests = count));
    return requests > before;
  }, `a request for ${name}`);
}

describe('Parts of a session that load late', () => {
  let warnings: unknown[] = [];

  beforeEach(serveAll);
  afterEach(closeWindows);

  const silence = (element: Element): void => {
    warnings = [];
    viewOf(element).console.warn = (...message: unknown[]) => warnings.push(message);
  };

  for (const [label, tag] of [
    ['Verify', 'kv-verify-dialog'],
    ['Reject', 'kv-reject-dialog'],
    ['Edit verification', 'kv-edit-dialog'],
  ] as const) {
    it(`${label}: a press from before the dialog has loaded opens it, with the focus in it`, async () => {
      await hold('onRequest');
      const details = await openDetails();
      const opener = findButton(details, label)!;
      opener.click();
      await until(() => opener.ariaBusy === 'true', 'the button is busy');
      expect(details.shadowRoot!.querySelectorAll('[aria-busy=true].button')).to.have.length(1);
      expect(focusedIn(details) === opener, 'the button has the focus').to.be.true;
      await expectAccessible(details);
      await order('onRequest', 'serve');
      await until(() => isOpen(details, tag), 'the dialog is open');
      await until(() => opener.ariaBusy === null, 'the button is not busy any more');
      expect(find(details, tag)!.shadowRoot!.activeElement).not.to.equal(null);
      dialogIn(details, tag)!.querySelector<HTMLElement>('button[aria-label="Close"]')!.click();
      await until(() => focusedIn(details) === opener, 'the focus is back on the button');
    });
  }

  it('a photo that is pressed before the viewer has loaded is enlarged, with the focus in it', async () => {
    await hold('onRequest');
    const details = await openDetails();
    const opener = find(details, '.enlarge')!;
    opener.focus();
    opener.click();
    await until(() => opener.ariaBusy === 'true', 'the button is busy');
    await expectAccessible(details);
    await order('onRequest', 'serve');
    const viewer = () => find(details, 'kv-photo-viewer');
    await until(() => viewer()?.shadowRoot?.activeElement, 'the viewer has the focus');
    expect(find(details, 'dialog.viewer')!.matches(':modal')).to.be.true;
    viewer()!.parentElement!.querySelector<HTMLElement>('[aria-label="Close"]')!.click();
    await until(() => focusedIn(details) === opener, 'the focus is back on the button');
  });

  it('the last of several requests counts', async () => {
    await hold('onRequest');
    const details = await openDetails();
    expect(details.verify()).to.be.true;
    expect(details.compare()).to.be.true;
    await until(() => find(details, '.compare')!.ariaBusy === 'true', 'the button is busy');
    expect(details.reject()).to.be.true;
    await order('onRequest', 'serve');
    await until(() => isOpen(details, 'kv-reject-dialog'), 'the dialog is open');
    expect(details.shadowRoot!.querySelectorAll('dialog[open]')).to.have.length(0);
    expect(isOpen(details, 'kv-verify-dialog')).to.be.false;
  });

  it('a request ends with its session', async () => {
    await hold('onRequest');
    const details = await openDetails();
    details.verify();
    details.sessionId = 'other';
    await until(() => textOf(details).includes('Session ID other'), 'the other session');
    await order('onRequest', 'serve');
    await until(() => find(details, 'kv-verify-dialog'), 'the dialogs have loaded');
    await details.updateComplete;
    expect(isOpen(details, 'kv-verify-dialog')).to.be.false;
  });

  it('a dialog that cannot be loaded says so beside its buttons, and opens after a retry', async () => {
    const before = await order('onRequest', 'fail');
    const details = await openDetails();
    silence(details);
    await untilRequested('onRequest', 'fail', before);
    await until(() => warnings.length > 0, 'the console names the cause');
    await details.updateComplete;
    expect(find(details, '[role=alert]'), 'nobody asked yet').to.be.null;
    (await button(details, 'Verify')).click();
    await until(() => find(details, '.actions [role=alert]'), 'the failure is shown');
    expect(textOf(details)).to.contain('The service cannot be reached');
    expect(findButton(details, 'Verify')!.ariaBusy).to.be.null;
    await expectAccessible(details);
    await order('onRequest', 'serve');
    find(details, '.actions [role=alert] button')!.click();
    await until(() => isOpen(details, 'kv-verify-dialog'), 'the dialog is open');
    expect(find(details, '.actions [role=alert]')).to.be.null;
  });

  it('sections that cannot be loaded say so once, and come with a retry', async () => {
    await order('lowerSections', 'fail');
    const details = await openDetails();
    await until(() => find(details, '.group > [role=alert]'), 'the failure is shown');
    expect(details.shadowRoot!.querySelectorAll('[role=alert]')).to.have.length(1);
    await expectAccessible(details);
    await order('lowerSections', 'serve');
    find(details, '.group > [role=alert] button')!.click();
    await until(() => find(details, 'kv-notes')?.shadowRoot, 'the sections are there');
    expect(find(details, '[role=alert]')).to.be.null;
  });

  it('a match that is pressed before its section has loaded has the focus once it is there', async () => {
    await hold('lowerSections');
    const details = await openDetails();
    const opener = [...details.shadowRoot!.querySelectorAll<HTMLElement>('button')].find(
      ({ textContent }) => textContent.includes('Open match'),
    );
    opener!.click();
    await until(() => focusedIn(details)?.id === 'section-screening', 'its section has the focus');
    await order('lowerSections', 'serve');
    await until(() => focusedIn(details)?.matches('.match'), 'the match has the focus');
  });

  for (const size of [large, [768, 1024], [320, 640]] as const) {
    it(`move nothing in view when they arrive, at ${size.join(' × ')}`, async function () {
      if (!PerformanceObserver.supportedEntryTypes.includes('layout-shift')) return;
      await hold('lowerSections', 'onRequest');
      const details = await openDetails({ size });
      const titles = [...details.shadowRoot!.querySelectorAll('.group h3')];
      expect(titles.map(({ textContent }) => textContent.trim())).to.deep.equal([
        'Customer Activities',
        'PEPInfo',
        'Extra Fields',
        'Notes',
      ]);
      expect(find(details, '.group > section')!.ariaBusy).to.equal('true');
      await expectAccessible(details);
      const before = await layoutShift(details);
      await order('lowerSections', 'serve');
      await until(() => find(details, 'kv-notes'), 'the lower sections');
      await order('onRequest', 'serve');
      await partsLoaded(details);
      expect(find(details, '.group > section')!.ariaBusy).to.be.null;
      expect((await layoutShift(details)) - before).to.equal(0);
    });
  }

  it('a closed section that is opened first shows that it loads, then its content', async () => {
    await hold('onRequest');
    const details = await openDetails();
    expect(details.showZone()).to.be.true;
    const section = () => find(details, '#section-zone')!.parentElement!;
    await until(() => section().matches('[open]'), 'the section is open');
    expect(section().textContent).to.contain('Loading…');
    await order('onRequest', 'fail');
    await until(() => section().querySelector('[role=alert]'), 'the failure is shown');
    await expectAccessible(details);
    await order('onRequest', 'serve');
    section().querySelector<HTMLElement>('[role=alert] button')!.click();
    await until(() => section().querySelector('kv-mrz-report'), 'the report');
    expect(section().textContent).not.to.contain('Loading…');
  });

  it('the attempts show in their tab that they load', async () => {
    await hold('onRequest');
    const details = await openDetails();
    find(details, '#tab-attempts')!.click();
    await until(() => find(details, '#panel-attempts')?.textContent.includes('Loading…'));
    await expectAccessible(details);
    await order('onRequest', 'serve');
    await until(() => find(details, '#panel-attempts kv-attempt-history'), 'the attempts');
  });

  it('load when the page is idle, unless the user saves data', async () => {
    const before = await order('onRequest', 'serve');
    await openDetails();
    await untilRequested('onRequest', 'serve', before);
    closeWindows();
    const once = await order('onRequest', 'serve');
    const saving = await openDetails({ search: 'save-data' });
    await until(() => find(saving, 'kv-notes'), 'the sections of the page');
    await nextFrame();
    // Safari has no idle callbacks.
    const wait = 'requestIdleCallback' in globalThis ? requestIdleCallback : setTimeout;
    await new Promise((resolve) => wait(resolve));
    expect(await order('onRequest', 'serve')).to.equal(once);
    saving.edit();
    await until(() => isOpen(saving, 'kv-edit-dialog'), 'on request');
  });
});

describe('Parts of a console that load late', () => {
  beforeEach(serveAll);
  afterEach(closeWindows);

  const openConsole = async ({
    size = large,
    search = 'console',
  }: Parameters<typeof open>[1] = {}): Promise<Console> => {
    const element = await open('kv-review-console', { size, search });
    const rows = () => find(element, 'kv-session-list')!.shadowRoot!.querySelector('[part~=row]');
    await until(rows, 'the rows');
    return element;
  };

  it('a session has loaded with its lower sections before one is opened', async () => {
    const before = await order('lowerSections', 'serve');
    await openConsole();
    await untilRequested('lowerSections', 'serve', before);
  });

  it('a session that is opened first shows that it loads, and then has the focus', async () => {
    await hold('sessionPage');
    const element = await openConsole();
    element.sessionId = 'other';
    await until(() => find(element, '.page.session')!.textContent.includes('Loading…'));
    await until(() => focusedIn(element)?.matches('.page.session'), 'the page has the focus');
    await expectAccessible(element);
    await order('sessionPage', 'fail');
    await until(() => find(element, '.page.session [role=alert]'), 'the failure is shown');
    await expectAccessible(element);
    await order('sessionPage', 'serve');
    find(element, '.page.session [role=alert] button')!.click();
    await until(() => find(element, 'kv-session-details')?.shadowRoot, 'the session');
    expect(find(element, '.page.session')!.textContent).not.to.contain('Loading…');
  });

  it('the focus follows to the client once the session has loaded', async () => {
    await hold('sessionPage');
    const element = await openConsole();
    element.sessionId = 'other';
    await until(() => focusedIn(element)?.matches('.page.session'), 'the page has the focus');
    await order('sessionPage', 'serve');
    await until(() => focusedIn(element)?.matches('h2'), 'the client has the focus');
  });

  it('the settings show that they load, and can be requested again', async () => {
    await hold('settingsPage');
    const element = await openConsole({ search: 'console&settings' });
    (await button(element, 'Settings')).click();
    await until(() => find(element, '.page.other')?.textContent.includes('Loading…'));
    await expectAccessible(element);
    await order('settingsPage', 'fail');
    await until(() => find(element, '.page.other [role=alert]'), 'the failure is shown');
    await expectAccessible(element);
    await order('settingsPage', 'serve');
    find(element, '.page.other [role=alert] button')!.click();
    await until(() => find(element, 'kv-settings')?.shadowRoot, 'the settings');
    expect(find(element, '.page.other')!.textContent).not.to.contain('Loading…');
  });

  const listRootOf = (element: Console): ShadowRoot =>
    find(element, 'kv-session-list')!.shadowRoot!;
  const exportOf = (element: Console): ShadowRoot | null | undefined =>
    listRootOf(element).querySelector('kv-export-csv')?.shadowRoot;
  const topOf = (element: Console): number =>
    listRootOf(element).querySelector('[part~=row]')!.getBoundingClientRect().top;

  for (const size of [large, [768, 1024]] as const) {
    it(`the export moves no rows when it arrives, at ${size.join(' × ')}`, async () => {
      await hold('exportCsv');
      const element = await openConsole({ size });
      await until(() => find(element, 'kv-awaiting-badge')!.shadowRoot!.textContent.trim());
      expect(exportOf(element)).to.equal(null);
      const before = topOf(element);
      await order('exportCsv', 'serve');
      await until(() => exportOf(element)?.querySelector('button'), 'the button');
      expect(topOf(element)).to.equal(before);
    });
  }

  it('an export that cannot be loaded says so, and comes with a retry', async () => {
    await order('exportCsv', 'fail');
    const element = await openConsole();
    await until(() => find(element, '[role=alert]'), 'the failure is shown');
    await expectAccessible(element);
    await order('exportCsv', 'serve');
    find(element, '[role=alert] button')!.click();
    await until(() => exportOf(element)?.querySelector('button'), 'the button');
    expect(find(element, '[role=alert]')).to.be.null;
  });

  it('the overview of shortcuts opens once it has loaded', async () => {
    await hold('help');
    const element = await openConsole();
    (await button(element, 'Keyboard shortcuts')).click();
    await order('help', 'fail');
    await until(() => find(element, '[role=alert]'), 'the failure is shown');
    await expectAccessible(element);
    await order('help', 'serve');
    find(element, '[role=alert] button')!.click();
    await until(() => isOpen(element, 'kv-shortcut-help'), 'the overview is open');
  });
});

describe('Parts of a list that load late', () => {
  beforeEach(serveAll);
  afterEach(closeWindows);

  const rowsOf = (list: Element) => [
    ...list.shadowRoot!.querySelectorAll<HTMLElement>('[part~=row]'),
  ];
  const placesOf = (list: Element) => rowsOf(list).map((row) => Number(row.ariaRowIndex));

  /** Opens a list, in view with its rows without the part that has its keys. */
  const openList = async () => {
    await hold('upkeep');
    const list = await open('kv-session-list', { search: 'list' });
    await until(() => rowsOf(list).length > 0, 'the rows');
    return list;
  };

  it('a key from before the keys have loaded moves the focus', async () => {
    const list = await openList();
    rowsOf(list)[0]!.focus();
    const { KeyboardEvent } = viewOf(list);
    rowsOf(list)[0]!.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, composed: true }),
    );
    await expectAccessible(list);
    expect(focusedIn(list)?.ariaRowIndex).to.equal('2');
    await order('upkeep', 'serve');
    await until(() => focusedIn(list)?.ariaRowIndex === '3', 'the next row has the focus');
  });

  it('rows that have scrolled before are put in order', async () => {
    const list = await openList();
    const scroller = find(list, '.scroller')!;
    const before = placesOf(list);
    scroller.scrollTop = 400;
    await until(() => placesOf(list)[0] !== before[0] || placesOf(list).length > before.length);
    await order('upkeep', 'serve');
    await until(() => find(list, '.refresh')!.title.startsWith('Updated'), 'the upkeep has loaded');
    await until(() => {
      const places = placesOf(list);
      return places.every((place, index) => index === 0 || place > places[index - 1]!);
    }, 'the rows are in order');
  });
});
