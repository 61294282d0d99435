import { expect, fixture, html, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi } from 'kv-review/api/memory';

import { en } from '../../src/i18n/en.js';
import { ka } from '../../src/i18n/ka.js';
import { allWithin, focusedIn, textOf, within } from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

import 'kv-review/define/session-filters';

type Filters = HTMLElementTagNameMap['kv-session-filters'];

async function mount(
  properties: Partial<Filters> = {},
  { locale = 'en', width = 800, api }: { locale?: string; width?: number; api?: ReviewApi } = {},
): Promise<Filters> {
  const provider = document.createElement('kv-review-provider');
  provider.locale = locale;
  provider.api = api ?? createMemoryApi({ sessions: [], workspace: { acceptanceLevel: 5 } });
  const filters = Object.assign(document.createElement('kv-session-filters'), properties);
  provider.append(filters);
  const page = await fixture<HTMLElement>(html`<div></div>`);
  page.style.inlineSize = `${width}px`;
  page.append(provider);
  await filters.updateComplete;
  return filters;
}

const buttonOf = (filters: Filters) => within(filters, '.panel-button')!;
const panelOf = (filters: Filters) => within(filters, '.panel')!;
const isOpen = (filters: Filters) => within(filters, '.panel:popover-open') !== null;
const chipsOf = (filters: Filters) => allWithin(filters, '.chip');

async function open(filters: Filters): Promise<void> {
  buttonOf(filters).click();
  await waitUntil(() => isOpen(filters), 'the panel is open');
}

const choiceOf = (filters: Filters, label: string): HTMLInputElement =>
  allWithin(filters, '.check')
    .find((choice) => textOf(choice).startsWith(label))!
    .querySelector('input')!;
const dayOf = (filters: Filters, label: string): HTMLInputElement =>
  allWithin(filters, '.day')
    .find((day) => textOf(day) === label)!
    .querySelector('input')!;

async function enter(filters: Filters, label: string, value: string): Promise<void> {
  const field = dayOf(filters, label);
  field.value = value;
  for (const type of ['input', 'change']) field.dispatchEvent(new Event(type, { bubbles: true }));
  await filters.updateComplete;
}

describe('kv-session-filters', () => {
  it('offers the filters of the product under their names', async () => {
    const filters = await mount();
    await open(filters);
    await waitUntil(() => textOf(filters).includes('level'), 'the level is known');
    expect(allWithin(filters, 'legend').map(textOf)).to.deep.equal([
      'Document type',
      'Final status',
      'Possible spoof',
      'Conditions',
      'Date range',
    ]);
    expect(allWithin(filters, '.check').map(textOf)).to.deep.equal([
      ...['Passport', 'ID card', 'Success', 'Failed', 'Pending', 'Awaiting'],
      ...[
        'Digital Spoof Detected',
        'Is not Full ID',
        'Low FAR rate below level 5, 1/10,000 FAR',
        'FAR not measured',
        'Judged in part',
      ],
    ]);
    await expect(filters).to.be.accessible();
  });

  it('dispatches an event for each choice, which does not bubble', async () => {
    const filters = await mount({ spoof: 'low-far' });
    await open(filters);
    let reached = 0;
    document.addEventListener('kv-filter-change', () => (reached += 1), { once: true });
    const event = oneEvent(filters, 'kv-filter-change');
    choiceOf(filters, 'ID card').click();
    expect((await event).detail).to.deep.equal({
      ...{
        documentType: 'id-card',
        status: '',
        spoof: 'low-far',
        judged: '',
        condition: '',
        due: '',
        claim: '',
        from: '',
        to: '',
      },
    });
    choiceOf(filters, 'Passport').click();
    await filters.updateComplete;
    expect(filters.getAttribute('document-type')).to.equal('passport id-card');
    choiceOf(filters, 'ID card').click();
    choiceOf(filters, 'Passport').click();
    await filters.updateComplete;
    expect(filters.hasAttribute('document-type')).to.be.false;
    expect(reached).to.equal(0);
  });

  it('omits the final status if the list has only one', async () => {
    const filters = await mount({ noStatus: true, status: 'failed' });
    await open(filters);
    expect(textOf(filters)).not.to.include('Final status');
    expect(chipsOf(filters)).to.have.lengthOf(0);
  });

  it('shows the active filters, and removes each one without losing the focus', async () => {
    const filters = await mount({
      ...{ documentType: 'passport', status: 'failed pending', spoof: 'not-full-id' },
      ...{ from: '2026-03-01', to: '2026-03-02' },
    });
    await waitUntil(() => chipsOf(filters).length > 0, 'the filters in use are shown');
    expect(textOf(buttonOf(filters))).to.equal('Filters5(5 active)');
    expect(chipsOf(filters).map((chip) => textOf(chip).replace(/[⁨⁩]/g, ''))).to.deep.equal([
      ...['Passport', 'Failed', 'Pending', 'Is not Full ID', 'Mar 1, 2026 – Mar 2, 2026'],
    ]);
    expect(chipsOf(filters)[0]!.ariaLabel).to.equal('Remove filter: Passport');
    expect(chipsOf(filters).at(-1)!.ariaLabel).to.equal('Remove filter: Mar 1, 2026 – Mar 2, 2026');
    await expect(filters).to.be.accessible();

    chipsOf(filters)[1]!.click();
    await waitUntil(() => chipsOf(filters).length === 4);
    expect(filters.status).to.equal('pending');
    expect(focusedIn(filters) === chipsOf(filters)[1]).to.be.true;
    chipsOf(filters).at(-1)!.click();
    await waitUntil(() => chipsOf(filters).length === 3);
    expect([filters.from, filters.to]).to.deep.equal(['', '']);

    const event = oneEvent(filters, 'kv-filter-change');
    within(filters, '.chips .button')!.click();
    expect((await event).detail).to.deep.equal({
      ...{
        documentType: '',
        status: '',
        spoof: '',
        judged: '',
        condition: '',
        due: '',
        claim: '',
        from: '',
        to: '',
      },
    });
    await filters.updateComplete;
    expect(within(filters, '.chips')).to.be.null;
    expect(focusedIn(filters) === buttonOf(filters)).to.be.true;
  });

  it('describes one day, and a range with one open end', async () => {
    const text = async (properties: Partial<Filters>) => {
      const filters = await mount(properties);
      await waitUntil(() => chipsOf(filters).length > 0, 'the filter in use is shown');
      return textOf(chipsOf(filters)[0]).replace(/[⁨⁩]/g, '');
    };
    expect(await text({ from: '2026-03-01', to: '2026-03-01' })).to.equal('Mar 1, 2026');
    expect(await text({ from: '2026-03-01' })).to.equal('From Mar 1, 2026');
    expect(await text({ to: '2026-03-01' })).to.equal('To Mar 1, 2026');
  });

  it('opens by keyboard, closes on Escape, and returns the focus', async () => {
    const filters = await mount();
    filters.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => isOpen(filters), 'the panel is open');
    await sendKeys({ press: 'Tab' });
    expect(focusedIn(filters) === choiceOf(filters, 'Passport')).to.be.true;
    await sendKeys({ press: ' ' });
    await filters.updateComplete;
    expect(filters.documentType).to.equal('passport');
    expect(isOpen(filters)).to.be.true;
    await sendKeys({ press: 'Escape' });
    await waitUntil(() => !isOpen(filters), 'the panel is closed');
    await waitUntil(() => focusedIn(filters) === buttonOf(filters), 'the button has the focus');
  });

  it('fits its panel into a narrow window', async () => {
    const filters = await mount({}, { width: 304 });
    await open(filters);
    const { left, right, top, bottom } = panelOf(filters).getBoundingClientRect();
    expect(left).to.be.at.least(0);
    expect(right).to.be.at.most(document.documentElement.clientWidth);
    expect(top).to.be.at.least(0);
    expect(bottom).to.be.at.most(document.documentElement.clientHeight);
  });

  describe('days', () => {
    it('are sent as entered, with their time zone', async () => {
      const filters = await mount();
      await open(filters);
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      expect(textOf(within(filters, '#zone'))).to.match(
        new RegExp(`^Times in ${timeZone}( \\(GMT.*\\))?$`),
      );
      const event = oneEvent(filters, 'kv-filter-change');
      await enter(filters, 'From', '2026-03-01');
      expect((await event).detail.from).to.equal('2026-03-01');
      await enter(filters, 'To', '2026-03-01');
      expect(filters.to).to.equal('2026-03-01');
    });

    describe('in a browser that does not know its time zone', () => {
      const { resolvedOptions } = Intl.DateTimeFormat.prototype;

      before(() => {
        Intl.DateTimeFormat.prototype.resolvedOptions = function (this: Intl.DateTimeFormat) {
          return { ...resolvedOptions.call(this), timeZone: 'Etc/Unknown' };
        };
      });
      after(() => {
        Intl.DateTimeFormat.prototype.resolvedOptions = resolvedOptions;
      });

      it('are those of UTC, and say so', async () => {
        const filters = await mount();
        await open(filters);
        const zone = () => within(filters, '#zone');
        expect(textOf(zone())).to.equal(en['filters.zoneUnknown']);
        expect(allWithin(filters, '.check').length).to.be.greaterThan(5);
        await enter(filters, 'From', '2026-03-01');
        expect(filters.from).to.equal('2026-03-01');
        await expect(filters).to.be.accessible();
      });
    });

    it('can be moments, which are shown with their time, and edited as days', async () => {
      const filters = await mount({
        from: '2026-03-01T10:30:00.000Z',
        to: '2026-03-03T10:30:00.000Z',
      });
      const chip = () => textOf(within(filters, '.chip'));
      await waitUntil(() => within(filters, '.chip'));
      expect(chip()).to.match(/Mar 1, 2026, .+ – .*Mar 3, 2026, .+/);
      await open(filters);
      await enter(filters, 'To', '2026-03-05');
      expect(filters.from).to.match(/^2026-0(2-28|3-0[12])$/);
      expect(filters.to).to.equal('2026-03-05');
    });

    it('in the wrong order show an error, and are not sent', async () => {
      const filters = await mount({ from: '2026-03-05' });
      let sent = 0;
      filters.addEventListener('kv-filter-change', () => (sent += 1));
      await open(filters);
      await enter(filters, 'To', '2026-03-04');
      expect(textOf(within(filters, '[role="alert"]'))).to.equal(en['filters.wrongOrder']);
      expect(dayOf(filters, 'To').getAttribute('aria-invalid')).to.equal('true');
      expect([sent, filters.to]).to.deep.equal([0, '']);
      await expect(filters).to.be.accessible();

      await enter(filters, 'To', '2026-03-06');
      expect(within(filters, '[role="alert"]')!.hidden).to.be.true;
      expect([sent, filters.to]).to.deep.equal([1, '2026-03-06']);
    });

    it('are typed in the order of the language, which the field describes', async () => {
      const filters = await mount();
      await open(filters);
      const from = dayOf(filters, 'From');
      expect(within(filters, `#${from.getAttribute('aria-describedby')!}`)!.textContent).to.equal(
        'Format: MM/DD/YYYY',
      );
      from.focus();
      await sendKeys({ type: '3/5/2026' });
      expect([filters.from, from.value]).to.deep.equal(['2026-03-05', '3/5/2026']);
      await sendKeys({ press: 'Tab' });
      expect(from.value).to.equal('03/05/2026');
      await sendKeys({ type: '03072026' });
      await sendKeys({ press: 'Tab' });
      expect([filters.to, dayOf(filters, 'To').value]).to.deep.equal(['2026-03-07', '03/07/2026']);
    });

    it('are typed in Georgian order under a Georgian locale', async () => {
      const filters = await mount({ from: '2026-03-05' }, { locale: 'ka' });
      await waitUntil(() => textOf(filters).includes('ფილტრები'), 'the texts are loaded');
      await open(filters);
      expect(textOf(within(filters, '#format'))).to.equal('ფორმატი: დდ.თთ.წწწწ');
      const from = dayOf(filters, 'საწყისი თარიღი');
      expect(from.value).to.equal('05.03.2026');
      await enter(filters, 'საწყისი თარიღი', '6.3.2026');
      expect([filters.from, from.value]).to.deep.equal(['2026-03-06', '06.03.2026']);
    });

    it('that do not exist are not sent, and can be cleared', async () => {
      const filters = await mount({ from: '2026-03-05' });
      await open(filters);
      for (const text of ['02/30/2026', '3/5', 'March', '3/5/26']) {
        await enter(filters, 'From', text);
        expect(textOf(within(filters, '[role="alert"]'))).to.equal(en['filters.incomplete']);
        expect(dayOf(filters, 'From').value).to.equal(text);
        expect(filters.from).to.equal('2026-03-05');
      }
      await enter(filters, 'From', '');
      expect(within(filters, '[role="alert"]')!.hidden).to.be.true;
      expect(filters.from).to.equal('');
    });

    it('of a year that is still being typed are not sent', async () => {
      const filters = await mount();
      await open(filters);
      let sent = 0;
      filters.addEventListener('kv-filter-change', () => (sent += 1));
      await enter(filters, 'From', '0202-03-05');
      expect(sent).to.equal(0);
      expect(textOf(within(filters, '[role="alert"]'))).to.equal(en['filters.incomplete']);
      await enter(filters, 'From', '2026-03-05');
      expect(sent).to.equal(1);
      expect(within(filters, '[role="alert"]')!.hidden).to.be.true;
    });

    it('that were refused are gone when the panel opens again', async () => {
      const filters = await mount({ from: '2026-03-05' });
      await open(filters);
      await enter(filters, 'To', '2026-03-04');
      panelOf(filters).hidePopover();
      await waitUntil(() => dayOf(filters, 'To').value === '', 'the wrong day is gone');
      expect(dayOf(filters, 'From').value).to.equal('03/05/2026');
    });
  });

  it('is in Georgian under a Georgian locale', async () => {
    const filters = await mount({ spoof: 'low-far' }, { locale: 'ka' });
    await waitUntil(() => textOf(filters).includes('ფილტრები'), 'the texts are loaded');
    await open(filters);
    expect(textOf(filters)).to.include(ka.messages['filters.spoof.digital-spoof']);
    await expect(filters).to.be.accessible();
  });
});
