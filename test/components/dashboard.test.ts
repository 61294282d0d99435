import { expect, oneEvent } from '@open-wc/testing';
import { resetMouse, sendKeys, sendMouse } from '@web/test-runner-commands';
import { ReviewError } from 'kv-review/api';
import { dayOf, type Statistics } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

import {
  agent,
  all,
  before,
  buttonNamed,
  chart,
  days,
  emptyRange,
  figure,
  findChart,
  one,
  outcome,
  placeOf,
  range,
  said,
  show,
  showNumbers,
  statistics,
  tableOf,
  textOf,
  type Dashboard,
} from './dashboard-page.js';
import { waitUntil } from '../wait.js';

const noFilters = {
  documentType: '',
  status: '',
  spoof: '',
  judged: '',
  condition: '',
  due: '',
  claim: '',
  from: '',
  to: '',
};
const empty: Statistics = {
  ...statistics,
  range: emptyRange('2026-03-01'),
  before: null,
  queue: { at: '2026-03-01T00:00:00.000Z', count: 0, oldestSince: null, ages: [] },
};

const unavailable = () => Promise.reject(new ReviewError('unavailable', 'Try later.'));
type Color = readonly [red: number, green: number, blue: number];

const drawn = (dashboard: Dashboard, name = 'Outcomes', color: Color = [1, 2, 3]) =>
  waitUntil(() => {
    const drawing = findChart(dashboard, name);
    return drawing && placeOf(drawing, color);
  }, `${name} is drawn in ${color.join()}`);

/** The fill of every sample in the legend of the outcomes. */
const swatchesOf = (dashboard: Dashboard): string[] =>
  [...chart(dashboard, 'Outcomes').shadowRoot!.querySelectorAll('canvas')]
    .filter((canvas) => canvas.classList.contains('swatch'))
    .map((canvas) => canvas.toDataURL());

describe('kv-dashboard', () => {
  afterEach(async () => {
    document.documentElement.removeAttribute('style');
    await resetMouse();
  });

  it('begins with the numbers, each with what it means', async () => {
    const { dashboard } = await showNumbers();
    expect(textOf(figure(dashboard, 'Verifications'))).to.contain('12');
    expect(textOf(figure(dashboard, 'Success rate'))).to.contain('80%');
    expect(textOf(figure(dashboard, 'Time to decision'))).to.match(/9\.3 min.*at most 3 h/);
    expect(textOf(figure(dashboard, 'Awaiting action now'))).to.match(/2 The oldest .* for 3 h/);
    await expect(dashboard).to.be.accessible();
  });

  it('compares them with the range before in words, good or bad without colour', async () => {
    const { dashboard } = await showNumbers();
    expect(textOf(figure(dashboard, 'Verifications'))).to.contain('200% more than before');
    expect(textOf(figure(dashboard, 'Success rate'))).to.contain(
      '5 percentage points higher than before Better',
    );
    expect(textOf(figure(dashboard, 'Time to decision'))).to.match(/h shorter than before Better/);
    expect(said(dashboard)).to.contain('Compared with Feb 26, 2026 – Feb 28, 2026.');
    const worse = await showNumbers({
      answer: () => Promise.resolve({ ...statistics, range: before, before: range }),
    });
    expect(textOf(figure(worse.dashboard, 'Verifications'))).to.contain('67% fewer than before');
    expect(textOf(figure(worse.dashboard, 'Success rate'))).to.contain('lower than before Worse');
    expect(textOf(figure(worse.dashboard, 'Time to decision'))).to.match(
      /h longer than before Worse/,
    );
  });

  it('has each chart as a table, with the same numbers', async () => {
    const { dashboard } = await showNumbers();
    expect(tableOf(chart(dashboard, 'Outcomes'))).to.deep.equal([
      ['Day', 'Verified', 'Rejected', 'Awaiting action', 'Pending', 'Total'],
      ['Mar 1, 2026', '8', '1', '1', '0', '10'],
      ['Mar 2, 2026', '0', '0', '0', '0', '0'],
      ['Mar 3, 2026', '0', '1', '0', '1', '2'],
    ]);
    expect(tableOf(chart(dashboard, 'Automatic and manual'))).to.deep.equal([
      ['Day', 'Automatic', 'Manual', 'Total'],
      ['Mar 1, 2026', '6', '3', '9'],
      ['Mar 2, 2026', '0', '0', '0'],
      ['Mar 3, 2026', '1', '0', '1'],
    ]);
    expect(tableOf(chart(dashboard, 'Time to decision'))).to.deep.equal([
      ['Time', 'Sessions', 'Share'],
      ['5 min to 15 min', '2', '67%'],
      ['15 min to 1 h', '0', '0%'],
      ['1 h to 4 h', '1', '33%'],
    ]);
    expect(tableOf(chart(dashboard, 'Age of the queue')).slice(1)).to.deep.equal([
      ['1 min to 5 min', '1', '50%'],
      ['5 min to 15 min', '0', '0%'],
      ['15 min to 1 h', '0', '0%'],
      ['1 h to 4 h', '1', '50%'],
    ]);
    // A reason that the company has removed is named by its id. Shares are of the two rejections.
    expect(tableOf(chart(dashboard, 'Reasons for rejection')).slice(1)).to.deep.equal([
      ['Fake', '2', '100%'],
      ['gone', '1', '50%'],
    ]);
    const zones = chart(dashboard, 'Errors in the machine-readable zone');
    expect(tableOf(zones).slice(1)).to.deep.equal([['Birthdate', '2', '100%']]);
    expect(textOf(one(zones, '.meaning'))).to.contain('20% of the zones');
    expect(tableOf(chart(dashboard, 'Document types')).slice(1)).to.deep.equal([
      ['Passport', '7', '58%'],
      ['ID card', '4', '33%'],
      ['Not known', '1', '8%'],
    ]);
    expect(tableOf(chart(dashboard, 'Nationalities')).slice(1)).to.deep.equal([
      ['Georgia', '8', '67%'],
      ['Germany', '2', '17%'],
      ['All others', '2', '17%'],
    ]);
  });

  it('hides a drawing from screen readers, and the table from view until it is asked for', async () => {
    const { dashboard } = await showNumbers();
    const outcomes = chart(dashboard, 'Outcomes');
    expect(one(outcomes, '.drawing').ariaHidden).to.equal('true');
    expect(one(outcomes, 'table').parentElement!.className).to.equal('visually-hidden');
    expect(one(outcomes, 'table button')).to.equal(null);
    const toggle = buttonNamed(outcomes, 'Table: Outcomes');
    toggle.focus();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => toggle.ariaPressed === 'true');
    expect(one(outcomes, '.drawing').offsetHeight).to.equal(0);
    expect(one(outcomes, 'table').offsetHeight).to.be.above(50);
    await expect(dashboard).to.be.accessible();
    await sendKeys({ press: 'Enter' });
    await waitUntil(() => one(outcomes, '.drawing').offsetHeight > 100);
  });

  it('opens the sessions of a number in a table by keyboard', async () => {
    const { dashboard } = await showNumbers();
    const outcomes = chart(dashboard, 'Outcomes');
    buttonNamed(outcomes, 'Table: Outcomes').click();
    const name = 'Show sessions: 8, Mar 1, 2026, Verified';
    await waitUntil(() => buttonNamed(outcomes, name));
    buttonNamed(outcomes, name).focus();
    const opened = oneEvent(dashboard, 'kv-sessions-open');
    await sendKeys({ press: 'Enter' });
    const event = await opened;
    expect(event.cancelable && event.bubbles && event.composed).to.be.true;
    expect(event.detail).to.deep.equal({
      ...noFilters,
      view: 'all',
      status: 'success',
      from: '2026-03-01',
      to: '2026-03-01',
    });
    const whole = oneEvent(dashboard, 'kv-sessions-open');
    buttonNamed(outcomes, 'Show sessions: 10, Mar 1, 2026').click();
    expect((await whole).detail).to.include({ status: '', from: '2026-03-01' });
  });

  it('opens the sessions of a bar that is clicked', async () => {
    const { dashboard } = await showNumbers();
    dashboard.style.setProperty('--kv-color-success', 'rgb(1, 2, 3)');
    await drawn(dashboard);
    const { x, y } = placeOf(chart(dashboard, 'Outcomes'), [1, 2, 3])!;
    const opened = oneEvent(dashboard, 'kv-sessions-open');
    await sendMouse({ type: 'click', position: [x, y] });
    expect((await opened).detail).to.include({ status: 'success', from: '2026-03-01' });
  });

  it('says how many sessions are overdue, in English and Georgian, and nothing when none is', async () => {
    const withOverdue = (overdue: number) => {
      const { queue } = statistics;
      const answer = () => Promise.resolve({ ...statistics, queue: { ...queue, overdue } });
      return showNumbers({ answer });
    };
    const { dashboard, provider } = await withOverdue(2);
    const awaitingNow = figure(dashboard, 'Awaiting action now');
    expect(textOf(awaitingNow)).to.match(/2 are overdue · The oldest .* for 3 h/);
    provider.locale = 'ka';
    await waitUntil(() => textOf(awaitingNow).includes('2 ვადაგადაცილებულია'));
    const none = await withOverdue(0);
    expect(textOf(figure(none.dashboard, 'Awaiting action now'))).to.not.contain('overdue');
  });

  it('opens the queue, what was judged in part, and a type of document', async () => {
    const { dashboard } = await showNumbers();
    const queue = oneEvent(dashboard, 'kv-sessions-open');
    buttonNamed(dashboard, 'Show the queue').click();
    expect((await queue).detail).to.deep.equal({ ...noFilters, view: 'awaiting' });
    const within = { view: 'all', from: '2026-03-01', to: '2026-03-03' };
    const inPart = oneEvent(dashboard, 'kv-sessions-open');
    buttonNamed(dashboard, '3 were judged in part').click();
    expect((await inPart).detail).to.deep.equal({ ...noFilters, ...within, judged: 'in-part' });
    const passports = oneEvent(dashboard, 'kv-sessions-open');
    buttonNamed(chart(dashboard, 'Document types'), 'Show sessions: Passport, 7').click();
    expect((await passports).detail).to.deep.equal({
      ...noFilters,
      ...within,
      documentType: 'passport',
    });
  });

  it('opens moments where the company’s days are not the viewer’s', async () => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const zone = timeZone === 'Asia/Kathmandu' ? 'Asia/Tbilisi' : 'Asia/Kathmandu';
    const abroad = days('2026-03-01', '2026-03-01', zone);
    const periods = [{ ...abroad, outcomes: [outcome('success', 3, 'policy')] }];
    const { dashboard } = await showNumbers({
      answer: () =>
        Promise.resolve({ ...statistics, timeZone: zone, range: { ...range, ...abroad, periods } }),
    });
    expect(said(dashboard)).to.contain(`Days in ${zone}.`);
    buttonNamed(chart(dashboard, 'Outcomes'), 'Table: Outcomes').click();
    const name = 'Show sessions: 3, Mar 1, 2026, Verified';
    await waitUntil(() => buttonNamed(chart(dashboard, 'Outcomes'), name));
    const opened = oneEvent(dashboard, 'kv-sessions-open');
    buttonNamed(chart(dashboard, 'Outcomes'), name).click();
    expect((await opened).detail).to.include({
      from: abroad.createdFrom,
      to: abroad.createdBefore,
    });
  });

  it('leads nowhere where the adapter’s list has no such filter', async () => {
    const { dashboard } = await showNumbers({
      workspace: { queries: { search: true, filters: ['status'], sorts: [], count: true } },
    });
    expect(buttonNamed(dashboard, '3 were judged in part')).to.equal(undefined);
    expect(one(chart(dashboard, 'Document types'), 'table button')).to.equal(null);
    expect(buttonNamed(dashboard, 'Show the queue')).to.exist;
  });

  describe('as a file', () => {
    const { createObjectURL } = URL;
    const { click } = HTMLAnchorElement.prototype;
    let saved: { name: string; file: Blob }[] = [];

    beforeEach(() => {
      saved = [];
      let last = new Blob();
      URL.createObjectURL = (blob: Blob) => {
        last = blob;
        return createObjectURL.call(URL, blob);
      };
      HTMLAnchorElement.prototype.click = function (this: HTMLAnchorElement) {
        saved.push({ name: this.download, file: last });
      };
    });

    afterEach(() => {
      URL.createObjectURL = createObjectURL;
      HTMLAnchorElement.prototype.click = click;
    });

    it('has the numbers of the chart, without personal data in its name', async () => {
      const { dashboard } = await showNumbers();
      buttonNamed(chart(dashboard, 'Outcomes'), 'CSV: Outcomes').click();
      await waitUntil(() => saved.length > 0, 'the file is there');
      expect(saved[0]!.name).to.equal('outcomes-2026-03-01-2026-03-03.csv');
      const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        await saved[0]!.file.arrayBuffer(),
      );
      expect(text).to.equal(
        '\ufeffDay,Verified,Rejected,Awaiting action,Pending\r\n' +
          '2026-03-01,8,1,1,0\r\n2026-03-02,0,0,0,0\r\n2026-03-03,0,1,0,1\r\n',
      );
    });

    it('has no formulas, whatever a backend names', async () => {
      const reasons = { groups: [{ id: '=1+1', count: 1 }], rest: 0 };
      const { dashboard } = await showNumbers({
        answer: () => Promise.resolve({ ...statistics, range: { ...range, reasons } }),
      });
      const reasonsChart = chart(dashboard, 'Reasons for rejection');
      buttonNamed(reasonsChart, 'CSV: Reasons for rejection').click();
      await waitUntil(() => saved.length > 0, 'the file is there');
      expect(await saved[0]!.file.text()).to.contain("'=1+1,1");
    });
  });

  describe('draws', () => {
    it('in the colours of the page, also when they change', async () => {
      const { dashboard } = await showNumbers();
      document.documentElement.style.setProperty('--kv-color-success', 'rgb(1, 2, 3)');
      await drawn(dashboard);
      document.documentElement.style.setProperty(
        '--kv-color-success',
        'light-dark(rgb(4, 5, 6), rgb(7, 8, 9))',
      );
      document.documentElement.style.colorScheme = 'light';
      await drawn(dashboard, 'Outcomes', [4, 5, 6]);
      document.documentElement.style.colorScheme = 'dark';
      await drawn(dashboard, 'Outcomes', [7, 8, 9]);
    });

    it('series that are told apart without their colours', async () => {
      const { dashboard } = await showNumbers();
      for (const name of ['success', 'danger', 'warning', 'border-strong', 'text']) {
        dashboard.style.setProperty(`--kv-color-${name}`, 'rgb(1, 2, 3)');
      }
      await drawn(dashboard);
      await waitUntil(() => new Set(swatchesOf(dashboard)).size === 4, 'four different samples');
    });

    it('on paper in light colours', async () => {
      document.documentElement.style.colorScheme = 'dark';
      document.documentElement.style.setProperty(
        '--kv-color-success',
        'light-dark(rgb(4, 5, 6), rgb(7, 8, 9))',
      );
      const { dashboard } = await showNumbers();
      await drawn(dashboard, 'Outcomes', [7, 8, 9]);
      window.dispatchEvent(new Event('beforeprint'));
      await Promise.resolve();
      await drawn(dashboard, 'Outcomes', [4, 5, 6]);
      window.dispatchEvent(new Event('afterprint'));
      await drawn(dashboard, 'Outcomes', [7, 8, 9]);
    });

    it('from right to left where the page is', async () => {
      const { dashboard, provider } = await showNumbers();
      dashboard.style.setProperty('--kv-color-success', 'rgb(1, 2, 3)');
      await drawn(dashboard);
      const share = (): number => {
        const { left, width } = one(
          chart(dashboard, 'Outcomes'),
          '.canvas',
        ).getBoundingClientRect();
        return ((placeOf(chart(dashboard, 'Outcomes'), [1, 2, 3])?.x ?? left) - left) / width;
      };
      expect(share()).to.be.within(0.05, 0.4);
      provider.dir = 'rtl';
      await waitUntil(() => share() > 0.6, 'the first day is at the right');
    });

    it('again after the element was moved, and in another width', async () => {
      const { dashboard, provider } = await showNumbers();
      dashboard.style.setProperty('--kv-color-success', 'rgb(1, 2, 3)');
      await drawn(dashboard);
      provider.remove();
      document.body.append(provider);
      await drawn(dashboard);
      const width = () => one(chart(dashboard, 'Outcomes'), '.canvas').offsetWidth;
      const wide = width();
      provider.style.display = 'block';
      provider.style.inlineSize = '320px';
      await waitUntil(() => width() > 200 && width() < wide, `it is ${width()} px wide`);
      expect(dashboard.scrollWidth).to.be.at.most(320);
      provider.remove();
    });
  });

  describe('its range', () => {
    const today = () => dayOf(new Date());

    it('is thirty days until the user chooses another, and compared', async () => {
      const { queries } = await showNumbers();
      expect(queries[0]).to.include({ to: today(), by: 'day', compare: true });
      expect((Date.parse(today()) - Date.parse(queries[0]!.from)) / 86_400_000).to.equal(29);
    });

    it('is chosen by keyboard, announced, and told to the host', async () => {
      const { dashboard, queries } = await showNumbers();
      const [, thirty] = all(dashboard, '.range input');
      thirty!.focus();
      const changed = oneEvent(dashboard, 'kv-range-change');
      await sendKeys({ press: 'ArrowRight' });
      expect((await changed).detail).to.deep.equal({ range: '90-days', from: '', to: '' });
      expect(dashboard.getAttribute('range')).to.equal('90-days');
      await waitUntil(() => queries.length === 2);
      await waitUntil(() =>
        textOf(one(dashboard, '.visually-hidden[role="status"]')).includes('12 verifications'),
      );
    });

    it('keeps the numbers in view until those of the new one are here', async () => {
      let answer: (value: Statistics) => void = () => {};
      const answers = [
        Promise.resolve(statistics),
        new Promise<Statistics>((resolve) => (answer = resolve)),
      ];
      const { dashboard, queries } = await showNumbers({ answer: () => answers.shift()! });
      dashboard.range = '7-days';
      await waitUntil(() => queries.length === 2);
      expect(one(dashboard, '.content').ariaBusy).to.equal('true');
      expect(textOf(figure(dashboard, 'Verifications'))).to.contain('12');
      answer({ ...statistics, range: before });
      await waitUntil(() => textOf(figure(dashboard, 'Verifications')).includes('4'));
      expect(one(dashboard, '.content').ariaBusy).to.equal('false');
    });

    it('can be any days, which take effect once both are complete and in order', async () => {
      const { dashboard, queries } = await showNumbers();
      all(dashboard, '.range input').at(-1)!.click();
      await waitUntil(() => one(dashboard, '.days'));
      expect(queries).to.have.length(1);
      const [from, to] = all(dashboard, '.day input') as HTMLInputElement[];
      expect([from!.value, to!.value]).to.deep.equal(['03/01/2026', '03/03/2026']);
      from!.focus();
      from!.select();
      await sendKeys({ type: '03/05/2026' });
      await waitUntil(() => textOf(one(dashboard, '.problem')).includes('later than'));
      expect(queries).to.have.length(1);
      await expect(dashboard).to.be.accessible();
      from!.select();
      await sendKeys({ type: '02/28/2024' });
      await waitUntil(() => queries.length === 2);
      expect(queries[1]).to.include({ from: '2024-02-28', to: '2026-03-03', by: 'month' });
      expect(dashboard.range).to.equal('custom');
      expect(one(dashboard, '.problem').hidden).to.be.true;
    });

    it('can be set by attributes, and falls back where they are wrong', async () => {
      const properties = { range: 'custom', from: '2024-02-29', to: '2024-02-29' } as const;
      const { dashboard, queries } = await showNumbers({ properties });
      expect(queries[0]).to.include({ from: '2024-02-29', to: '2024-02-29', by: 'day' });
      expect((all(dashboard, '.day input')[0] as HTMLInputElement).value).to.equal('02/29/2024');
      dashboard.to = '2024-02-30';
      await waitUntil(() => queries.length === 2);
      expect(queries[1]).to.include({ to: today() });
      dashboard.to = '2024-03-01';
      await waitUntil(() => queries.length === 3);
      expect(queries[2]).to.include({ from: '2024-02-29', to: '2024-03-01' });
    });

    it('has the days of the company', async () => {
      for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
        const { queries } = await showNumbers({ workspace: { timeZone } });
        expect(queries[0]!.to).to.equal(dayOf(new Date(), timeZone));
      }
    });
  });

  describe('without numbers', () => {
    it('says that it loads, with outlines in their place', async () => {
      const { dashboard } = await show({ answer: () => new Promise(() => {}) });
      await waitUntil(() => all(dashboard, '.skeleton').length > 0);
      expect(said(dashboard)).to.contain('Loading…');
      await expect(dashboard).to.be.accessible();
    });

    it('says that there are none', async () => {
      const { dashboard } = await showNumbers({ answer: () => Promise.resolve(empty) });
      expect(said(dashboard)).to.contain('No verifications in this range');
      expect(all(dashboard, 'kv-dashboard-chart')).to.have.length(0);
      expect(textOf(figure(dashboard, 'Success rate'))).to.contain('–');
      await expect(dashboard).to.be.accessible();
    });

    it('explains an error, and tries again', async () => {
      const answers = [unavailable, () => Promise.resolve(statistics)];
      const { dashboard } = await show({ answer: () => answers.shift()!() });
      await waitUntil(() => said(dashboard).includes('The service cannot be reached'));
      await expect(dashboard).to.be.accessible();
      buttonNamed(dashboard, 'Try again').click();
      await waitUntil(() => all(dashboard, '.figure-value').length === 4);
    });

    it('refuses agents, and explains an adapter without statistics, without a request', async () => {
      const forAgents = await show({ memory: { actor: agent } });
      await waitUntil(() =>
        said(forAgents.dashboard).includes('Only master users can see the dashboard'),
      );
      const without = await show({ workspace: { capabilities: ['decide'] } });
      await waitUntil(() => said(without.dashboard).includes('There is no dashboard here'));
      expect([...forAgents.queries, ...without.queries]).to.deep.equal([]);
      await expect(without.dashboard).to.be.accessible();
    });

    it('says in a chart that it has none', async () => {
      const { dashboard } = await showNumbers({
        answer: () => Promise.resolve({ ...statistics, range: { ...range, decisionTimes: [] } }),
      });
      const times = chart(dashboard, 'Time to decision');
      expect(textOf(one(times, '.empty'))).to.equal('No decisions by a user');
      expect(one(times, 'button')).to.equal(null);
      expect(textOf(figure(dashboard, 'Time to decision'))).to.contain('No user has decided');
    });
  });

  it('keeps its numbers when they cannot be refreshed, with their time', async () => {
    const answers = [() => Promise.resolve(statistics), unavailable];
    const { dashboard } = await showNumbers({ answer: () => answers.shift()!() });
    await dashboard.refresh();
    await waitUntil(() => said(dashboard).includes('These numbers are from'));
    expect(textOf(one(dashboard, '.stale'))).to.match(/from \w+ \d+, \d{4}, \d+:\d+/);
    expect(textOf(figure(dashboard, 'Verifications'))).to.contain('12');
    await expect(dashboard).to.be.accessible();
  });

  it('clears its numbers when the user is signed out', async () => {
    const signedOut = () => Promise.reject(new ReviewError('unauthenticated', 'Signed out.'));
    const answers = [() => Promise.resolve(statistics), signedOut];
    const { dashboard } = await showNumbers({ answer: () => answers.shift()!() });
    await dashboard.refresh();
    await waitUntil(() => all(dashboard, '.figure-value').length === 0);
    expect(said(dashboard)).not.to.contain('12');
  });

  it('counts a decision of somebody else at once, over the watch', async () => {
    const sessions = sampleSessions({ count: 40, seed: 3, now: new Date() });
    const { dashboard, memory } = await show({
      memory: { sessions },
      workspace: { capabilities: ['decide', 'push', 'statistics'] },
    });
    await waitUntil(() => all(dashboard, '.figure-value').length === 4);
    const waiting = () =>
      Number(textOf(figure(dashboard, 'Awaiting action now').querySelector('.figure-value')));
    const count = waiting();
    const { items } = await memory.listSessions({ statuses: ['awaiting'] });
    const [{ id, version }] = items as [(typeof items)[number]];
    await memory.decideSession(
      id,
      { verdict: 'verify', note: null },
      { version, idempotencyKey: 'key-of-the-dashboard' },
    );
    await waitUntil(() => waiting() === count - 1, 'one session less waits');
  });

  it('names what a newer backend counts, and many categories on request', async () => {
    const groups = Array.from({ length: 40 }, (_, index) => ({
      value: `X${String.fromCharCode(65 + (index % 26))}${index < 26 ? 'A' : 'B'}`,
      statuses: [{ status: 'success', count: 40 - index }],
    }));
    const { dashboard } = await showNumbers({
      answer: () =>
        Promise.resolve({
          ...statistics,
          by: 'quarter',
          range: {
            ...range,
            periods: [{ ...days('2026-03-01'), outcomes: [outcome('paused', 1_000_000, 'robot')] }],
            nationalities: { groups, rest: [{ status: 'success', count: 1 }] },
            zones: { read: 9, withErrors: 1, errors: [{ category: 'Hologram', count: 1 }] },
          },
        }),
    });
    expect(textOf(figure(dashboard, 'Verifications'))).to.contain('1,000,000');
    expect(tableOf(chart(dashboard, 'Outcomes'))[0]).to.include('paused');
    expect(tableOf(chart(dashboard, 'Automatic and manual'))[0]).to.include('robot');
    const zones = chart(dashboard, 'Errors in the machine-readable zone');
    expect(tableOf(zones)[1]![0]).to.equal('Hologram');
    const nationalities = chart(dashboard, 'Nationalities');
    expect(tableOf(nationalities)).to.have.length(8);
    buttonNamed(nationalities, 'Show all 41').click();
    await waitUntil(() => tableOf(nationalities).length === 42);
    await expect(dashboard).to.be.accessible();
  });

  it('keeps dates in order in a sentence of another direction', async () => {
    const { dashboard } = await showNumbers();
    const sentence = all(dashboard, '.content > .hint').at(-1)!.textContent;
    expect(sentence).to.contain('\u2068Feb 26, 2026\u2069 – \u2068Feb 28, 2026\u2069');
  });

  it('speaks Georgian under a Georgian locale', async () => {
    const { dashboard } = await showNumbers({ locale: 'ka' });
    await waitUntil(() => said(dashboard).includes('მთავარი დაფა'));
    const outcomes = chart(dashboard, 'შედეგები');
    expect(tableOf(outcomes)[1]!.slice(0, 2)).to.deep.equal(['1 მარ. 2026', '8']);
    const text = [dashboard, ...all(dashboard, 'kv-dashboard-chart')]
      .map((element) => said(element))
      .join(' ')
      .replaceAll(/CSV|UTC|[A-Z][a-z]+\/[A-Z]\w+|gone/g, '');
    expect(text).not.to.match(/[A-Za-z]{2,}/);
  });
});
