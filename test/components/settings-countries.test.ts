import { expect, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MemoryApiOptions } from 'kv-review/api/memory';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import 'kv-review/define/settings-countries';
import {
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

type Countries = HTMLElementTagNameMap['kv-settings-countries'];

const listed = [
  { code: 'IRN', checkIp: true, checkNationality: true },
  { code: 'PRK', checkIp: false, checkNationality: true },
];
const [sample] = sampleSessions({ count: 1, seed: 2 });
const stopped: Session = {
  ...sample!,
  failedConditions: [
    { condition: 'high-risk-nationality', observed: 'IRN', required: 'not-listed' },
  ],
};

async function show(options: Partial<MemoryApiOptions> = {}) {
  const page = await showSettings(html`<kv-settings-countries></kv-settings-countries>`, {
    settings: { highRiskCountries: listed },
    sessions: [stopped],
    ...options,
  });
  const element = page.provider.querySelector('kv-settings-countries')!;
  await untilForm(element);
  return { ...page, element };
}

const search = (element: Countries): HTMLInputElement =>
  rootOf(element).querySelector<HTMLInputElement>('[role=combobox]')!;
const options = (element: Countries): string[] =>
  [...rootOf(element).querySelectorAll('[role=option]')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );
const rows = (element: Countries): string[] =>
  [...rootOf(element).querySelectorAll('.country')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );
const check = (element: Countries, name: string): HTMLInputElement =>
  rootOf(element).querySelector<HTMLInputElement>(`input[aria-label="${name}"]`)!;

async function remove(element: Countries, country: string): Promise<HTMLDialogElement> {
  const button = buttonNamed(element, `Delete ${country}`)!;
  button.focus();
  button.click();
  await element.updateComplete;
  return rootOf(element).querySelector('dialog')!;
}

describe('kv-settings-countries', () => {
  it('lists each country with its code and its checks', async () => {
    const { element } = await show();
    const [iran, korea] = rows(element);
    expect(iran).to.match(
      /^Iran IRN IP check Nationality check Delete Stops clients whose address or/,
    );
    expect(korea).to.match(/^North Korea PRK .*Stops clients with this nationality in the zone\.$/);
    expect(check(element, 'IP check: North Korea').checked).to.equal(false);
    await expect(element).to.be.accessible();
  });

  it('says that the list is empty', async () => {
    const { element } = await show({ settings: { highRiskCountries: [] } });
    expect(said(element)).to.include('No session is rejected because of a country.');
    await expect(element).to.be.accessible();
  });

  it('adds a country by the keyboard alone, found by name or code', async () => {
    const { element, api } = await show();
    search(element).focus();
    await sendKeys({ type: 'geo' });
    await waitUntil(() => options(element).length > 0);
    expect(options(element)[0]).to.equal('Georgia GEO');
    await expect(element).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows(element).length === 3);
    expect(announced(element)).to.equal('Georgia added. Not saved yet.');
    expect(rows(element)[0]).to.match(/^Georgia GEO New IP check Nationality check Delete/);
    expect(focused(element)).to.equal(search(element));
    expect(search(element).value).to.equal('');

    await sendKeys({ type: 'myanm' });
    await sendKeys({ press: 'ArrowDown' });
    await sendKeys({ press: 'Escape' });
    expect(search(element).getAttribute('aria-expanded')).to.equal('false');
    expect(rows(element).length).to.equal(3);

    buttonNamed(element, 'Save')!.click();
    await waitUntil(() => announced(element) === 'Saved.');
    expect((await api.getSettings()).settings.highRiskCountries).to.deep.equal([
      ...listed,
      { code: 'GEO', checkIp: true, checkNationality: true },
    ]);
    await expect(element).to.be.accessible();
  });

  it('does not offer what is on the list, and checks no address for a code without a country', async () => {
    const { element } = await show();
    search(element).focus();
    await sendKeys({ type: 'iran' });
    await waitUntil(() => options(element).length > 0);
    expect(options(element)).to.deep.equal(['No other country has this name or code.']);
    await sendKeys({ press: 'Escape' });
    await sendKeys({ type: 'xxa' });
    await waitUntil(() => options(element).includes('Stateless person XXA'));
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows(element).length === 3);
    expect(check(element, 'IP check: Stateless person').checked).to.equal(false);
    expect(check(element, 'Nationality check: Stateless person').checked).to.equal(true);
  });

  it('offers a preview once the list is changed, and not before', async () => {
    const { element } = await show();
    expect(said(element)).not.to.include('Preview');
    check(element, 'IP check: Iran').click();
    await untilSaid(element, 'Preview the change');
    check(element, 'IP check: Iran').click();
    await waitUntil(() => !said(element).includes('Preview'));
  });

  it('says that a country without a check stops nobody', async () => {
    const { element } = await show();
    check(element, 'Nationality check: North Korea').click();
    await element.updateComplete;
    expect(said(element)).to.include('Without a check, this country stops nobody.');
    expect(said(element)).to.include('Saved value: Nationality check');
  });

  it('asks before it deletes a country, with the sessions that were stopped', async () => {
    const { element, api } = await show();
    const dialog = await remove(element, 'Iran');
    expect(dialog.open).to.equal(true);
    await untilSaid(element, '1 session was stopped because of it. It stays as it is.');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Keep it')!.click();
    await waitUntil(() => !dialog.open);
    expect(rows(element)[0]).not.to.include('Will be deleted');
    expect(focused(element)).to.equal(buttonNamed(element, 'Delete Iran'));

    await remove(element, 'Iran');
    buttonNamed(element, 'Delete')?.click();
    await waitUntil(() => rows(element)[0]!.includes('Will be deleted'));
    expect(announced(element)).to.equal('Iran: will be deleted when you save.');
    expect((await api.getSettings()).settings.highRiskCountries).to.deep.equal(listed);
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Save')!.click();
    await waitUntil(() => announced(element) === 'Saved.');
    expect(rows(element).length).to.equal(1);
    expect((await api.getSettings()).settings.highRiskCountries).to.deep.equal([listed[1]]);
  });

  it('says when the sessions could not be counted', async () => {
    const { element } = await show({
      faults: [{ kind: 'error', code: 'unavailable', method: 'countSettingUse' }],
    });
    await remove(element, 'North Korea');
    await untilSaid(element, 'could not be counted');
  });

  it('takes a deletion and an addition back', async () => {
    const { element } = await show();
    await remove(element, 'Iran');
    rootOf(element).querySelector<HTMLButtonElement>('dialog .danger')!.click();
    await waitUntil(() => buttonNamed(element, 'Discard the change: Iran'));
    buttonNamed(element, 'Discard the change: Iran')!.click();
    await element.updateComplete;
    expect(said(element)).not.to.include('unsaved');
    search(element).focus();
    await sendKeys({ type: 'geo' });
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => rows(element).length === 3);
    buttonNamed(element, 'Delete Georgia')!.click();
    await waitUntil(() => rows(element).length === 2);
    expect(said(element)).not.to.include('unsaved');
    await waitUntil(() => focused(element) === search(element));
  });

  it('keeps what another master has added and what this user has changed', async () => {
    const { element, api } = await show();
    check(element, 'IP check: North Korea').click();
    await element.updateComplete;
    await saveAsOther(api, {
      section: 'countries',
      values: {
        highRiskCountries: [...listed, { code: 'SYR', checkIp: true, checkNationality: false }],
      },
    });
    buttonNamed(element, 'Save')!.click();
    await untilSaid(element, 'Somebody else saved this section');
    expect(said(element)).to.match(
      /Syria You have not changed this\. .* Yours Not on the list Latest version IP check/,
    );
    expect(said(element)).to.match(
      /North Korea Only you have changed this\. .* Yours IP check, Nationality check/,
    );
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Save these values')!.click();
    await waitUntil(() => announced(element) === 'Saved.');
    const { settings } = await api.getSettings();
    expect(settings.highRiskCountries.map(({ code }) => code)).to.deep.equal(['IRN', 'PRK', 'SYR']);
    expect(settings.highRiskCountries[1]!.checkIp).to.equal(true);
  });

  it('says nothing that an adapter has not said: an answer that breaks the contract', async () => {
    const { element, provider, api } = await show();
    await reconnect(provider, {
      ...api,
      countSettingUse: () => Promise.resolve({ count: -1, exact: true }),
    });
    await untilForm(element);
    await remove(element, 'Iran');
    await untilSaid(element, 'could not be counted');
  });
});
