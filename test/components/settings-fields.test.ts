import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ReviewError } from 'kv-review/api';
import type { FaultRule, MemoryApiOptions } from 'kv-review/api/memory';
import type { ExtraField, Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/settings-fields';
import {
  agent,
  announced,
  buttonNamed,
  focused,
  reconnect,
  rootOf,
  said,
  saveAsOther,
  showSettings,
  untilForm,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type Fields = HTMLElementTagNameMap['kv-settings-fields'];

const phone = {
  key: 'phone',
  label: { en: 'Phone', ka: 'ტელეფონი' },
  type: 'phone',
  inList: true,
} as const;
const email = { key: 'e-mail', label: { en: 'E-mail' }, type: 'email', inList: false } as const;
const city = { key: 'city of birth', label: { en: 'City' }, type: 'text', inList: false } as const;
const [sample] = sampleSessions({ count: 1, seed: 2 });
const session: Session = { ...sample!, extra: [{ key: 'phone', value: '+995 555 000' }] };

async function show(options: Partial<MemoryApiOptions> = {}) {
  const page = await showSettings(html`<kv-settings-fields></kv-settings-fields>`, {
    settings: { extraFields: [phone, email, city] },
    sessions: [session],
    ...options,
  });
  const element = page.provider.querySelector('kv-settings-fields')!;
  await untilForm(element);
  return { ...page, element };
}

const plain = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();

/** Each field in its order, in one line. */
const cards = (element: Fields): string[] =>
  [...rootOf(element).querySelectorAll('.entry-head')].map(({ textContent }) => plain(textContent));

const textField = (element: Fields, name: string): HTMLInputElement => {
  const found = rootOf(element).querySelector<HTMLInputElement>(`[aria-label="${name}"]`);
  if (!found) throw new Error(`There is no ${name}: ${said(element)}`);
  return found;
};

async function press(element: Fields, name: string): Promise<void> {
  const button = buttonNamed(element, name);
  if (!button) throw new Error(`There is no button ${name}: ${said(element)}`);
  button.focus();
  button.click();
  await element.updateComplete;
}

async function type(element: Fields, name: string, text: string): Promise<void> {
  const field = textField(element, name);
  field.value = text;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

async function choose(element: Fields, selector: string, value: string): Promise<void> {
  const select = rootOf(element).querySelector<HTMLSelectElement>(selector)!;
  select.value = value;
  select.dispatchEvent(new Event('change', { bubbles: true, composed: true }));
  await element.updateComplete;
}

async function add(element: Fields, key: string): Promise<void> {
  await type(element, 'Key', key);
  await press(element, 'Add field');
}

async function save(element: Fields): Promise<void> {
  await press(element, 'Save');
  await waitUntil(() => announced(element) === 'Saved.', `not saved: ${said(element)}`);
}

const savedFields = async (api: {
  getSettings(): Promise<{ settings: { extraFields: ExtraField[] } }>;
}) => (await api.getSettings()).settings.extraFields;

describe('kv-settings-fields', () => {
  it('lists each field with its label, key, type and whether lists show it', async () => {
    const { element } = await show();
    expect(cards(element)).to.deep.equal([
      'Phone phone Telephone number · Show in lists',
      'E-mail e-mail E-mail address',
      'City city of birth Text',
    ]);
    await expect(element).to.be.accessible();
  });

  it('says that there are no fields', async () => {
    const { element } = await show({ settings: { extraFields: [] } });
    expect(said(element)).to.include('No extra fields');
    await expect(element).to.be.accessible();
  });

  it('adds a field with a label in two languages', async () => {
    const { element, api } = await show();
    await add(element, ' iban ');
    expect(announced(element)).to.equal('iban added. Not saved yet.');
    await waitUntil(() => focused(element)?.getAttribute('aria-label') === 'Label in English (en)');
    await type(element, 'Label in English (en)', 'Account');
    await choose(element, '[aria-label="Add a language"]', 'de');
    await waitUntil(() => focused(element)?.getAttribute('aria-label') === 'Label in German (de)');
    await type(element, 'Label in German (de)', 'Konto');
    await choose(element, 'select[id^="type-"]', 'number');
    rootOf(element).querySelector<HTMLInputElement>('.switch input')!.click();
    await element.updateComplete;
    await expect(element).to.be.accessible();
    const saved = oneEvent(element, 'kv-settings-save-complete');
    await save(element);
    expect((await saved).detail).to.include({ section: 'fields' });
    expect((await savedFields(api)).at(-1)).to.deep.equal({
      ...{ key: 'iban', label: { en: 'Account', de: 'Konto' }, type: 'number', inList: true },
    });
  });

  it('says what is wrong with a key', async () => {
    const { element } = await show();
    const mistakes: readonly (readonly [string, string])[] = [
      ['', 'Enter a key.'],
      ['phone', 'Another field has this key.'],
      ['a\u200bb', 'Enter a key of at most 128 characters'],
      ['k'.repeat(129), 'Enter a key of at most 128 characters'],
    ];
    for (const [key, mistake] of mistakes) {
      await add(element, key);
      expect(said(element)).to.include(mistake);
      await waitUntil(() => focused(element)?.id === 'new-key');
    }
    await expect(element).to.be.accessible();
    expect(said(element)).not.to.include('unsaved');
  });

  it('says which field lacks a label, before sending', async () => {
    const { element, api } = await show();
    await add(element, 'iban');
    await press(element, 'Save');
    await untilSaid(element, '1 field needs your attention iban: Enter a label');
    await expect(element).to.be.accessible();
    expect(await savedFields(api)).to.have.length(3);
  });

  it('changes a field, and keeps what this page does not know', async () => {
    const { element, api, provider } = await show();
    const sent: unknown[] = [];
    await reconnect(provider, {
      ...api,
      saveSettings: async (change, options) => {
        sent.push(change.values);
        return api.saveSettings(change, options);
      },
    });
    await untilForm(element);
    await press(element, 'Change E-mail');
    await type(element, 'Label in English (en)', 'Mail address');
    expect(cards(element)[1]).to.equal('Mail address e-mail Changed E-mail address');
    expect(said(element)).to.include('Saved value: E-mail (en)');
    await save(element);
    expect(sent).to.deep.equal([
      {
        extraFields: [
          { key: 'phone' },
          { key: 'e-mail', label: { en: 'Mail address' } },
          { key: 'city of birth' },
        ],
      },
    ]);
    expect((await savedFields(api))[0]).to.deep.equal(phone);
  });

  it('discards the change of one field', async () => {
    const { element } = await show();
    await press(element, 'Change Phone');
    await type(element, 'Label in English (en)', 'Mobile');
    await press(element, 'Discard the change: Mobile');
    expect(cards(element)[0]).to.match(/^Phone phone/);
    expect(said(element)).not.to.include('unsaved');
  });

  it('removes a language, but never the last one', async () => {
    const { element, api } = await show();
    await press(element, 'Change Phone');
    await press(element, 'Remove Georgian (ka)');
    expect(announced(element)).to.equal('Georgian (ka) removed.');
    await waitUntil(() => focused(element)?.getAttribute('aria-label') === 'Label in English (en)');
    expect(buttonNamed(element, 'Remove English (en)')).to.equal(undefined);
    await save(element);
    expect((await savedFields(api))[0]!.label).to.deep.equal({ en: 'Phone' });
  });

  it('moves a field by buttons, announces its place, and keeps the focus', async () => {
    const { element, api } = await show();
    await press(element, 'Move down: Phone');
    expect(announced(element)).to.equal('Phone: place 2 of 3.');
    await waitUntil(() => focused(element)?.getAttribute('aria-label') === 'Move down: Phone');
    await press(element, 'Move down: Phone');
    await press(element, 'Move down: Phone');
    expect(announced(element)).to.equal('Phone is the last one.');
    await expect(element).to.be.accessible();
    await save(element);
    expect((await savedFields(api)).map(({ key }) => key)).to.deep.equal([
      'e-mail',
      'city of birth',
      'phone',
    ]);
  });

  it('discards a change of the order alone', async () => {
    const { element } = await show();
    await press(element, 'Move up: City');
    expect(said(element)).to.include('1 unsaved change');
    await press(element, 'Discard the change: Order');
    expect(cards(element)[2]).to.match(/^City/);
    expect(said(element)).not.to.include('unsaved');
  });

  it('can be used by keyboard alone', async () => {
    const { element, api } = await show();
    const tabTo = async (name: string): Promise<void> => {
      for (let tries = 0; tries < 60; tries += 1) {
        const active = focused(element);
        if (active && (active.getAttribute('aria-label') ?? plain(active.textContent)) === name)
          return;
        await sendKeys({ press: 'Tab' });
      }
      throw new Error(`Tab does not reach ${name}.`);
    };
    element.focus();
    await tabTo('Move up: E-mail');
    await sendKeys({ down: 'Alt' });
    await sendKeys({ press: 'ArrowUp' });
    await sendKeys({ up: 'Alt' });
    await waitUntil(() => announced(element) === 'E-mail: place 1 of 3.');
    await tabTo('Key');
    await sendKeys({ type: 'iban' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused(element)?.getAttribute('aria-label') === 'Label in English (en)');
    await sendKeys({ type: 'Account' });
    await tabTo('Save');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => announced(element) === 'Saved.');
    expect((await savedFields(api)).map(({ key }) => key)).to.deep.equal([
      'e-mail',
      'phone',
      'city of birth',
      'iban',
    ]);
  });

  it('asks before it deletes a field, and says how many sessions use it', async () => {
    const { element, api } = await show();
    const dialog = rootOf(element).querySelector('dialog')!;
    await press(element, 'Delete Phone');
    await waitUntil(() => plain(dialog.textContent).includes('1 session has a value for it.'));
    expect(plain(dialog.textContent)).to.include('stays with their sessions');
    await expect(element).to.be.accessible();
    await press(element, 'Keep it');
    expect(said(element)).not.to.include('Will be deleted');
    await press(element, 'Delete E-mail');
    await waitUntil(() => plain(dialog.textContent).includes('No session has a value for it.'));
    await press(element, 'Delete');
    await untilSaid(element, 'Will be deleted');
    expect(announced(element)).to.equal('E-mail: will be deleted when you save.');
    await expect(element).to.be.accessible();
    await save(element);
    expect((await savedFields(api)).map(({ key }) => key)).to.deep.equal([
      'phone',
      'city of birth',
    ]);
  });

  it('says that the sessions could not be counted', async () => {
    const faults: FaultRule[] = [{ kind: 'error', code: 'unavailable', method: 'countSettingUse' }];
    const { element } = await show({ faults });
    await press(element, 'Delete Phone');
    await untilSaid(element, 'could not be counted');
    await press(element, 'Keep it');
  });

  it('shows both versions of a field after another master', async () => {
    const { element, api } = await show();
    await press(element, 'Change Phone');
    await type(element, 'Label in English (en)', 'Mobile');
    await saveAsOther(api, {
      section: 'fields',
      values: { extraFields: [{ ...phone, label: { en: 'Telephone' } }, email, city] },
    });
    await press(element, 'Save');
    await untilSaid(element, 'Somebody else saved this section');
    expect(said(element)).to.match(/Yours Mobile \(en\).* Latest version Telephone \(en\)/);
    await expect(element).to.be.accessible();
    expect((await savedFields(api))[0]!.label).to.deep.equal({ en: 'Telephone' });
  });

  it('shows a refusal at the field that it names', async () => {
    const { element, api, provider } = await show();
    const parts = [{ pointer: '/values/extraFields/1/label', message: 'not allowed' }];
    await reconnect(provider, {
      ...api,
      saveSettings: () => Promise.reject(new ReviewError('invalid', 'No.', { parts })),
    });
    await untilForm(element);
    await press(element, 'Change E-mail');
    await type(element, 'Label in English (en)', 'Mail');
    await press(element, 'Save');
    await untilSaid(element, 'Mail: The connected system does not accept this value: not allowed');
    await expect(element).to.be.accessible();
  });

  it('shows what it does not know as it is, and no markup', async () => {
    const evil = '<img src=x onerror="document.body.id=1">\u202e';
    const { element, api, provider } = await show();
    const { getSettings } = api;
    const hostile = {
      key: `__proto__"' ${evil}`,
      label: { 'not a tag': evil },
      type: 'colour',
      inList: true,
    };
    await reconnect(provider, {
      ...api,
      getSettings: async () => {
        const record = await getSettings();
        return { ...record, settings: { ...record.settings, extraFields: [hostile, phone] } };
      },
    });
    await untilSaid(element, 'colour');
    expect(rootOf(element).querySelector('img')).to.equal(null);
    await press(element, 'Change Phone');
    rootOf(element).querySelector<HTMLButtonElement>('.entry-tools button:nth-child(3)')!.click();
    await untilSaid(element, 'not a tag');
    await expect(element).to.be.accessible();
  });

  it('asks the backend for nothing as an agent', async () => {
    const { provider } = await showSettings(html`<kv-settings-fields></kv-settings-fields>`, {
      actor: agent,
    });
    await untilSaid(
      provider.querySelector('kv-settings-fields')!,
      'Only master users can see the settings',
    );
  });
});
