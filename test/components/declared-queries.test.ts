import { expect, html } from '@open-wc/testing';
import type { ReviewApi, Workspace } from 'kv-review/api';
import type { SessionQuery } from 'kv-review/model';

import 'kv-review/define/awaiting-badge';
import 'kv-review/define/export-csv';
import 'kv-review/define/session-filters';
import 'kv-review/define/session-list';
import { awaiting, createApi, findButton, says, showIn, textOf, until } from './review-page.js';

const poor: NonNullable<Workspace['queries']> = {
  search: false,
  filters: [],
  sorts: ['-createdAt'],
  count: false,
};

/** An adapter that declares these queries, and what it is asked for. */
function recording(queries: Workspace['queries']) {
  const asked: SessionQuery[] = [];
  const counted: unknown[] = [];
  const api = createApi({ sessions: [awaiting], ...(queries && { workspace: { queries } }) });
  const recorded: ReviewApi = {
    ...api,
    listSessions: (query, options) => {
      asked.push(query);
      return api.listSessions(query, options);
    },
    countSessions: (filter, options) => {
      counted.push(filter);
      return api.countSessions(filter, options);
    },
  };
  return { api: recorded, asked, counted };
}

async function showList(queries: Workspace['queries']) {
  const { api, asked } = recording(queries);
  const provider = await showIn(
    api,
    html`<kv-session-list
      sort="lastName"
      document-type="passport"
      from="2020-01-01"
      .search=${'nobody'}
    ></kv-session-list>`,
  );
  const list = provider.querySelector('kv-session-list')!;
  const inside = (selector: string) => [
    ...list.shadowRoot!.querySelectorAll<HTMLElement>(selector),
  ];
  const filters = () => inside('kv-session-filters')[0]!;
  return { list, asked, inside, filters };
}

describe('An adapter that can list its sessions in one order and nothing else', () => {
  it('has neither search, filters, a choice of order nor buttons in the column headers', async () => {
    const { list, inside, filters } = await showList(poor);
    await until(() => inside('.row .more button').length === 1, 'the session is listed');
    expect(inside('input[type="search"]').length, 'search fields').to.equal(0);
    expect(inside('select').length, 'choices of order').to.equal(0);
    expect(inside('[role="columnheader"] button').length, 'header buttons').to.equal(0);
    const headers = inside('[role="columnheader"]').map(({ textContent }) => textContent.trim());
    expect(headers).to.include.members(['First Name', 'Last Name', 'Date', 'Verified']);
    expect(textOf(filters()), 'filters').to.equal('');
    expect(textOf(list), 'a number of sessions').not.to.match(/\d+ sessions?/);
  });

  it('is asked for nothing that it does not declare', async () => {
    const { asked, inside } = await showList(poor);
    await until(() => inside('.row .more button').length === 1, 'the session is listed');
    for (const { sort, search, documentTypes, createdFrom } of asked) {
      expect([sort, search, documentTypes, createdFrom]).to.deep.equal([
        '-createdAt',
        undefined,
        undefined,
        undefined,
      ]);
    }
  });

  it('has the focus of the list go to its rows', async () => {
    const { list, inside } = await showList(poor);
    await until(() => inside('.row .more button').length === 1, 'the session is listed');
    list.focus();
    expect(list.shadowRoot!.activeElement?.classList.contains('row')).to.equal(true);
  });

  it('has no badge, and is not asked for a count', async () => {
    const { api, counted, asked } = recording(poor);
    const provider = await showIn(api, html`<kv-awaiting-badge></kv-awaiting-badge>`);
    const badge = provider.querySelector('kv-awaiting-badge')!;
    await badge.updateComplete;
    await badge.refresh();
    expect(textOf(badge)).to.equal('');
    expect([...counted, ...asked]).to.deep.equal([]);
  });

  it('is exported in the order that it has', async () => {
    const { api, asked } = recording(poor);
    const provider = await showIn(api, html`<kv-export-csv sort="lastName"></kv-export-csv>`);
    const element = provider.querySelector('kv-export-csv')!;
    Object.defineProperty(window, 'showSaveFilePicker', { value: undefined, configurable: true });
    await until(() => findButton(element, 'Export CSV'));
    findButton(element, 'Export CSV')!.click();
    await until(() => asked.length > 0);
    expect(asked.map(({ sort }) => sort)).to.deep.equal(['-createdAt']);
  });
});

describe('An adapter that declares some queries', () => {
  it('has these filters offered, and no others', async () => {
    const { api } = recording({ ...poor, filters: ['status', 'created'] });
    const provider = await showIn(
      api,
      html`<kv-session-filters document-type="passport" status="failed"></kv-session-filters>`,
    );
    const filters = provider.querySelector('kv-session-filters')!;
    await says(filters, 'Failed');
    filters.shadowRoot!.querySelector('button')!.click();
    await says(filters, 'Date range');
    const titles = [...filters.shadowRoot!.querySelectorAll('legend')].map((legend) =>
      legend.textContent.trim(),
    );
    expect(titles).to.deep.equal(['Final status', 'Date range']);
    expect(filters.shadowRoot!.querySelectorAll('.chip').length).to.equal(1);
  });

  it('has a button only in the headers whose orders it has both ways', async () => {
    const sorts = ['-createdAt', 'lastName', '-lastName'] as const;
    const { inside, asked } = await showList({ ...poor, sorts: [...sorts] });
    await until(() => inside('.row .more button').length === 1, 'the session is listed');
    const buttons = inside('[role="columnheader"] button').map(({ textContent }) =>
      textContent.trim(),
    );
    expect(buttons).to.deep.equal(['Last Name']);
    const orders = inside('option').map((option) => option.getAttribute('value'));
    expect(orders).to.deep.equal(['-createdAt', '-lastName', 'lastName'].sort(bySuite));
    expect(asked.at(-1)?.sort).to.equal('lastName');
  });
});

/** As the port lists its orders. */
function bySuite(one: string, other: string): number {
  const order = ['-createdAt', 'createdAt', 'firstName', '-firstName', 'lastName', '-lastName'];
  return order.indexOf(one) - order.indexOf(other);
}

describe('An adapter that declares nothing', () => {
  it('has everything offered', async () => {
    const { inside, filters } = await showList(undefined);
    await until(() => inside('[role="columnheader"] button').length > 0);
    expect(inside('input[type="search"]').length).to.equal(1);
    expect(inside('option').length).to.equal(8);
    filters().shadowRoot!.querySelector('button')!.click();
    await says(filters(), 'Possible spoof');
  });
});
