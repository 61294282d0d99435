import { expect, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import { queueConditions } from 'kv-review/model';
import { sampleWorkspace } from 'kv-review/testing';

import 'kv-review/define/settings-queue';
import {
  agent,
  buttonNamed,
  control,
  rootOf,
  said,
  saveAsOther,
  showSettings,
  untilForm,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type Queue = HTMLElementTagNameMap['kv-settings-queue'];

const content = html`<kv-settings-queue></kv-settings-queue>`;

async function show(options: Partial<MemoryApiOptions> = {}) {
  const page = await showSettings(content, options);
  const element = page.provider.querySelector('kv-settings-queue')!;
  await untilForm(element);
  return { ...page, element };
}

async function type(element: Queue, field: string, text: string): Promise<void> {
  const input = control(element, field);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await element.updateComplete;
}

async function save(element: Queue): Promise<void> {
  (buttonNamed(element, 'Save') ?? buttonNamed(element, 'Save these values'))!.click();
  await element.updateComplete;
}

const without = (...names: string[]) => {
  const workspace = sampleWorkspace();
  return {
    ...workspace,
    capabilities: workspace.capabilities.filter((name) => !names.includes(name)),
  };
};

describe('kv-settings-queue', () => {
  it('has a field for each condition, which says what follows from its hours', async () => {
    const { element } = await show({ settings: { dueHours: { mrz: 24 } } });
    const inputs = [...rootOf(element).querySelectorAll('input.number')];
    expect(inputs.map(({ id }) => id)).to.deep.equal(
      queueConditions.map((name) => `field-${name}`),
    );
    expect(control(element, 'mrz').value).to.equal('24');
    expect(said(element)).to.include('Due 24 hours after it began to wait.');
    expect(said(element)).to.include('No due date.');
    await expect(element).to.be.accessible();
  });

  it('saves the hours that were changed, removes those of an empty field, and keeps others', async () => {
    const dueHours = { mrz: 24, liveness: 8, expiry: 2 };
    const { element, api } = await show({ settings: { dueHours } });
    await type(element, 'mrz', '');
    await type(element, 'open-match', ' 4 ');
    expect(said(element)).to.include('2 unsaved changes');
    await save(element);
    await untilSaid(element, 'Saved.');
    const { settings } = await api.getSettings();
    expect(settings.dueHours).to.deep.equal({ ...dueHours, mrz: null, 'open-match': 4 });
  });

  it('marks what is not a number of hours, and saves nothing', async () => {
    const { element, api } = await show();
    const { version } = await api.getSettings();
    for (const text of ['0', '8761', '1.5', '-1', 'x', '1e3']) {
      await type(element, 'mrz', text);
      await save(element);
      expect(control(element, 'mrz').getAttribute('aria-invalid'), text).to.equal('true');
    }
    expect(said(element)).to.include('Enter a whole number from 1 to 8,760, or nothing.');
    await expect(element).to.be.accessible();
    expect((await api.getSettings()).version).to.equal(version);
  });

  it('requires claims, and says what that means', async () => {
    const { element, api } = await show();
    expect(said(element)).to.include('Every agent can decide');
    control(element, 'claimRequired').click();
    await element.updateComplete;
    expect(said(element)).to.include('Only the user who has claimed a session can decide');
    await save(element);
    await untilSaid(element, 'Saved.');
    expect((await api.getSettings()).settings.claimRequired).to.equal(true);
  });

  it('shows what another master user has saved meanwhile beside the own hours', async () => {
    const { element, api } = await show({ settings: { dueHours: { mrz: 24 } } });
    await type(element, 'mrz', '12');
    await saveAsOther(api, { section: 'queue', values: { dueHours: { mrz: 48 } } });
    await save(element);
    await untilSaid(element, 'Somebody else saved this section');
    expect(said(element)).to.include('48').and.to.include('12');
    await expect(element).to.be.accessible();
  });

  it('offers no hours to an adapter without due dates, and no claims to one without claims', async () => {
    const hoursOnly = await show({ workspace: without('claims') });
    expect(rootOf(hoursOnly.element).querySelectorAll('input[type=checkbox]').length).to.equal(0);
    expect(rootOf(hoursOnly.element).querySelectorAll('input.number').length).to.be.above(0);
    const claimsOnly = await show({ workspace: without('due') });
    expect(rootOf(claimsOnly.element).querySelectorAll('input.number').length).to.equal(0);
    expect(rootOf(claimsOnly.element).querySelectorAll('input[type=checkbox]').length).to.equal(1);
  });

  it('is filled in, saved and corrected by the keyboard alone', async () => {
    const { element, api } = await show();
    control(element, 'mrz').focus();
    await sendKeys({ type: '24' });
    expect(said(element)).to.include('Due 24 hours after it began to wait.');
    control(element, 'claimRequired').focus();
    await sendKeys({ press: 'Space' });
    expect(said(element)).to.include('2 unsaved changes');
    control(element, 'expiry').focus();
    await sendKeys({ type: '0' });
    await sendKeys({ press: 'Enter' });
    await untilSaid(element, '1 field needs your attention');
    await waitUntil(
      () => rootOf(element).activeElement === control(element, 'expiry'),
      'the focus is on the field to correct',
    );
    await sendKeys({ press: 'Backspace' });
    await sendKeys({ press: 'Enter' });
    await untilSaid(element, 'Saved.');
    const { settings } = await api.getSettings();
    expect([settings.dueHours['mrz'], settings.claimRequired]).to.deep.equal([24, true]);
  });

  it('speaks Georgian in every state', async () => {
    const { element, provider } = await show({ settings: { dueHours: { mrz: 24 } } });
    provider.locale = 'ka';
    await untilSaid(element, 'ვადა იწურება მოლოდინის დაწყებიდან 24 საათში.');
    expect(said(element)).to.include('მანქანით წასაკითხი ზონა');
    expect(said(element)).to.include('ვადა არ აქვს.');
    expect(said(element)).to.not.match(/[a-z]{4,}/i);
    control(element, 'claimRequired').click();
    await untilSaid(element, 'გადაწყვეტილებას მხოლოდ ის მომხმარებელი იღებს, რომელმაც სესია აიღო.');
    await type(element, 'mrz', '9999');
    rootOf(element).querySelector<HTMLElement>('[type=submit]')!.click();
    await untilSaid(element, 'შეიყვანეთ მთელი რიცხვი 1-დან');
    expect(said(element)).to.not.match(/[a-z]{4,}/i);
    await expect(element).to.be.accessible();
  });

  it('shows nothing to an agent', async () => {
    const { provider } = await showSettings(content, { actor: agent });
    const element = provider.querySelector('kv-settings-queue')!;
    await untilSaid(element, 'Only master users can see the settings');
    await expect(element).to.be.accessible();
  });

  it('fits a page of 320 pixels, also from right to left', async () => {
    await setViewport({ width: 320, height: 800 });
    try {
      const { element, provider } = await show();
      for (const direction of ['ltr', 'rtl']) {
        provider.setAttribute('dir', direction);
        await element.updateComplete;
        expect(document.documentElement.scrollWidth, direction).to.be.at.most(320);
      }
    } finally {
      await setViewport({ width: 800, height: 600 });
    }
  });
});
