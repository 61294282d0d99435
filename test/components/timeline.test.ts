import { expect, fixture, html } from '@open-wc/testing';
import type { ReviewApi } from 'kv-review/api';
import { createMemoryApi, type FaultRule, type MemoryApi } from 'kv-review/api/memory';
import type { Session, TimelineEntry } from 'kv-review/model';
import { edgeSessions, sampleSessions, sampleWorkspace } from 'kv-review/testing';

import 'kv-review/define/review-provider';
import 'kv-review/define/timeline';
import { alex, until } from './review-page.js';

type Timeline = HTMLElementTagNameMap['kv-timeline'];

const samples = sampleSessions({ count: 40, seed: 'timeline' });
const session: Session = samples.find(({ status }) => status === 'awaiting')!;
const other: Session = samples.find(
  ({ id, status }) => status === 'awaiting' && id !== session.id,
)!;
const sessions = [session, other];
const { workspace } = { workspace: sampleWorkspace() };
const ben = { id: 'user-2', name: 'Ben', role: 'agent' } as const;

const open = (...faults: FaultRule[]): MemoryApi =>
  createMemoryApi({ sessions, actor: alex, faults });

/** An adapter whose timelines fail until the test ends the fault. */
function openFailing(code: 'unavailable' | 'forbidden', isFailing = true) {
  const faults: FaultRule[] = [];
  const fail = (): unknown => faults.push({ kind: 'error', code, method: 'getTimeline' });
  if (isFailing) fail();
  const api = createMemoryApi({ sessions, actor: alex, faults });
  return { api, fail, recover: () => (faults.length = 0) };
}

interface Shown {
  readonly element: Timeline;
  readonly provider: HTMLElementTagNameMap['kv-review-provider'];
}

async function show(
  api: ReviewApi,
  { sessionId = session.id, order = 'newest', locale = 'en' } = {},
): Promise<Shown> {
  const provider = await fixture<Shown['provider']>(
    html`<kv-review-provider .api=${api} locale=${locale}>
      <kv-timeline session-id=${sessionId} order=${order}></kv-timeline>
    </kv-review-provider>`,
  );
  return { provider, element: provider.querySelector('kv-timeline')! };
}

const textOf = (element: Element): string =>
  (element.shadowRoot ?? element).textContent.replaceAll(/\s+/g, ' ').trim();

const entriesOf = (element: Timeline): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>('[part=entry]'),
];

const titlesOf = (element: Timeline): string[] =>
  entriesOf(element).map((entry) => textOf(entry.querySelector('.title')!));

const button = (element: Timeline, name: string): HTMLButtonElement | undefined =>
  [...element.shadowRoot!.querySelectorAll('button')].find(
    (each) => textOf(each) === name || each.getAttribute('aria-label') === name,
  );

const loaded = (element: Timeline): Promise<void> => until(() => entriesOf(element).length > 0);

/** An adapter with a timeline of these entries, oldest first. */
const withEntries = (...items: TimelineEntry[]): ReviewApi => ({
  ...open(),
  getTimeline: (_, options) =>
    Promise.resolve({
      items: options?.order === 'oldest' ? items : items.toReversed(),
      nextCursor: null,
    }),
});

const at = (day: number, hour = 10): string => new Date(2026, 4, day, hour).toISOString();

const note = (text: string, day = 1): TimelineEntry => ({
  kind: 'note',
  at: at(day),
  by: ben,
  text,
});

async function addNote(api: ReviewApi, id: string, text: string): Promise<Session> {
  const { version } = await api.getSession(id);
  return api.addNote(id, { text }, { version, idempotencyKey: crypto.randomUUID() });
}

describe('kv-timeline', () => {
  it('shows what happened, the newest first, with who did it and when', async () => {
    const api = open();
    await addNote(api.as(ben), session.id, 'The photo is dark.');
    const { element } = await show(api);
    await loaded(element);
    expect(titlesOf(element)[0]).to.equal('Added a note');
    expect(titlesOf(element).at(-1)).to.equal('Session created');
    const [first, last] = [entriesOf(element)[0]!, entriesOf(element).at(-1)!];
    expect(textOf(first)).to.contain('The photo is dark.').and.to.contain('Ben');
    expect(textOf(last)).to.contain('Automatic');
    expect(first.querySelector('time')!.dateTime).to.match(/^\d{4}-\d\d-\d\dT/);
    expect(first.querySelector('time')!.title).to.match(/\d{4}/);
    await expect(element).to.be.accessible();
  });

  it('has a heading for each day, in the order of the entries', async () => {
    const api = withEntries(note('one', 1), note('two', 1), note('three', 3));
    const { element } = await show(api);
    await loaded(element);
    const groups = [...element.shadowRoot!.querySelectorAll<HTMLElement>('[role=group]')];
    expect(groups.map((group) => group.querySelectorAll('[part=entry]').length)).to.eql([1, 2]);
    const names = groups.map((group) =>
      textOf(element.shadowRoot!.getElementById(group.getAttribute('aria-labelledby')!)!),
    );
    expect(names).to.eql(['May 3, 2026', 'May 1, 2026']);
  });

  it('shows each kind of entry with what belongs to it', async () => {
    const by = ben;
    const api = withEntries(
      { kind: 'attempt-started', at: at(1), by: null, attempt: 2 },
      { kind: 'screening', at: at(2), by: null, result: 'match', openMatches: 2 },
      { kind: 'screening', at: at(2), by, result: 'unknown', openMatches: 0 },
      { kind: 'screening', at: at(2), by, result: 'clear', openMatches: 0 },
      {
        ...{ kind: 'judgement', at: at(3), by: null, outcome: 'awaiting', judgedInPart: false },
        failedConditions: [{ condition: 'face-match-level', observed: 2, required: 4 }],
      },
      { kind: 'claim-made', at: at(4), by },
      { kind: 'claim-taken-over', at: at(4), by, from: { id: 'u9', name: 'Zoe' }, reason: 'Ill.' },
      { kind: 'claim-released', at: at(4), by },
      { kind: 'claim-handed-over', at: at(4), by, to: { id: 'u9', name: 'Zoe' } },
      {
        ...{ kind: 'edit', at: at(5), by },
        changes: [{ field: 'firstName', before: 'Anna', after: 'Ana' }],
      },
      { kind: 'false-positive-marked', at: at(6), by, name: 'LISTED', list: 'List A' },
      {
        ...{ kind: 'decision', at: at(7), by, verdict: 'reject', note: 'A copy.' },
        reasons: [{ id: 'fake', label: { en: 'Fake' } }],
      },
      { kind: 'download', at: at(8), by, file: 'pdf' },
    );
    const { element } = await show(api, { order: 'oldest' });
    await loaded(element);
    expect(titlesOf(element)).to.eql([
      'Attempt 2 started',
      'Checked against sanctions lists: 2 open matches',
      'Checked against sanctions lists: no result',
      'Checked against sanctions lists: no match',
      'Automatic result: Awaiting action',
      'Claimed the session',
      'Took over the session from \u2068Zoe\u2069',
      'Released the session',
      'Handed the session over to \u2068Zoe\u2069',
      'Edited the client’s data',
      'Marked a match as a false positive',
      'Rejected',
      'Created a PDF',
    ]);
    const texts = entriesOf(element).map(textOf);
    expect(texts[4]).to.match(/Face Match Score.*Level 2 of 7/);
    expect(texts[6]).to.contain('Ill.');
    expect(texts[9]).to.match(/First Name.*Anna.*Ana/);
    expect(texts[10]).to.contain('LISTED');
    expect(texts[11]).to.contain('Fake').and.to.contain('A copy.');
    await expect(element).to.be.accessible();
  });

  it('shows a kind that only a newer backend knows by its name', async () => {
    const proposal = { kind: 'proposal', at: at(1), by: ben } as unknown as TimelineEntry;
    const { element } = await show(withEntries(proposal));
    await loaded(element);
    expect(titlesOf(element)).to.eql(['\u2068proposal\u2069']);
    expect(textOf(entriesOf(element)[0]!)).to.contain('Ben');
    await expect(element).to.be.accessible();
  });

  it('turns the order around', async () => {
    const { element } = await show(withEntries(note('first', 1), note('second', 2)));
    await loaded(element);
    expect(textOf(entriesOf(element)[0]!)).to.contain('second');
    const select = element.shadowRoot!.querySelector('select')!;
    select.value = 'oldest';
    select.dispatchEvent(new Event('change'));
    await until(() => textOf(entriesOf(element)[0] ?? element).includes('first'));
    expect(element.order).to.equal('oldest');
  });

  describe('with more than a page', () => {
    const many = 60;

    async function showMany(faults: FaultRule[] = []): Promise<Shown & { api: MemoryApi }> {
      const notes = Array.from({ length: many }, (_, index) => ({
        ...{ id: `n${index}`, text: `Note ${index}`, by: ben, verdict: null },
        at: new Date(Date.UTC(2030, 0, 1) + index * 60_000).toISOString(),
      }));
      const api = createMemoryApi({ sessions: [{ ...session, notes }], actor: alex, faults });
      return { ...(await show(api)), api };
    }

    it('shows older entries on request, and moves the focus to the first of them', async () => {
      const { element } = await showMany();
      await loaded(element);
      expect(entriesOf(element)).to.have.length(50);
      const more = button(element, 'Show older')!;
      more.focus();
      more.click();
      await until(() => entriesOf(element).length > 50);
      expect(titlesOf(element).at(-1)).to.equal('Session created');
      await until(() => element.shadowRoot!.activeElement === entriesOf(element)[50]);
      expect(button(element, 'Show older')).to.equal(undefined);
      expect(textOf(element.shadowRoot!.querySelector('p[role=status]')!)).to.match(
        /^\d+ more entries$/,
      );
      await expect(element).to.be.accessible();
    });

    it('says that older entries could not be loaded, and loads them again', async () => {
      const faults: FaultRule[] = [];
      const { element } = await showMany(faults);
      await loaded(element);
      faults.push({ kind: 'error', code: 'unavailable', method: 'getTimeline' });
      button(element, 'Show older')!.click();
      await until(() => textOf(element).includes('More entries could not be loaded.'));
      expect(entriesOf(element)).to.have.length(50);
      await expect(element).to.be.accessible();
      faults.length = 0;
      button(element, 'Try again')!.click();
      await until(() => entriesOf(element).length > 50);
    });

    it('keeps the older entries when something new has happened', async () => {
      const { element, api } = await showMany();
      await loaded(element);
      button(element, 'Show older')!.click();
      await until(() => entriesOf(element).length > 50);
      const count = entriesOf(element).length;
      await addNote(api.as(ben), session.id, 'One more.');
      await until(() => entriesOf(element).length === count + 1);
      expect(titlesOf(element).at(-1)).to.equal('Session created');
    });
  });

  it('shows at once what a colleague does', async () => {
    const api = open();
    const { element } = await show(api);
    await loaded(element);
    await addNote(api.as(ben), other.id, 'About somebody else.');
    await addNote(api.as(ben), session.id, 'Called the client.');
    await until(() => textOf(element).includes('Called the client.'));
    expect(textOf(element)).not.to.contain('About somebody else.');
  });

  it('shows nothing of the session before, when another one is chosen', async () => {
    const api = open();
    await addNote(api, session.id, 'About the first client.');
    const { element } = await show(api);
    await until(() => textOf(element).includes('About the first client.'));
    element.sessionId = other.id;
    await element.updateComplete;
    expect(textOf(element)).not.to.contain('About the first client.');
    await loaded(element);
    expect(textOf(element)).not.to.contain('About the first client.');
  });

  describe('says what is missing', () => {
    it('while it loads', async () => {
      const { element } = await show(
        open({ kind: 'delay', milliseconds: Infinity, method: 'getTimeline' }),
      );
      await until(() => textOf(element).includes('Loading…'));
      await expect(element).to.be.accessible();
    });

    it('when nothing has happened', async () => {
      const { element } = await show(withEntries());
      await until(() => textOf(element).includes('Nothing has happened yet'));
      await expect(element).to.be.accessible();
    });

    it('without a session', async () => {
      const { element } = await show(open(), { sessionId: '' });
      await until(() => textOf(element).includes('Choose a session'));
      await expect(element).to.be.accessible();
    });

    it('when the session does not exist', async () => {
      const { element } = await show(open(), { sessionId: 'gone' });
      await until(() => textOf(element).includes('This session does not exist'));
      await expect(element).to.be.accessible();
    });

    it('without the capability, and asks for nothing', async () => {
      let count = 0;
      const api = createMemoryApi({
        sessions,
        actor: alex,
        workspace: {
          capabilities: workspace.capabilities.filter((name) => name !== 'timeline'),
        },
      });
      const counting: ReviewApi = {
        ...api,
        getTimeline: (...given) => {
          count += 1;
          return api.getTimeline(...given);
        },
      };
      const { element } = await show(counting);
      await until(() => textOf(element).includes('There is no timeline here'));
      expect(count).to.equal(0);
      await expect(element).to.be.accessible();
    });

    it('after an error, and tries again', async () => {
      const { api, recover } = openFailing('unavailable');
      const { element } = await show(api);
      await until(() => button(element, 'Try again') !== undefined);
      await expect(element).to.be.accessible();
      recover();
      button(element, 'Try again')!.click();
      await loaded(element);
    });

    it('to a user who may not see it', async () => {
      const { element } = await show(openFailing('forbidden').api);
      await until(() => element.shadowRoot!.querySelector('[part=notice]') !== null);
      expect(button(element, 'Try again')).to.equal(undefined);
      await expect(element).to.be.accessible();
    });

    it('when what it shows is out of date', async () => {
      const { api, fail, recover } = openFailing('unavailable', false);
      const { element } = await show(api);
      await loaded(element);
      fail();
      await element.refresh();
      await until(() => textOf(element).includes('This may be out of date'));
      expect(entriesOf(element)).not.to.have.length(0);
      await expect(element).to.be.accessible();
      recover();
      button(element, 'Try again')!.click();
      await until(() => !textOf(element).includes('This may be out of date'));
    });

    it('outside a provider', async () => {
      const element = await fixture<Timeline>(html`<kv-timeline></kv-timeline>`);
      expect(element.shadowRoot!.querySelector('[part=notice]')).to.exist;
      await expect(element).to.be.accessible();
    });
  });

  it('shows markup and long texts as texts, within its width', async () => {
    const hostile = edgeSessions().find(({ id }) => id === 'edge-hostile')!;
    const text = `<img src=x onerror=alert(1)>${'x'.repeat(2000)}`;
    const { element } = await show(
      withEntries(
        { kind: 'note', at: at(1), by: { id: 'u', name: '<b>B</b>'.repeat(40) }, text },
        {
          ...{ kind: 'edit', at: at(1), by: null },
          changes: [
            { field: 'lastName', before: hostile.client.lastName, after: 'y'.repeat(500) },
            { field: 'hair', before: 'z'.repeat(500), after: null },
          ],
        },
        { kind: 'other', at: at(1), by: null, name: 'w'.repeat(100) },
      ),
    );
    element.style.inlineSize = '18rem';
    await loaded(element);
    expect(element.shadowRoot!.querySelector('img, b')).to.equal(null);
    expect(element.scrollWidth).to.be.at.most(element.clientWidth);
    await expect(element).to.be.accessible();
  });

  it('speaks Georgian', async () => {
    const { element } = await show(open(), { locale: 'ka' });
    await until(() => titlesOf(element).at(-1) === 'სესია შეიქმნა');
    await expect(element).to.be.accessible();
  });

  it('is mirrored from right to left', async () => {
    const { element } = await show(open());
    element.style.inlineSize = '40rem';
    await loaded(element);
    const placeOf = (selector: string): number =>
      entriesOf(element)[0]!.querySelector(selector)!.getBoundingClientRect().left;
    expect(placeOf('.time')).to.be.below(placeOf('.what'));
    element.dir = 'rtl';
    expect(placeOf('.time')).to.be.above(placeOf('.what'));
    await expect(element).to.be.accessible();
  });
});
