import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ReviewError } from 'kv-review/api';
import type { MemoryApiOptions } from 'kv-review/api/memory';

import 'kv-review/define/settings-awaiting';
import {
  agent,
  announced,
  buttonNamed,
  control,
  focused,
  otherMaster,
  reconnect,
  rootOf,
  said,
  saveAsOther,
  showSettings,
  untilForm,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type Awaiting = HTMLElementTagNameMap['kv-settings-awaiting'];

const content = html`<kv-settings-awaiting></kv-settings-awaiting>`;

async function show(options: Partial<MemoryApiOptions> = {}) {
  const page = await showSettings(content, options);
  const element = page.provider.querySelector('kv-settings-awaiting')!;
  await untilForm(element);
  return { ...page, element };
}

const levelOption = (element: Awaiting, level: number): HTMLInputElement =>
  [...control(element, 'acceptanceLevel').querySelectorAll('label')]
    .find(({ textContent }) => textContent.includes(`Level ${level}`))!
    .querySelector('input')!;

async function choose(element: Awaiting, level: number): Promise<void> {
  levelOption(element, level).click();
  await element.updateComplete;
}

async function toggle(element: Awaiting, field: string): Promise<void> {
  control(element, field).click();
  await element.updateComplete;
}

async function save(element: Awaiting): Promise<void> {
  (buttonNamed(element, 'Save') ?? buttonNamed(element, 'Save these values'))!.click();
  await element.updateComplete;
}

describe('kv-settings-awaiting', () => {
  it('offers the seven levels from 7 to 1, each with its rate and what choosing it means', async () => {
    const { element } = await show();
    const options = [...control(element, 'acceptanceLevel').querySelectorAll('label')].map(
      ({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim(),
    );
    expect(options).to.deep.equal([
      'Level 7 · 1/500,000 FAR About one impostor in 500,000 is accepted',
      'Level 6 · 1/100,000 FAR About one impostor in 100,000 is accepted',
      'Level 5 · 1/10,000 FAR About one impostor in 10,000 is accepted',
      'Level 4 · 1/1,000 FAR About one impostor in 1,000 is accepted',
      'Level 3 · 1/500 FAR About one impostor in 500 is accepted',
      'Level 2 · 1/250 FAR About one impostor in 250 is accepted',
      'Level 1 · 1/100 FAR About one impostor in 100 is accepted',
    ]);
    expect(levelOption(element, 4).checked).to.equal(true);
    expect(said(element)).to.include('With level 4 about one impostor in 1,000 is accepted.');
    await expect(element).to.be.accessible();
  });

  it('offers only the conditions that count while awaiting action is off, and keeps the other', async () => {
    const { element, api } = await show({ settings: { documentReview: true } });
    await toggle(element, 'awaitingAction');
    expect(said(element)).to.include('is rejected at once');
    expect(said(element)).to.match(/Document review: On .*It is kept/);
    expect(rootOf(element).querySelectorAll('input[type=checkbox]').length).to.equal(3);
    await save(element);
    await untilSaid(element, 'Saved.');
    const { settings } = await api.getSettings();
    expect(settings.awaitingAction).to.equal(false);
    expect(settings.documentReview).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('shows a change in words with the saved value, and discards it field by field', async () => {
    const { element } = await show();
    await choose(element, 6);
    await toggle(element, 'frontToBackCompare');
    expect(said(element)).to.include('2 unsaved changes');
    expect(said(element)).to.include('Saved value: Level 4 · 1/1,000 FAR');
    expect(said(element)).to.include('With level 6 about one impostor in 100,000 is accepted.');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Discard the change: FAR equals or less than')!.click();
    await element.updateComplete;
    expect(levelOption(element, 4).checked).to.equal(true);
    expect(announced(element)).to.equal('FAR equals or less than: change discarded.');
    await waitUntil(() => focused(element)?.id === 'field-acceptanceLevel');
    expect(said(element)).to.include('1 unsaved change');
    expect(control(element, 'frontToBackCompare').checked).to.equal(false);
  });

  it('discards all changes', async () => {
    const { element } = await show();
    await choose(element, 6);
    await toggle(element, 'awaitingAction');
    buttonNamed(element, 'Discard changes')!.click();
    await element.updateComplete;
    expect(said(element)).not.to.include('unsaved');
    expect(control(element, 'awaitingAction').checked).to.equal(true);
    expect(announced(element)).to.equal('Changes discarded.');
    expect(focused(element)?.id).to.equal('heading');
  });

  it('is no longer changed once the saved value is chosen again', async () => {
    const { element } = await show();
    await choose(element, 6);
    await choose(element, 4);
    expect(said(element)).not.to.include('unsaved');
  });

  it('saves only what was changed, with the version that the user saw', async () => {
    const { element, api, provider } = await show();
    const sent: unknown[] = [];
    const { saveSettings } = api;
    const before = await api.getSettings();
    await reconnect(provider, {
      ...api,
      saveSettings: async (change, options) => {
        sent.push([change, options.version]);
        return saveSettings(change, options);
      },
    });
    await untilForm(element);
    await choose(element, 5);
    const saved = oneEvent(element, 'kv-settings-save-complete');
    await save(element);
    const { detail } = await saved;
    expect(sent).to.deep.equal([
      [{ section: 'awaiting', values: { acceptanceLevel: 5 } }, before.version],
    ]);
    const after = await api.getSettings();
    expect(detail).to.deep.equal({ section: 'awaiting', version: after.version });
    expect(announced(element)).to.equal('Saved.');
    expect(said(element)).to.include('Last saved by Maia Specimen on');
  });

  it('says that there is nothing to save', async () => {
    const { element } = await show();
    await save(element);
    expect(announced(element)).to.equal('Nothing has been changed yet.');
  });

  it('announces which sections have unsaved changes', async () => {
    const { element } = await show();
    const changed = oneEvent(element, 'kv-settings-change');
    await choose(element, 5);
    expect((await changed).detail).to.deep.equal({ sections: ['awaiting'] });
    const clean = oneEvent(element, 'kv-settings-change');
    await choose(element, 4);
    expect((await clean).detail).to.deep.equal({ sections: [] });
  });

  it('keeps changes while it is removed, and shows the same ones in another element', async () => {
    const { element, provider } = await show();
    await choose(element, 5);
    element.remove();
    const again = document.createElement('kv-settings-awaiting');
    const twin = document.createElement('kv-settings-awaiting');
    provider.append(again, twin);
    await untilForm(again);
    await untilForm(twin);
    expect(levelOption(again, 5).checked).to.equal(true);
    await toggle(again, 'documentReview');
    await twin.updateComplete;
    expect(control(twin, 'documentReview').checked).to.equal(true);
    expect(said(twin)).to.include('2 unsaved changes');
  });

  it('drops changes for another user', async () => {
    const { element, provider, api } = await show();
    await choose(element, 5);
    await reconnect(provider, api.as(otherMaster));
    await untilForm(element);
    expect(levelOption(element, 4).checked).to.equal(true);
    expect(said(element)).not.to.include('unsaved');
  });

  it('shows both versions side by side after another master, and overwrites nothing', async () => {
    const { element, api } = await show();
    await choose(element, 5);
    await toggle(element, 'disableFullMrzValidation');
    const values = { acceptanceLevel: 6, documentReview: true } as const;
    await saveAsOther(api, { section: 'awaiting', values });
    await save(element);
    await untilSaid(element, 'Somebody else saved this section');
    expect(said(element)).to.include('Saved by Otar Specimen on');
    expect(said(element)).to.match(
      /FAR equals or less than Yours Level 5.* Latest version Level 6/,
    );
    expect(said(element)).to.match(
      /Document review You have not changed this\. The latest version counts\. Yours Off Latest version On/,
    );
    expect(said(element)).to.match(
      /Disable Full MRZ Validation Only you have changed this\. Your value counts\. Yours On/,
    );
    await expect(element).to.be.accessible();
    expect((await api.getSettings()).settings).to.include(values);

    await save(element);
    expect(said(element)).to.include('Choose the value to keep.');
    await waitUntil(() => focused(element)?.id === 'mine-acceptanceLevel');
    await sendKeys({ press: 'Space' });
    await save(element);
    await waitUntil(() => announced(element) === 'Saved.');
    const { settings } = await api.getSettings();
    expect(settings.acceptanceLevel).to.equal(5);
    expect(settings.documentReview).to.equal(true);
    expect(settings.disableFullMrzValidation).to.equal(true);
  });

  it('takes the other version of a field', async () => {
    const { element, api } = await show();
    await choose(element, 5);
    await toggle(element, 'documentReview');
    await saveAsOther(api, { section: 'awaiting', values: { acceptanceLevel: 6 } });
    await save(element);
    await untilSaid(element, 'Somebody else');
    rootOf(element).querySelector<HTMLInputElement>('#saved-acceptanceLevel')!.click();
    buttonNamed(element, 'Keep editing')!.click();
    await element.updateComplete;
    expect(levelOption(element, 6).checked).to.equal(true);
    expect(said(element)).to.include('1 unsaved change');
    expect(control(element, 'documentReview').checked).to.equal(true);
  });

  it('saves although another master has saved another section', async () => {
    const { element, api } = await show();
    await choose(element, 5);
    await saveAsOther(api, { section: 'session', values: { maxAttempts: 7 } });
    await save(element);
    await waitUntil(() => announced(element) === 'Saved.');
    const { settings } = await api.getSettings();
    expect([settings.acceptanceLevel, settings.maxAttempts]).to.deep.equal([5, 7]);
  });

  it('shows a refusal at the field that it names', async () => {
    const { element, api, provider } = await show();
    const parts = [{ pointer: '/values/acceptanceLevel', message: 'not offered in this plan' }];
    await reconnect(provider, {
      ...api,
      saveSettings: () => Promise.reject(new ReviewError('invalid', 'No.', { parts })),
    });
    await untilForm(element);
    await choose(element, 7);
    await save(element);
    await untilSaid(element, 'does not accept this value: not offered in this plan');
    await waitUntil(() => focused(element)?.id === 'field-acceptanceLevel');
    expect(control(element, 'acceptanceLevel').getAttribute('aria-invalid')).to.equal('true');
    await expect(element).to.be.accessible();
    await choose(element, 6);
    expect(said(element)).not.to.include('does not accept');
  });

  it('says when it is not known whether the changes were saved, and saves them once', async () => {
    const { element, api } = await show({
      faults: [{ kind: 'dropped-answer', method: 'saveSettings', calls: [1] }],
    });
    await choose(element, 5);
    await save(element);
    await untilSaid(element, 'We couldn’t confirm that your changes were saved');
    await expect(element).to.be.accessible();
    const { version } = await api.getSettings();
    await save(element);
    await waitUntil(() => announced(element) === 'Saved.');
    expect((await api.getSettings()).version).to.equal(version);
    expect(said(element)).not.to.include('unsaved');
  });

  it('offers to load the settings again after an error', async () => {
    const { provider } = await showSettings(content, {
      faults: [{ kind: 'error', code: 'unavailable', method: 'getSettings', calls: [1] }],
    });
    const element = provider.querySelector('kv-settings-awaiting')!;
    await untilSaid(element, 'Try again');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Try again')!.click();
    await untilForm(element);
  });

  it('says that settings may be out of date if they cannot be read again', async () => {
    const { element } = await show({
      faults: [{ kind: 'error', code: 'unavailable', method: 'getSettings', calls: [2] }],
    });
    window.dispatchEvent(new Event('online'));
    await untilSaid(element, 'These settings may be out of date.');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Try again')!.click();
    await waitUntil(() => !said(element).includes('out of date'));
  });

  it('asks the backend for nothing as an agent', async () => {
    const { provider } = await showSettings(content, { actor: agent });
    const element = provider.querySelector('kv-settings-awaiting')!;
    await untilSaid(element, 'Only master users can see the settings');
    expect(rootOf(element).querySelector('form') === null).to.equal(true);
    await expect(element).to.be.accessible();
  });

  it('says that an adapter has no settings', async () => {
    const { provider } = await showSettings(content, { workspace: { capabilities: [] } });
    const element = provider.querySelector('kv-settings-awaiting')!;
    await untilSaid(element, 'There are no settings here');
    await expect(element).to.be.accessible();
  });

  it('asks before the page is left with unsaved changes, unless the host page does', async () => {
    const { element } = await show();
    const leave = () => {
      const event = new Event('beforeunload', { cancelable: true });
      window.dispatchEvent(event);
      return event.defaultPrevented;
    };
    expect(leave()).to.equal(false);
    await choose(element, 5);
    expect(leave()).to.equal(true);
    element.addEventListener('kv-settings-leave', (event) => event.preventDefault());
    expect(leave()).to.equal(false);
    element.remove();
    expect(leave()).to.equal(false);
  });
});
