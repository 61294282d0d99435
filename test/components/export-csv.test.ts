import { expect, oneEvent } from '@open-wc/testing';
import { ReviewError, type ReviewApi } from 'kv-review/api';
import { createCsvApi } from 'kv-review/api/csv';
import { createMemoryApi } from 'kv-review/api/memory';
import { createCsvWriter } from 'kv-review/export/csv';
import { dayOf, type ActivityReport, type Session, type SessionQuery } from 'kv-review/model';
import { sampleSessions, sampleWorkspace } from 'kv-review/testing';

import {
  allWithin,
  focusedIn,
  memory,
  show,
  textOf,
  type as typeText,
  within,
} from './session-list-fixture.js';
import { waitUntil } from '../wait.js';

import 'kv-review/define/export-csv';
import 'kv-review/define/review-provider';

type ExportCsv = HTMLElementTagNameMap['kv-export-csv'];

const page = window as { showSaveFilePicker?: unknown };
const ownPicker = page.showSaveFilePicker;
const sessions = sampleSessions({ count: 450, seed: 5 });

interface SavedFile {
  name: string | undefined;
  chunks: string[];
  state: 'none' | 'open' | 'closed' | 'discarded';
}

/** A dialog in which the user saves under the suggested name. */
function pickFile(changes: Partial<FileSystemWritableFileStream> = {}): SavedFile {
  const file: SavedFile = { name: undefined, chunks: [], state: 'none' };
  page.showSaveFilePicker = ({ suggestedName }: { suggestedName: string }) => {
    file.name = suggestedName;
    file.state = 'open';
    return Promise.resolve({
      createWritable: () =>
        Promise.resolve({
          write: (chunk: string) => Promise.resolve(void file.chunks.push(chunk)),
          close: () => Promise.resolve(void (file.state = 'closed')),
          abort: () => Promise.resolve(void (file.state = 'discarded')),
          ...changes,
        }),
    });
  };
  return file;
}

async function mount(api: ReviewApi | undefined, properties: Partial<ExportCsv> = {}) {
  const provider = document.createElement('kv-review-provider');
  provider.locale = 'en';
  if (api) provider.api = api;
  const element = Object.assign(document.createElement('kv-export-csv'), properties);
  provider.append(element);
  document.body.append(provider);
  await waitUntil(() => !api || buttonOf(element)?.ariaDisabled === null, 'is ready');
  return { provider, element };
}

const buttonOf = (element: Element) => within(element, '.start');
const controlOf = (element: Element, name: string) =>
  allWithin(element, 'button').find((button) => textOf(button).includes(name));
const outcomeOf = (element: Element) => textOf(within(element, '[role="status"]'));
const alertOf = (element: Element) => textOf(within(element, '[role="alert"]'));

async function idsIn(file: SavedFile): Promise<string[]> {
  const { api, errors, sessionCount } = await createCsvApi(file.chunks.join(''));
  expect(errors).to.deep.equal([]);
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const { items, nextCursor }: Awaited<ReturnType<ReviewApi['listSessions']>> =
      await api.listSessions({ limit: 200, cursor });
    ids.push(...items.map(({ id }) => id));
    cursor = nextCursor;
  } while (cursor !== null);
  expect(ids).to.have.length(sessionCount);
  return ids.sort();
}

const idsOf = (of: readonly Session[]) => of.map(({ id }) => id).sort();

/** An adapter whose lists wait for the test, and can fail. */
function gated(backend: ReviewApi = memory(sessions)) {
  const waiting: ((error?: ReviewError) => void)[] = [];
  const queries: SessionQuery[] = [];
  const signals: (AbortSignal | undefined)[] = [];
  const api: ReviewApi = {
    ...backend,
    listSessions: async (query, options) => {
      queries.push(query);
      signals.push(options?.signal);
      const error = await new Promise<ReviewError | undefined>((resolve) => waiting.push(resolve));
      if (error) throw error;
      return backend.listSessions(query, options);
    },
  };
  const next = async (error?: ReviewError) => {
    await waitUntil(() => waiting.length > 0, 'a page is asked for');
    waiting.shift()!(error);
  };
  return { api, queries, signals, next };
}

describe('kv-export-csv', () => {
  afterEach(() => {
    for (const provider of document.querySelectorAll('kv-review-provider')) provider.remove();
    page.showSaveFilePicker = ownPicker;
  });

  it('saves all pages, and shows how many sessions', async () => {
    const file = pickFile();
    const { element } = await mount(memory(sessions));
    expect(textOf(buttonOf(element))).to.equal('Export CSV');
    const complete = oneEvent(element, 'kv-export-complete');
    buttonOf(element)!.click();
    expect((await complete).detail).to.deep.equal({ count: 450, outcome: 'saved' });
    expect(file.state).to.equal('closed');
    expect(await idsIn(file)).to.deep.equal(idsOf(sessions));
    await waitUntil(() => outcomeOf(element) === '450 sessions exported');
    await expect(element).to.be.accessible();
  });

  it('names the file after the view and the day, without personal data', async () => {
    const day = new Date().toISOString().slice(0, 10);
    for (const [view, name] of [
      ['all', `sessions-${day}.csv`],
      ['awaiting', `sessions-awaiting-${day}.csv`],
      ['rejected', `sessions-rejected-${day}.csv`],
    ] as const) {
      const file = pickFile();
      const { element } = await mount(memory(sessions.slice(0, 5)), { view });
      buttonOf(element)!.click();
      await waitUntil(() => file.state === 'closed');
      expect(file.name).to.equal(name);
    }
  });

  it('names the file after the day of the company', async () => {
    for (const timeZone of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
      const file = pickFile();
      const { element } = await mount(memory(sessions.slice(0, 5), { workspace: { timeZone } }));
      buttonOf(element)!.click();
      await waitUntil(() => file.state === 'closed');
      expect(file.name).to.equal(`sessions-${dayOf(new Date(), timeZone)}.csv`);
    }
  });

  it('exports the sessions of a view, and the reasons of rejected ones', async () => {
    for (const view of ['awaiting', 'rejected'] as const) {
      const file = pickFile();
      const { element } = await mount(memory(sessions), { view });
      buttonOf(element)!.click();
      await waitUntil(() => file.state === 'closed');
      const wanted = sessions.filter(({ status }) => status === view);
      expect(await idsIn(file)).to.deep.equal(idsOf(wanted));
      const header = file.chunks[0]!.split('\r\n')[0]!;
      expect(header.endsWith('Attempts,Reasons')).to.equal(view === 'rejected');
    }
  });

  it('escapes formulas, except in raw mode', async () => {
    const hostile = sessions
      .slice(0, 1)
      .map((session) => ({ ...session, client: { ...session.client, lastName: '=1+1' } }));
    for (const [mode, cell] of [
      ['safe', ",'=1+1,"],
      ['raw', ',=1+1,'],
    ] as const) {
      const file = pickFile();
      const { element } = await mount(memory(hostile), { mode });
      buttonOf(element)!.click();
      await waitUntil(() => file.state === 'closed');
      expect(file.chunks.join('')).to.contain(cell);
    }
  });

  it('shows its progress', async () => {
    pickFile();
    const { api, next } = gated();
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await next();
    await waitUntil(() => textOf(within(element, '.count')) === '200 of 450 sessions');
    const bar = within(element, 'progress') as HTMLProgressElement;
    expect([bar.value, bar.max]).to.deep.equal([200, 450]);
    expect(buttonOf(element)!.ariaDisabled).to.equal('true');
    await expect(element).to.be.accessible();
  });

  it('saves nothing when cancelled, and keeps the focus', async () => {
    const file = pickFile();
    const { api, next, signals } = gated();
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await next();
    await waitUntil(() => controlOf(element, 'Cancel export'));
    controlOf(element, 'Cancel export')!.click();
    await waitUntil(() => file.state === 'discarded');
    expect(signals.at(-1)?.aborted).to.equal(true);
    await waitUntil(() => outcomeOf(element) === 'Export canceled; nothing was saved.');
    expect(focusedIn(element)).to.equal(buttonOf(element));
    expect(buttonOf(element)!.ariaDisabled).to.equal(null);
  });

  it('continues from the page that failed', async () => {
    const file = pickFile();
    const { api, next, queries } = gated();
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await next();
    const reported = oneEvent(element, 'kv-error');
    await next(new ReviewError('unavailable', 'down'));
    expect((await reported).detail).to.deep.equal({ code: 'unavailable', retryable: true });
    await waitUntil(() => alertOf(element) === 'The service cannot be reached');
    expect(textOf(within(element, '.count'))).to.equal('200 of 450 sessions');
    await expect(element).to.be.accessible();
    controlOf(element, 'Continue')!.click();
    await next();
    expect(queries[2]).to.deep.equal(queries[1]);
    expect(queries[2]?.cursor).to.be.a('string');
    await next();
    await waitUntil(() => file.state === 'closed');
    expect(await idsIn(file)).to.deep.equal(idsOf(sessions));
  });

  it('starts over without repeating a session if the cursor is refused', async () => {
    const file = pickFile();
    const { api, next, queries } = gated();
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await next();
    await next(new ReviewError('invalid', 'no such cursor'));
    await waitUntil(() => controlOf(element, 'Continue'));
    controlOf(element, 'Continue')!.click();
    await next();
    expect(queries[2]?.cursor).to.equal(null);
    await next();
    await next();
    await waitUntil(() => file.state === 'closed');
    expect(await idsIn(file)).to.deep.equal(idsOf(sessions));
  });

  it('waits without an error if the backend says how long', async () => {
    const file = pickFile();
    const { api, next } = gated(memory(sessions.slice(0, 3)));
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await next(new ReviewError('rate-limited', 'slow down', { retryAfter: 1 }));
    await next();
    await waitUntil(() => file.state === 'closed');
    expect(outcomeOf(element)).to.equal('3 sessions exported');
  });

  it('records the export before the file exists, if the adapter can', async () => {
    const { actor, ...workspace } = sampleWorkspace();
    const reports: ActivityReport[] = [];
    const states: string[] = [];
    const file = pickFile();
    let failures = 1;
    const api: ReviewApi = {
      ...createMemoryApi({ sessions: sessions.slice(0, 7), actor, workspace }),
      recordActivity: (report) => {
        states.push(file.state);
        if (failures > 0) {
          failures -= 1;
          return Promise.reject(new ReviewError('unavailable', 'down'));
        }
        return Promise.resolve(void reports.push(report));
      },
    };
    expect(workspace.capabilities).to.include('record-activity');
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await waitUntil(() => controlOf(element, 'Continue'));
    controlOf(element, 'Continue')!.click();
    await waitUntil(() => file.state === 'closed');
    expect(states).to.deep.equal(['open', 'open']);
    expect(reports).to.deep.equal([{ action: 'export-csv', count: 7 }]);
  });

  describe('with an adapter that writes the file', () => {
    const writing = () => createMemoryApi({ sessions, csvWriter: createCsvWriter });

    async function bytesIn(file: SavedFile): Promise<string> {
      return new Blob(file.chunks).text();
    }

    it('saves the same bytes as page by page, and lets the adapter record it', async () => {
      const pages = pickFile();
      const { element: byPage } = await mount(memory(sessions), { view: 'rejected' });
      buttonOf(byPage)!.click();
      await waitUntil(() => pages.state === 'closed');
      const streamed = pickFile();
      const api = writing();
      const lists: unknown[] = [];
      const listSessions: ReviewApi['listSessions'] = (query) => {
        lists.push(query);
        return api.listSessions(query);
      };
      const { element } = await mount({ ...api, listSessions }, { view: 'rejected' });
      const complete = oneEvent(element, 'kv-export-complete');
      buttonOf(element)!.click();
      const count = sessions.filter(({ status }) => status === 'rejected').length;
      expect((await complete).detail).to.deep.equal({ count, outcome: 'saved' });
      expect(await bytesIn(streamed)).to.equal(await bytesIn(pages));
      expect(lists).to.deep.equal([]);
      const exports = api.activity.filter(({ action }) => action === 'export-csv');
      expect(exports.map(({ details }) => details.count)).to.deep.equal([count]);
    });

    it('saves nothing of a file that breaks off, and writes it again page by page', async () => {
      const file = pickFile({
        truncate: () => Promise.resolve(void (file.chunks.length = 0)),
        seek: () => Promise.resolve(),
      });
      const api = writing();
      const exportSessions: ReviewApi['exportSessions'] = async (request) => {
        const { count, chunks } = await api.exportSessions(request);
        return {
          count,
          chunks: (async function* () {
            for await (const chunk of chunks) {
              yield chunk;
              if (chunk.count >= 200) throw new ReviewError('unavailable', 'broke off');
            }
          })(),
        };
      };
      const { element } = await mount({ ...api, exportSessions });
      const reported = oneEvent(element, 'kv-error');
      buttonOf(element)!.click();
      expect((await reported).detail).to.deep.equal({ code: 'unavailable', retryable: true });
      await waitUntil(() => textOf(within(element, '.count')) === '200 of 450 sessions');
      expect(file.state).to.equal('open');
      await expect(element).to.be.accessible();
      controlOf(element, 'Continue')!.click();
      await waitUntil(() => file.state === 'closed');
      expect(await idsIn(file)).to.deep.equal(idsOf(sessions));
    });

    it('saves nothing when cancelled', async () => {
      const file = pickFile();
      const api = writing();
      const exportSessions: ReviewApi['exportSessions'] = async (request) => {
        const { count, chunks } = await api.exportSessions(request);
        return {
          count,
          chunks: (async function* () {
            for await (const chunk of chunks) {
              yield chunk;
              if (chunk.count >= 200) await new Promise(() => undefined);
            }
          })(),
        };
      };
      const { element } = await mount({ ...api, exportSessions });
      buttonOf(element)!.click();
      await waitUntil(() => textOf(within(element, '.count')) === '200 of 450 sessions');
      controlOf(element, 'Cancel export')!.click();
      await waitUntil(() => outcomeOf(element) === 'Export canceled; nothing was saved.');
      await waitUntil(() => file.state === 'discarded');
    });
  });

  it('works with an adapter that only lists', async () => {
    const file = pickFile();
    const { actor, ...workspace } = sampleWorkspace();
    const api = createMemoryApi({
      sessions: sessions.slice(0, 7),
      actor,
      workspace: { ...workspace, capabilities: [] },
    });
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await waitUntil(() => file.state === 'closed');
    expect(outcomeOf(element)).to.equal('7 sessions exported');
  });

  it('does nothing when the user closes the dialog', async () => {
    page.showSaveFilePicker = () => Promise.reject(new DOMException('closed', 'AbortError'));
    const { api, queries } = gated();
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await element.updateComplete;
    expect(buttonOf(element)!.ariaDisabled).to.equal('true');
    await waitUntil(() => buttonOf(element)!.ariaDisabled === null);
    expect([queries.length, outcomeOf(element)]).to.deep.equal([0, '']);
  });

  it('shows that the file could not be written', async () => {
    pickFile({ write: () => Promise.reject(new DOMException('full', 'QuotaExceededError')) });
    const { element } = await mount(memory(sessions.slice(0, 3)));
    buttonOf(element)!.click();
    await waitUntil(() => alertOf(element) === 'The file could not be saved.');
    expect(buttonOf(element)!.ariaDisabled).to.equal(null);
  });

  for (const [name, picker] of [
    ['cannot choose a place', undefined],
    ['may not', () => Promise.reject(new DOMException('no', 'SecurityError'))],
  ] as const) {
    it(`downloads the file where a browser ${name}, and releases its URL`, async () => {
      page.showSaveFilePicker = picker;
      const links: HTMLAnchorElement[] = [];
      const click = HTMLAnchorElement.prototype.click;
      HTMLAnchorElement.prototype.click = function () {
        links.push(this);
      };
      try {
        const { element } = await mount(memory(sessions));
        buttonOf(element)!.click();
        await oneEvent(element, 'kv-export-complete');
      } finally {
        HTMLAnchorElement.prototype.click = click;
      }
      expect(links).to.have.length(1);
      expect(links[0]!.download).to.match(/^sessions-\d{4}-\d{2}-\d{2}\.csv$/);
      const blob = await (await fetch(links[0]!.href)).blob();
      // WebKit reports the type of a fetched blob without its parameters.
      expect(blob.type.split(';')[0]).to.equal('text/csv');
      const bytes = new Uint8Array(await blob.arrayBuffer());
      expect([...bytes.slice(0, 3)]).to.deep.equal([0xef, 0xbb, 0xbf]);
      const { sessionCount } = await createCsvApi(blob);
      expect(sessionCount).to.equal(450);
      URL.revokeObjectURL(links[0]!.href);
    });
  }

  it('ends with the connection, and reads or saves nothing for another user', async () => {
    const file = pickFile();
    const { api, next, signals } = gated();
    const { element, provider } = await mount(api);
    buttonOf(element)!.click();
    await next();
    await waitUntil(() => signals.length === 2);
    provider.api = memory([]);
    await waitUntil(() => file.state === 'discarded');
    expect(signals[1]?.aborted).to.equal(true);
    await waitUntil(() => buttonOf(element)?.ariaDisabled === null);
    expect(outcomeOf(element)).to.equal('');
  });

  it('ends when it is removed from the page', async () => {
    const file = pickFile();
    const { api, next } = gated();
    const { element } = await mount(api);
    buttonOf(element)!.click();
    await next();
    element.remove();
    await waitUntil(() => file.state === 'discarded');
  });

  it('starts one export at a time', async () => {
    const file = pickFile();
    const { api, queries } = gated();
    const { element } = await mount(api);
    buttonOf(element)!.click();
    buttonOf(element)!.click();
    await waitUntil(() => queries.length > 0);
    buttonOf(element)!.click();
    await element.updateComplete;
    expect([queries.length, file.state]).to.deep.equal([1, 'open']);
  });

  it('exports the sessions that match the list’s view, search and filters', async () => {
    const file = pickFile();
    const { list } = await show(memory(sessions), { status: 'success', sort: 'createdAt' });
    const wanted = sessions.filter(({ status, client }) => status === 'success' && client.lastName);
    const { lastName } = wanted[0]!.client;
    typeText(list, lastName!);
    await list.updateComplete;
    const element = within(list, 'kv-export-csv') as ExportCsv;
    await waitUntil(() => buttonOf(element)?.ariaDisabled === null);
    buttonOf(element)!.click();
    await waitUntil(() => file.state === 'closed');
    const word = lastName!.toLowerCase();
    const found = wanted.filter(({ client }) => client.lastName!.toLowerCase() === word);
    const ids = await idsIn(file);
    expect(ids).to.include.members(idsOf(found));
    expect(ids.length).to.be.lessThan(wanted.length);
    const verified = new Map(sessions.map(({ id, status }) => [id, status]));
    expect(ids.every((id) => verified.get(id) === 'success')).to.equal(true);
  });

  it('shows an error outside a provider', async () => {
    const { element } = await mount(undefined);
    await element.updateComplete;
    expect(textOf(element)).to.contain('kv-review is not connected');
  });
});
