import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MemoryApiOptions } from 'kv-review/api/memory';

import 'kv-review/define/settings-session';
import {
  announced,
  buttonNamed,
  control,
  focused,
  reconnect,
  rootOf,
  said,
  showSettings,
  untilForm,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type SessionSettings = HTMLElementTagNameMap['kv-settings-session'];

async function show(options: Partial<MemoryApiOptions> = {}, locale = 'en') {
  const page = await showSettings(
    html`<kv-settings-session></kv-settings-session>`,
    options,
    locale,
  );
  const element = page.provider.querySelector('kv-settings-session')!;
  await untilForm(element);
  return { ...page, element };
}

async function enter(element: SessionSettings, field: string, text: string): Promise<void> {
  const input = control(element, field);
  input.value = text;
  input.dispatchEvent(new Event('input', { bubbles: true }));
  await element.updateComplete;
}

async function choose(element: SessionSettings, field: string, label: string): Promise<void> {
  const options = [...control(element, field).querySelectorAll('label')];
  options.find(({ textContent }) => textContent.trim().startsWith(label))!.click();
  await element.updateComplete;
}

const errorOf = (element: SessionSettings, field: string): string =>
  rootOf(element).querySelector(`#error-${field}`)!.textContent.trim();

const options = (element: SessionSettings): string[] =>
  [...rootOf(element).querySelectorAll('[role=option]')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );

describe('kv-settings-session', () => {
  it('shows what clients are offered, each with its consequence', async () => {
    const { element } = await show({
      settings: { maxAttempts: 1, supportEmail: null, timeZone: 'Asia/Tbilisi' },
    });
    const text = said(element);
    expect(text).to.include('After 1 attempt the session ends with its result.');
    expect(text).to.include('A session that is not finished after 30 minutes ends.');
    expect(text).to.include('Clients are shown no address.');
    expect(text).to.match(/It is \w+ \d+, \d{4}, \d+:\d\d [AP]M there now\./);
    expect(control(element, 'timeZone').value).to.equal('Asia/Tbilisi');
    await expect(element).to.be.accessible();
  });

  it('saves every field', async () => {
    const { element, api } = await show();
    await enter(element, 'maxAttempts', '5');
    await enter(element, 'sessionMinutes', '45');
    await enter(element, 'supportEmail', 'help@specimen.example');
    await choose(element, 'documentTypes', 'PASSPORT');
    await choose(element, 'liveness', '2D');
    control(element, 'skipDocumentStep').click();
    control(element, 'timeZone').focus();
    await sendKeys({ type: 'tbil' });
    await waitUntil(() => options(element).length === 1);
    expect(options(element)[0]).to.match(/^Asia\/Tbilisi \w+ \d+, \d{4}/);
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    await element.updateComplete;
    expect(said(element)).to.include('7 unsaved changes');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Save')!.click();
    await waitUntil(() => announced(element) === 'Saved.');
    expect((await api.getSettings()).settings).to.deep.include({
      maxAttempts: 5,
      sessionMinutes: 45,
      supportEmail: 'help@specimen.example',
      documentTypes: ['passport'],
      liveness: '2d',
      skipDocumentStep: true,
      timeZone: 'Asia/Tbilisi',
    });
  });

  it('names every mistake at its field and in a summary, and moves the focus to the first', async () => {
    const { element, api } = await show();
    await enter(element, 'supportEmail', 'help at example');
    await enter(element, 'sessionMinutes', '0');
    await enter(element, 'maxAttempts', 'three');
    expect(errorOf(element, 'maxAttempts')).to.equal('');
    buttonNamed(element, 'Save')!.click();
    await waitUntil(() => focused(element)?.id === 'field-maxAttempts');
    expect(errorOf(element, 'maxAttempts')).to.equal('Enter a whole number, 1 or more.');
    expect(errorOf(element, 'sessionMinutes')).to.equal('Enter a whole number from 1 to 525,600.');
    expect(errorOf(element, 'supportEmail')).to.match(/^Enter one e-mail address/);
    expect(announced(element)).to.equal(
      '3 fields need your attention: Max Attempts, Max session Length, Support Email',
    );
    for (const field of ['maxAttempts', 'sessionMinutes', 'supportEmail']) {
      expect(control(element, field).getAttribute('aria-invalid')).to.equal('true');
      expect(control(element, field).getAttribute('aria-describedby')).to.include(`error-${field}`);
    }
    await expect(element).to.be.accessible();
    expect((await api.getSettings()).version).to.equal('1');

    const links = [...rootOf(element).querySelectorAll<HTMLElement>('.mistakes button')];
    expect(links.map(({ textContent }) => textContent.replaceAll(/\s+/g, ' ').trim())[2]).to.match(
      /^Support Email: Enter one/,
    );
    links[2]!.click();
    await waitUntil(() => focused(element)?.id === 'field-supportEmail');
    await enter(element, 'maxAttempts', '3');
    await enter(element, 'sessionMinutes', '30');
    await enter(element, 'supportEmail', '');
    expect(said(element)).not.to.include('need your attention');
    expect(said(element)).not.to.include('unsaved');
  });

  it('drops what was typed and not chosen as a time zone', async () => {
    const { element } = await show();
    control(element, 'timeZone').focus();
    await sendKeys({ type: 'nowhere' });
    await untilSaid(element, 'No such time zone.');
    await sendKeys({ press: 'Tab' });
    await waitUntil(() => control(element, 'timeZone').value === 'UTC');
    expect(said(element)).not.to.include('unsaved');
  });

  it('keeps and shows values that it does not know', async () => {
    const { element, provider, api } = await show();
    const { settings, ...record } = await api.getSettings();
    const sent: unknown[] = [];
    const newer = {
      ...record,
      settings: {
        ...settings,
        documentTypes: ['passport', 'residence-permit'],
        liveness: '4d',
        timeZone: 'Mars/Olympus',
      },
    };
    await reconnect(provider, {
      ...api,
      getSettings: () => Promise.resolve(newer),
      saveSettings: (change) => {
        sent.push(change);
        return Promise.resolve(newer);
      },
    });
    await untilForm(element);
    expect(said(element)).to.include('passport residence-permit');
    expect(said(element)).to.include('4d');
    expect(said(element)).to.include('This browser does not know the zone.');
    await enter(element, 'maxAttempts', '9');
    buttonNamed(element, 'Save')!.click();
    await waitUntil(() => sent.length === 1);
    expect(sent).to.deep.equal([{ section: 'session', values: { maxAttempts: 9 } }]);
  });

  it('shows hostile texts as texts', async () => {
    const hostile = '<img src=x onerror=alert(1)>\u202e@example.com';
    const { element, provider, api } = await show();
    const record = await api.getSettings();
    const changedBy = { id: 'x', name: '<script>alert(1)</script>' };
    await reconnect(provider, {
      ...api,
      getSettings: () =>
        Promise.resolve({
          ...record,
          changedBy,
          settings: { ...record.settings, timeZone: hostile },
        }),
    });
    await untilForm(element);
    expect(control(element, 'timeZone').value).to.equal(hostile);
    expect(said(element)).to.include('<script>alert(1)</script>');
    expect(rootOf(element).querySelectorAll('img, script').length).to.equal(0);
  });

  it('shows the time of the zone, which goes on', async () => {
    const RealDate = Date;
    const minute = 60_000;
    // A clock that is shortly before the next minute.
    const offset = minute - 200 - (RealDate.now() % minute);
    class ShiftedDate extends RealDate {
      static override now(): number {
        return RealDate.now() + offset;
      }

      constructor(...values: readonly [] | readonly [number | string]) {
        super(values[0] ?? RealDate.now() + offset);
      }
    }
    Object.assign(globalThis, { Date: ShiftedDate });
    try {
      const { element } = await show({ settings: { timeZone: 'Asia/Tokyo' } });
      const time = (): string => said(element).match(/It is (.*?) there now/)?.[1] ?? '';
      const first = time();
      expect(first).to.match(/\d+:\d\d/);
      await waitUntil(() => time() !== first, 'the time stands still');
    } finally {
      Object.assign(globalThis, { Date: RealDate });
    }
  });

  it('is Georgian', async () => {
    const { element } = await show({}, 'ka');
    await untilSaid(element, 'მცდელობების მაქსიმუმი');
    expect(said(element)).not.to.match(/settings\./);
    await expect(element).to.be.accessible();
  });
});
