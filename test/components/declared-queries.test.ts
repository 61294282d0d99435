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

/** An adapter that declares these queries, and records the queries that it receives. */
function recording(queries: Workspace['queries']) {
  const asked: SessionQuery[] = [];
  const counted: unknown[] = [];
  const api = createApi({ sessions: [awaiting], ...(queries && { workspace: { queries } }) });
  const recorded: ReviewApi = {
    ...api,
    getWorkspace: async (options) => {
      // The memory adapter declares all queries by default, so remove that declaration.
      const { queries: declared, ...others } = await api.getWorkspace(options);
      return { ...others, ...(queries && declared && { queries: declared }) };
    },
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
  const filters = () => inside('[popovertarget="filters"]');
  return { list, asked, inside, filters };
}

describe('With an adapter that declares only one order', () => {
  it('a list has neither search, filters, a choice of order nor buttons in the column headers', async () => {
    const { list, inside, filters } = await showList(poor);
    await until(() => inside('.row .more button').length === 1, 'the session is listed');
    expect(inside('input[type="search"]').length, 'search fields').to.equal(0);
    expect(inside('select').length, 'choices of order').to.equal(0);
    expect(inside('[role="columnheader"] button').length, 'header buttons').to.equal(0);
    const headers = inside('[role="columnheader"]').map(({ textContent }) => textContent.trim());
    expect(headers).to.include.members(['First Name', 'Last Name', 'Date', 'Verified']);
    expect(filters(), 'filters').to.deep.equal([]);
    expect(textOf(list), 'a number of sessions').not.to.match(/\d+ sessions?/);
  });

  it('a list sends only declared queries', async () => {
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

  it('focusing a list focuses its rows', async () => {
    const { list, inside } = await showList(poor);
    await until(() => inside('.row .more button').length === 1, 'the session is listed');
    list.focus();
    expect(list.shadowRoot!.activeElement?.classList.contains('row')).to.equal(true);
  });

  it('the badge is empty, and requests no count', async () => {
    const { api, counted, asked } = recording(poor);
    const provider = await showIn(api, html`<kv-awaiting-badge></kv-awaiting-badge>`);
    const badge = provider.querySelector('kv-awaiting-badge')!;
    await badge.updateComplete;
    await badge.refresh();
    expect(textOf(badge)).to.equal('');
    expect([...counted, ...asked]).to.deep.equal([]);
  });

  it('an export uses that order', async () => {
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

describe('With an adapter that declares some queries', () => {
  it('the filters are the declared ones', async () => {
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

  it('a column header has a button if both of its orders are declared', async () => {
    const sorts = ['-createdAt', 'lastName', '-lastName'] as const;
    const { inside, asked } = await showList({ ...poor, sorts: [...sorts] });
    await until(() => inside('.row .more button').length === 1, 'the session is listed');
    const buttons = inside('[role="columnheader"] button').map(({ textContent }) =>
      textContent.trim(),
    );
    expect(buttons).to.deep.equal(['Last Name']);
    await until(() => inside('option').length > 0, 'the orders are offered');
    const orders = inside('option').map((option) => option.getAttribute('value'));
    expect(orders).to.deep.equal(['-createdAt', '-lastName', 'lastName'].sort(bySuite));
    expect(asked.at(-1)?.sort).to.equal('lastName');
  });
});

/** Sorts orders like the port. */
function bySuite(one: string, other: string): number {
  const order = ['-createdAt', 'createdAt', 'firstName', '-firstName', 'lastName', '-lastName'];
  return order.indexOf(one) - order.indexOf(other);
}

describe('With an adapter that declares nothing', () => {
  it('a list offers all queries', async () => {
    const { list, inside, filters } = await showList(undefined);
    await until(() => inside('[role="columnheader"] button').length > 0);
    expect(inside('input[type="search"]').length).to.equal(1);
    await until(() => inside('option').length === 8);
    filters()[0]!.click();
    await says(list, 'Possible spoof');
  });
});
