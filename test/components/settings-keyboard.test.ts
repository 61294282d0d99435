import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MemoryApiOptions } from 'kv-review/api/memory';

import 'kv-review/define/settings';
import { focusedElement, isWithin, nameOf } from './announcements.js';
import { expectVisible, settled } from './focus-walk.js';
import { announced, rootOf, said, saveAsOther, showSettings, untilForm } from './settings-page.js';
import { canBeSet, setViewport } from './viewport.js';
import { waitUntil } from '../wait.js';

type SectionName = 'awaiting' | 'countries' | 'session' | 'fields';

const settings = {
  highRiskCountries: [
    { code: 'IRN', checkIp: true, checkNationality: true },
    { code: 'PRK', checkIp: false, checkNationality: true },
  ],
  extraFields: [
    { key: 'phone', label: { en: 'Phone' }, type: 'phone', inList: true },
    { key: 'city', label: { en: 'City' }, type: 'text', inList: false },
  ],
} satisfies MemoryApiOptions['settings'];

async function show(name: SectionName) {
  const page = await showSettings(html`<kv-settings section=${name}></kv-settings>`, { settings });
  const element = page.provider.querySelector('kv-settings')!;
  await waitUntil(() => element.shadowRoot?.querySelector(`kv-settings-${name}`)?.shadowRoot);
  const section = rootOf(element).querySelector(`kv-settings-${name}`)!;
  await untilForm(section);
  return { ...page, element, section };
}

const nameOfFocus = (): string => {
  const focused = focusedElement();
  return focused ? nameOf(focused) : '';
};

async function press(...keys: readonly string[]): Promise<void> {
  for (const key of keys) await sendKeys({ press: key });
}

/** Presses Tab until the focus is on what has the name. */
async function tabTo(name: string): Promise<void> {
  for (let tries = 0; tries < 60 && nameOfFocus() !== name; tries += 1) await press('Tab');
  expect(nameOfFocus()).to.equal(name);
}

const untilFocus = (name: string): Promise<void> =>
  waitUntil(() => nameOfFocus() === name, `the focus is not on ${name}`);

/** The names of all stops inside an element, in their order. */
async function stopsOf(element: Element): Promise<readonly string[]> {
  const names: string[] = [];
  for (let idle = 0; idle < 3;) {
    await press('Tab');
    const focused = focusedElement();
    if (!focused || !isWithin(focused, element)) idle += 1;
    else names.push(nameOf(focused));
    if (names.length > 1 && names.at(-1) === names[0]) return names.slice(0, -1);
  }
  return names;
}

const dialogOf = (section: Element): HTMLDialogElement => rootOf(section).querySelector('dialog')!;

/** What each test changes by the keyboard, so that every control of the section is there. */
const changes: Readonly<Record<SectionName, () => Promise<void>>> = {
  awaiting: async () => {
    await tabTo('Enable Front to Back Compare');
    await press('Space');
  },
  countries: async () => {
    await tabTo('IP check: Iran');
    await press('Space');
  },
  session: async () => {
    await tabTo('Skip document step');
    await press('Space');
  },
  fields: async () => {
    await tabTo('Move down: Phone');
    await press('Enter');
    await tabTo('Change Phone');
    await press('Enter');
  },
};

describe('The settings by the keyboard alone', () => {
  before(() => setViewport({ width: 1280, height: 800 }));
  after(() => setViewport({ width: 800, height: 600 }));

  it('lead from the navigation through a section in the order of the page', async () => {
    const { element } = await show('awaiting');
    expect(await stopsOf(element)).to.deep.equal([
      'Awaiting Action',
      'High-risk countries',
      'Queue',
      'Session',
      'Extra fields',
      'Web Hooks',
      'Branding',
      'Enable awaiting action',
      'Level 4 · 1/1,000 FAR About one impostor in 1,000 is accepted',
      'Disable Full MRZ Validation',
      'Enable Front to Back Compare',
      'Document review',
      'Save',
    ]);
  });

  it('change sections, a switch and a level, and take a change back', async () => {
    const { element } = await show('session');
    await tabTo('Awaiting Action');
    await press('Enter');
    await waitUntil(() => rootOf(element).querySelector('kv-settings-awaiting')?.shadowRoot);
    const section = rootOf(element).querySelector('kv-settings-awaiting')!;
    await untilForm(section);
    expect(announced(element)).to.equal('Awaiting Action');
    expect(nameOfFocus()).to.equal('Awaiting Action');

    await tabTo('Level 4 · 1/1,000 FAR About one impostor in 1,000 is accepted');
    await press('ArrowUp');
    await waitUntil(() => said(section).includes('With level 5 about one impostor'));
    expect(announced(section)).to.equal('FAR equals or less than: changed, not saved yet.');
    await press('Tab');
    expect(nameOfFocus()).to.equal('Discard the change: FAR equals or less than');
    await press('Enter');
    await waitUntil(() => said(section).includes('With level 4 about one impostor'));
    expect(announced(section)).to.equal('FAR equals or less than: change discarded.');
    await untilFocus('FAR equals or less than');

    await tabTo('Document review');
    await press('Space');
    await tabTo('Discard changes');
    await press('Enter');
    await waitUntil(() => announced(section) === 'Changes discarded.');
    await untilFocus('Awaiting Action');
    expect(focusedElement()?.getAttribute('role')).to.equal('heading');

    await tabTo('Document review');
    await press('Space');
    await tabTo('Save');
    await press('Enter');
    await waitUntil(() => announced(section) === 'Saved.');
    expect(nameOfFocus()).to.equal('Save');
  });

  it('delete a country, or keep it, and return to its place', async () => {
    const { section } = await show('countries');
    await tabTo('Delete Iran');
    await press('Enter');
    await untilFocus('Keep it');
    await press('Escape');
    await untilFocus('Delete Iran');
    expect(dialogOf(section).open).to.equal(false);
    await press('Enter');
    await untilFocus('Keep it');
    await press('Tab', 'Enter');
    await waitUntil(() => announced(section) === 'Iran: will be deleted when you save.');
    await untilFocus('Iran');
    await press('Tab');
    expect(nameOfFocus()).to.equal('Discard the change: Iran');
    await press('Enter');
    await untilFocus('Iran');
    expect(announced(section)).to.equal('Iran: change discarded.');
  });

  it('take back an added country, and return to the search', async () => {
    const { section } = await show('countries');
    await tabTo('Set country');
    await sendKeys({ type: 'geor' });
    await waitUntil(() => rootOf(section).querySelector('[role=option][aria-selected=true]'));
    await press('Enter');
    await waitUntil(() => announced(section) === 'Georgia added. Not saved yet.');
    expect(nameOfFocus()).to.equal('Set country');
    await tabTo('Delete Georgia');
    await press('Enter');
    await untilFocus('Set country');
    expect(said(section)).not.to.include('unsaved');
  });

  it('delete an extra field, or keep it, and return to its place', async () => {
    const { section } = await show('fields');
    await tabTo('Delete Phone');
    await press('Enter');
    await untilFocus('Keep it');
    await press('Escape');
    await untilFocus('Delete Phone');
    await press('Enter');
    await untilFocus('Keep it');
    await press('Tab', 'Enter');
    await waitUntil(() => announced(section) === 'Phone: will be deleted when you save.');
    await untilFocus('Phone phone');
    await press('Tab');
    expect(nameOfFocus()).to.equal('Discard the change: Phone');
  });

  it('stay on the page, and return to where they were', async () => {
    const { element } = await show('awaiting');
    await changes.awaiting();
    const stays = element.confirmLeave();
    await untilFocus('Stay here');
    await press('Escape');
    expect(await stays).to.equal(false);
    await untilFocus('Enable Front to Back Compare');
  });

  it('resolve a conflict', async () => {
    const { section, api } = await show('awaiting');
    await changes.awaiting();
    await saveAsOther(api, { section: 'awaiting', values: { frontToBackCompare: false } });
    await saveAsOther(api, { section: 'awaiting', values: { frontToBackCompare: true } });
    await saveAsOther(api, { section: 'awaiting', values: { acceptanceLevel: 6 } });
    await tabTo('Save');
    await press('Enter');
    await untilFocus('Somebody else saved this section while you had it open');
    await tabTo('Save these values');
    await press('Enter');
    await waitUntil(() => announced(section) === 'Saved.');
    const saved = await api.getSettings();
    expect(saved.settings.acceptanceLevel).to.equal(6);
    expect(saved.settings.frontToBackCompare).to.equal(false);
  });
});

const sizes = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 320, height: 640 },
  // 1280 × 1024 at 400 % (WCAG 2.2, 1.4.10).
  { width: 320, height: 256 },
] as const;

for (const { width, height } of sizes.filter(canBeSet)) {
  describe(`The settings at ${width} × ${height}`, () => {
    before(() => setViewport({ width, height }));
    after(() => setViewport({ width: 800, height: 600 }));

    for (const name of ['awaiting', 'countries', 'session', 'fields'] as const) {
      it(`show what has the focus, with changes: ${name}`, async () => {
        const { element } = await show(name);
        await changes[name]();
        await settled();
        await expectVisible(element, 8);
      });

      it(`do not make the page scroll sideways, with changes and from right to left: ${name}`, async () => {
        const { provider } = await show(name);
        await changes[name]();
        provider.dir = 'rtl';
        await settled();
        const { scrollWidth, clientWidth } = document.documentElement;
        expect(scrollWidth).to.be.at.most(clientWidth);
      });
    }

    it('show what has the focus in a conflict', async () => {
      const { element, section, api } = await show('session');
      await changes.session();
      await saveAsOther(api, { section: 'session', values: { maxAttempts: 9 } });
      await tabTo('Save');
      await press('Enter');
      await waitUntil(() => said(section).includes('Keep editing'));
      await waitUntil(() => rootOf(section).querySelector('.conflict'));
      await settled();
      await expectVisible(element, 4);
    });
  });
}
