import { expect, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { MemoryApiOptions } from 'kv-review/api/memory';

import 'kv-review/define/settings';
import {
  agent,
  announced,
  buttonNamed,
  control,
  rootOf,
  said,
  showSettings,
  untilForm,
  untilSaid,
} from './settings-page.js';
import { waitUntil } from '../wait.js';

type Settings = HTMLElementTagNameMap['kv-settings'];

async function show(options: Partial<MemoryApiOptions> = {}, width = '70rem') {
  const page = await showSettings(
    html`<div style="inline-size: ${width}"><kv-settings></kv-settings></div>`,
    options,
  );
  const element = page.provider.querySelector('kv-settings')!;
  return { ...page, element };
}

type SectionTag = 'kv-settings-awaiting' | 'kv-settings-countries' | 'kv-settings-session';

async function section<Tag extends SectionTag>(element: Settings, tag: Tag) {
  await waitUntil(() => rootOf(element).querySelector(tag), tag);
  const found = rootOf(element).querySelector(tag)!;
  await untilForm(found);
  return found;
}

const items = (element: Settings): string[] =>
  [...rootOf(element).querySelectorAll('.item')].map(({ textContent }) =>
    textContent.replaceAll(/\s+/g, ' ').trim(),
  );

const go = (element: Settings, title: string): void =>
  [...rootOf(element).querySelectorAll<HTMLElement>('.item')]
    .find(({ textContent }) => textContent.trim().startsWith(title))!
    .click();

describe('kv-settings', () => {
  it('shows the first section and leads to the others', async () => {
    const { element } = await show();
    await section(element, 'kv-settings-awaiting');
    expect(rootOf(element).querySelector('[aria-current]')!.textContent).to.include('Awaiting');
    await expect(element).to.be.accessible();
    go(element, 'Session');
    await section(element, 'kv-settings-session');
    expect(element.section).to.equal('session');
    expect(announced(element)).to.equal('Session');
    await expect(element).to.be.accessible();
  });

  it('contains every section that the adapter has', async () => {
    const { element } = await show();
    await section(element, 'kv-settings-awaiting');
    const names = items(element);
    expect(names).to.deep.equal([
      'Awaiting Action',
      'High-risk countries',
      'Queue',
      'Session',
      'Extra fields',
      'Web Hooks',
      'Branding',
    ]);
    for (const name of names) {
      go(element, name);
      await waitUntil(() => {
        const shown = rootOf(element).querySelector('.page')!.firstElementChild;
        return shown?.shadowRoot?.querySelector('.heading')?.textContent.trim() === name;
      }, name);
    }
  });

  it('keeps changes while the user moves between sections, and marks them', async () => {
    const { element } = await show();
    const awaiting = await section(element, 'kv-settings-awaiting');
    const changed = oneEvent(element, 'kv-settings-change');
    control(awaiting, 'documentReview').click();
    expect((await changed).detail).to.deep.equal({ sections: ['awaiting'] });
    go(element, 'Session');
    const session = await section(element, 'kv-settings-session');
    control(session, 'skipDocumentStep').click();
    await waitUntil(() => items(element).includes('Session Changed'));
    expect(items(element)).to.include('Awaiting Action Changed');
    go(element, 'Awaiting');
    const again = await section(element, 'kv-settings-awaiting');
    expect(control(again, 'documentReview').checked).to.equal(true);
  });

  it('announces changes once, whichever element shows them', async () => {
    const { element } = await show();
    const awaiting = await section(element, 'kv-settings-awaiting');
    const events: unknown[] = [];
    element.addEventListener('kv-settings-change', (event) => events.push(event.detail));
    control(awaiting, 'documentReview').click();
    await waitUntil(() => said(awaiting).includes('1 unsaved change'));
    control(awaiting, 'documentReview').click();
    await waitUntil(() => !said(awaiting).includes('unsaved'));
    expect(events).to.deep.equal([{ sections: ['awaiting'] }, { sections: [] }]);
  });

  it('follows its attribute, and lets a host page navigate instead', async () => {
    const { element } = await show();
    element.section = 'countries';
    await section(element, 'kv-settings-countries');
    element.addEventListener('kv-settings-section-change', (event) => event.preventDefault());
    const asked = oneEvent(element, 'kv-settings-section-change');
    go(element, 'Session');
    expect((await asked).detail).to.deep.equal({ section: 'session' });
    await element.updateComplete;
    expect(element.section).to.equal('countries');
  });

  it('shows the sections in a select in a narrow container', async () => {
    const { element } = await show({}, '20rem');
    await section(element, 'kv-settings-awaiting');
    const select = rootOf(element).querySelector('select')!;
    expect(select.checkVisibility()).to.equal(true);
    expect(rootOf(element).querySelector('nav')!.checkVisibility()).to.equal(false);
    await expect(element).to.be.accessible();
    select.focus();
    await sendKeys({ press: 'ArrowDown' });
    await section(element, 'kv-settings-countries');
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
  });

  it('asks before the page is left, unless nothing has changed', async () => {
    const { element } = await show();
    const awaiting = await section(element, 'kv-settings-awaiting');
    expect(await element.confirmLeave()).to.equal(true);
    control(awaiting, 'documentReview').click();
    await waitUntil(() => said(awaiting).includes('unsaved'));
    const stays = element.confirmLeave();
    await untilSaid(element, 'Leave without saving?');
    await expect(element).to.be.accessible();
    buttonNamed(element, 'Stay here')!.click();
    expect(await stays).to.equal(false);
    expect(control(awaiting, 'documentReview').checked).to.equal(true);
    const leaves = element.confirmLeave();
    await element.updateComplete;
    buttonNamed(element, 'Discard and leave')!.click();
    expect(await leaves).to.equal(true);
    await waitUntil(() => !said(awaiting).includes('unsaved'));
  });

  it('lets a host page ask before the page is left', async () => {
    const { element } = await show();
    const awaiting = await section(element, 'kv-settings-awaiting');
    control(awaiting, 'documentReview').click();
    await waitUntil(() => said(awaiting).includes('unsaved'));
    const sections: unknown[] = [];
    element.addEventListener('kv-settings-leave', (event) => {
      sections.push(event.detail.sections);
      event.preventDefault();
    });
    expect(await element.confirmLeave()).to.equal(false);
    expect(sections).to.deep.equal([['awaiting']]);
    expect(said(element)).not.to.include('Leave without saving?');
  });

  it('shows nothing to an agent', async () => {
    const { element } = await show({ actor: agent });
    await untilSaid(element, 'Only master users can see the settings');
    expect(items(element)).to.deep.equal([]);
    await expect(element).to.be.accessible();
  });

  it('says that an adapter has no settings', async () => {
    const { element } = await show({ workspace: { capabilities: ['decide'] } });
    await untilSaid(element, 'There are no settings here');
    await expect(element).to.be.accessible();
  });
});
