import { expect, html } from '@open-wc/testing';
import { sendKeys, setViewport } from '@web/test-runner-commands';
import { createMemoryApi, type FaultRule, type MemoryApiOptions } from 'kv-review/api/memory';

import 'kv-review/define/settings-branding';
import { maxLogoSize, noLogoVersion } from '../../src/model/branding.js';
import {
  agent,
  announced,
  buttonNamed,
  control,
  focused,
  master,
  otherMaster,
  rootOf,
  said,
  saveAsOther,
  showSettings,
  untilForm,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type Section = HTMLElementTagNameMap['kv-settings-branding'];

const content = html`<kv-settings-branding></kv-settings-branding>`;

async function show(options: Partial<MemoryApiOptions> = {}, locale = 'en') {
  const page = await showSettings(content, options, locale);
  const element = page.provider.querySelector('kv-settings-branding')!;
  await untilForm(element);
  return { ...page, element };
}

async function type(element: Section, field: string, text: string): Promise<void> {
  const input = control(element, field);
  input.value = text;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  await element.updateComplete;
}

async function press(element: Section, name: string): Promise<void> {
  buttonNamed(element, name)!.click();
  await element.updateComplete;
}

const pane = (element: Section, scheme: string): HTMLElement =>
  rootOf(element).querySelector<HTMLElement>(`.pane.${scheme}`)!;

const colorOf = (element: Section, scheme: string): string =>
  getComputedStyle(pane(element, scheme).querySelector('.primary')!).backgroundColor;

async function picture(): Promise<Blob> {
  const canvas = new OffscreenCanvas(60, 20);
  canvas.getContext('2d')?.fillRect(0, 0, 60, 20);
  return canvas.convertToBlob();
}

/** Chooses a file as the browser's dialog would. */
function chooseFile(element: Section, file: Blob): void {
  const files = new DataTransfer();
  files.items.add(new File([file], 'logo.png', { type: 'image/png' }));
  const input = rootOf(element).querySelector<HTMLInputElement>('input[type=file]')!;
  input.files = files.files;
  input.dispatchEvent(new Event('change', { bubbles: true }));
}

const logo = (element: Section): HTMLImageElement | null =>
  rootOf(element).querySelector<HTMLImageElement>('.logo-image');

describe('kv-settings-branding', () => {
  it('says what each field means, and has the native colour control beside the text', async () => {
    const { element } = await show();
    expect(said(element)).to.include('# and six digits from 0 to F');
    expect(said(element)).to.include('at most 512 kB');
    expect(said(element)).to.include('The page must have the font');
    const native = rootOf(element).querySelector<HTMLInputElement>('input[type=color]')!;
    native.value = '#00695c';
    native.dispatchEvent(new InputEvent('input', { bubbles: true }));
    await element.updateComplete;
    expect(control(element, 'accentColor').value).to.equal('#00695c');
    await expect(element).to.be.accessible();
  });

  it('names the pairs that fail, and offers the nearest colour that passes', async () => {
    const { element } = await show();
    await type(element, 'accentColor', '#ffb300');
    expect(said(element)).to.include('5 pairs of colours fail WCAG 2.2 AA');
    expect(said(element)).to.include('Accent on Surface: 1.79:1, at least 3:1 required');
    const offer = [...rootOf(element).querySelectorAll('button')].find(({ textContent }) =>
      textContent.includes('the nearest colour that passes'),
    )!;
    const color = /#[0-9a-f]{6}/.exec(offer.textContent)![0];
    await expect(element).to.be.accessible();
    offer.click();
    await element.updateComplete;
    expect(control(element, 'accentColor').value).to.equal(color);
    expect(focused(element)).to.equal(control(element, 'accentColor'));
    expect(said(element)).to.include('All 18 pairs of colours pass');
  });

  it('previews the branding on real elements, light and dark, while the user types', async () => {
    const heard: string[] = [];
    const { element, provider } = await show();
    for (const name of ['kv-review-connect', 'kv-awaiting-change', 'kv-query-change'] as const) {
      provider.addEventListener(name, () => heard.push(name));
    }
    await type(element, 'accentColor', '#00695c');
    await type(element, 'cornerRadius', '20');
    await type(element, 'fontFamilies', 'Brand Sans, serif');
    await waitUntil(() => colorOf(element, 'light') === 'rgb(0, 105, 92)', 'the accent is shown');
    expect(pane(element, 'dark').style.getPropertyValue('--_color-accent')).to.match(
      /^#(?!00695c)/,
      'a lighter tone',
    );
    for (const scheme of ['light', 'dark']) {
      const list = pane(element, scheme).querySelector('kv-session-list')!;
      await waitUntil(() => list.shadowRoot?.textContent.includes('Eriksson'), 'made-up sessions');
      const badge = pane(element, scheme).querySelector('kv-awaiting-badge')!;
      await waitUntil(() => badge.shadowRoot?.textContent.includes('1'), 'a badge');
      const style = getComputedStyle(list);
      expect(style.fontFamily).to.match(/^"?Brand Sans"?, serif/);
      expect(style.getPropertyValue('--_radius-m')).to.equal('20px');
    }
    expect(rootOf(element).querySelectorAll('.sample[inert]').length).to.equal(2);
    expect(heard, 'events of the preview').to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('says at the field what is wrong, and sends nothing', async () => {
    const { element, api } = await show();
    await type(element, 'accentColor', 'red;} *{display:none}');
    await type(element, 'cornerRadius', '25');
    await type(element, 'fontFamilies', 'Good, "bad"');
    await press(element, 'Save');
    expect(said(element)).to.include('3 fields need your attention');
    expect(said(element)).to.include('Enter # and six digits, such as #1d4ed8');
    expect(said(element)).to.include('Enter a whole number from 0 to 24');
    expect(said(element)).to.include('Enter up to five names');
    expect(focused(element)).to.equal(control(element, 'accentColor'));
    expect(colorOf(element, 'light'), 'the standard accent').to.equal('rgb(29, 78, 216)');
    expect((await api.getSettings()).settings.brand.accentColor).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('saves, and the page has the branding at once', async () => {
    const { element, api } = await show();
    await type(element, 'name', 'Example Bank');
    await type(element, 'accentColor', '#00695c');
    await press(element, 'Save');
    await untilSaid(element, /Last saved by/);
    expect((await api.getSettings()).settings.brand).to.deep.include({
      name: 'Example Bank',
      accentColor: '#00695c',
    });
    await waitUntil(
      () => getComputedStyle(element).getPropertyValue('--_brand-accent').includes('#00695c'),
      'the provider applies it',
    );
  });

  it('shows both versions when another master was first', async () => {
    const { element, api } = await show();
    await type(element, 'accentColor', '#00695c');
    await saveAsOther(api, {
      section: 'branding',
      values: {
        brand: { name: null, accentColor: '#6a1b9a', cornerRadius: null, fontFamilies: [] },
      },
    });
    await press(element, 'Save');
    await untilSaid(element, /Somebody else saved this section/);
    expect(said(element)).to.include('#00695c');
    expect(said(element)).to.include('#6a1b9a');
    expect((await api.getSettings()).settings.brand.accentColor).to.equal('#6a1b9a');
    await expect(element).to.be.accessible();
  });

  it('saves a logo, replaces it, and removes it after a question', async () => {
    const { element } = await show();
    chooseFile(element, await picture());
    await waitUntil(() => logo(element)?.complete, 'the logo is shown');
    expect(announced(element)).to.equal('The logo is saved.');
    expect(buttonNamed(element, 'Choose another file')).not.to.equal(undefined);
    await press(element, 'Remove the logo');
    expect(said(element)).to.include('Remove the logo for every user?');
    await expect(element).to.be.accessible();
    await press(element, 'Keep it');
    expect(logo(element)).not.to.equal(null);
    await press(element, 'Remove the logo');
    await press(element, 'Remove the logo');
    await waitUntil(() => !logo(element), 'the logo is gone');
    expect(announced(element)).to.equal('The logo is removed.');
  });

  it('refuses a logo that is too large or not an image, and states the limits', async () => {
    const { element, api } = await show();
    chooseFile(element, new Blob([new Uint8Array(maxLogoSize + 1)]));
    await untilSaid(element, 'This file has 513 kB. Choose one of at most 512 kB.');
    chooseFile(element, new Blob(['<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>']));
    await untilSaid(element, 'This file is not a JPEG, PNG or WebP image.');
    expect((await api.getBranding()).logoVersion).to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('shows both logos when another master was first, and lets the user choose', async () => {
    const { element, api } = await show();
    const save = async (): Promise<void> => {
      const { logoVersion } = await api.getBranding();
      const seen = { version: logoVersion ?? noLogoVersion };
      await api.as(otherMaster).saveLogo(await picture(), seen);
    };
    chooseFile(element, await picture());
    await waitUntil(() => logo(element)?.complete);
    await save();
    chooseFile(element, await picture());
    await untilSaid(element, 'Another user has changed the logo. Your file was not saved');
    const before = await api.getBranding();
    await waitUntil(() => rootOf(element).querySelectorAll('.logo-image').length === 2);
    expect(said(element)).to.include('Your file');
    await expect(element).to.be.accessible();
    await press(element, 'Keep the saved logo');
    expect(await api.getBranding()).to.deep.equal(before);
    expect(rootOf(element).querySelectorAll('.logo-image').length).to.equal(1);

    await save();
    chooseFile(element, await picture());
    await untilSaid(element, 'Another user has changed the logo.');
    const theirs = await api.getBranding();
    await press(element, 'Save my file');
    await waitUntil(() => announced(element) === 'The logo is saved.');
    expect((await api.getBranding()).logoVersion).not.to.equal(theirs.logoVersion);
    expect(said(element)).not.to.include('Another user');
  });

  it('does not remove the logo of another master unseen', async () => {
    const { element, api } = await show();
    chooseFile(element, await picture());
    await waitUntil(() => logo(element)?.complete);
    const { logoVersion } = await api.getBranding();
    await api.as(otherMaster).saveLogo(await picture(), { version: logoVersion! });
    await press(element, 'Remove the logo');
    await press(element, 'Remove the logo');
    await untilSaid(element, 'Another user has changed the logo, so it was not removed.');
    expect((await api.getBranding()).logoVersion).not.to.equal(null);
    await expect(element).to.be.accessible();
  });

  it('says what is saved now when the answer to a logo was lost', async () => {
    const faults: FaultRule[] = [{ kind: 'dropped-answer', method: 'saveLogo', calls: [1] }];
    const { element } = await show({ faults });
    chooseFile(element, await picture());
    await untilSaid(element, 'The logo above is the one that is saved now.');
    await waitUntil(() => logo(element)?.complete, 'the saved logo is shown');
    await expect(element).to.be.accessible();
    await press(element, 'Keep the saved logo');
    expect(said(element)).not.to.include('The connection was lost');
  });

  it('keeps the file that was not saved, and checks what is saved before it tries again', async () => {
    const faults: FaultRule[] = [];
    const { element, api } = await show({ faults });
    faults.push({ kind: 'error', code: 'unavailable' });
    chooseFile(element, await picture());
    await untilSaid(element, 'so the logo may have been saved. The file you chose is kept here.');
    await expect(element).to.be.accessible();
    faults.length = 0;
    await press(element, 'Try again');
    await waitUntil(() => announced(element) === 'The logo is saved.');
    expect((await api.getBranding()).logoVersion).not.to.equal(null);

    faults.push({ kind: 'error', code: 'rate-limited', method: 'saveLogo' });
    chooseFile(element, await picture());
    await untilSaid(element, 'The logo was not saved. The file you chose is kept here: try again.');
    faults.length = 0;
    await press(element, 'Try again');
    await waitUntil(() => announced(element) === 'The logo is saved.');
  });

  it('can be used by keyboard alone', async () => {
    const { element, api } = await show();
    const tabTo = async (found: (active: Element) => boolean): Promise<HTMLElement> => {
      for (let tries = 0; tries < 40; tries += 1) {
        const active = focused(element);
        if (active instanceof HTMLElement && found(active)) return active;
        await sendKeys({ press: 'Tab' });
      }
      throw new Error('Tab does not reach it.');
    };
    const tabToButton = async (name: string): Promise<HTMLElement> =>
      tabTo((active) => active.textContent.replaceAll(/\s+/g, ' ').trim().includes(name));
    chooseFile(element, await picture());
    await waitUntil(() => logo(element)?.complete);
    element.focus();
    await tabTo((active) => active.id === 'field-name');
    await sendKeys({ type: 'Example Bank' });
    await tabToButton('Choose another file');
    let wasOpened = false;
    rootOf(element)
      .querySelector('.logo-input')!
      .addEventListener('click', (event) => {
        event.preventDefault();
        wasOpened = true;
      });
    await sendKeys({ press: 'Enter' });
    expect(wasOpened, 'the dialog of the browser').to.equal(true);
    await tabToButton('Remove the logo');
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused(element)?.textContent.includes('Keep it'));
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => focused(element)?.textContent.includes('Choose another file'));
    await tabTo((active) => active.id === 'field-accentColor');
    await sendKeys({ type: '#ffb300' });
    await tabToButton('the nearest colour that passes');
    await sendKeys({ press: 'Space' });
    await waitUntil(() => focused(element) === control(element, 'accentColor'));
    expect(said(element)).to.include('All 18 pairs of colours pass');
    await tabTo((active) => active.id === 'field-cornerRadius');
    await sendKeys({ type: '12' });
    await tabTo((active) => active.id === 'field-fontFamilies');
    await sendKeys({ type: 'serif' });
    await sendKeys({ press: 'Tab' });
    expect(focused(element), 'the preview cannot be entered').not.to.equal(null);
    await tabToButton('Save');
    await sendKeys({ press: 'Enter' });
    await untilSaid(element, /Last saved by/);
    const { brand } = (await api.getSettings()).settings;
    expect(brand).to.deep.include({
      ...{ name: 'Example Bank', cornerRadius: 12, fontFamilies: ['serif'] },
    });
    expect(brand.accentColor).to.match(/^#(?!ffb300)[0-9a-f]{6}$/);
  });

  it('is closed to an agent, who reads the branding all the same', async () => {
    const api = createMemoryApi({ sessions: [], actor: master });
    const { version } = await api.getSettings();
    await api.saveSettings(
      {
        section: 'branding',
        values: {
          brand: { name: null, accentColor: '#00695c', cornerRadius: null, fontFamilies: [] },
        },
      },
      { version },
    );
    const { provider } = await showSettings(content, { actor: agent });
    provider.api = api.as(agent);
    const element = provider.querySelector('kv-settings-branding')!;
    await untilSaid(element, 'master users');
    expect(rootOf(element).querySelectorAll('input, .button').length).to.equal(0);
    await waitUntil(
      () => getComputedStyle(element).getPropertyValue('--_brand-accent').includes('#00695c'),
      'the branding is applied',
    );
  });

  for (const [name, locale, dir, scheme] of [
    ['in Georgian', 'ka', 'ltr', 'light'],
    ['from right to left, in the dark', 'en', 'rtl', 'dark'],
  ] as const) {
    it(`fits 320 pixels ${name}`, async () => {
      await setViewport({ width: 320, height: 800 });
      try {
        const { element, provider } = await show({}, locale);
        document.documentElement.dir = dir;
        document.body.style.background = scheme === 'dark' ? '#151922' : '#ffffff';
        provider.dir = dir;
        provider.theme = scheme;
        await type(element, 'accentColor', '#ffb300');
        await waitUntil(() => colorOf(element, 'light') === 'rgb(255, 179, 0)');
        expect(document.documentElement.scrollWidth).to.be.at.most(320);
        await expect(element).to.be.accessible();
      } finally {
        document.documentElement.removeAttribute('dir');
        document.body.removeAttribute('style');
        await setViewport({ width: 1280, height: 800 });
      }
    });
  }
});
