/** A page with a dashboard whose numbers a test can foresee. */
import { fixture, html } from '@open-wc/testing';
import { createReviewApi, type ReviewApi, type Workspace } from 'kv-review/api';
import { createMemoryApi, type MemoryApi, type MemoryApiOptions } from 'kv-review/api/memory';
import {
  durationBin,
  nextDay,
  startOfDay,
  type RangeStatistics,
  type Statistics,
  type StatisticsQuery,
} from 'kv-review/model';

import { waitUntil } from '../wait.js';

import 'kv-review/define/dashboard';
import 'kv-review/define/review-provider';

export type Dashboard = HTMLElementTagNameMap['kv-dashboard'];
export type Chart = HTMLElementTagNameMap['kv-dashboard-chart'];
export type Provider = HTMLElementTagNameMap['kv-review-provider'];

export const master = { id: 'master', name: 'Maia Specimen', role: 'master' } as const;
export const agent = { id: 'agent', name: 'Agent Specimen', role: 'agent' } as const;

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();

type Period = RangeStatistics['periods'][number];
type Outcomes = Period['outcomes'];

/** Some days of the viewer's time zone. */
export const days = (from: string, to = from, zone = timeZone) => ({
  from,
  to,
  createdFrom: startOfDay(from, zone),
  createdBefore: startOfDay(nextDay(to), zone),
});

export const outcome = (
  status: string,
  count: number,
  by: string | null = null,
): Outcomes[number] => ({ status, by, count });

const [minute, hour] = [60_000, 3_600_000];

/** How many durations are in each bin. */
export function histogram(...durations: readonly number[]): number[] {
  const counts: number[] = [];
  for (const bin of durations.map(durationBin)) {
    while (counts.length <= bin) counts.push(0);
    counts[bin]! += 1;
  }
  return counts;
}

const nothing = { groups: [], rest: [] };

export const emptyRange = (from: string, to = from): RangeStatistics => ({
  ...days(from, to),
  periods: [{ ...days(from, to), outcomes: [] }],
  documentTypes: nothing,
  nationalities: nothing,
  reasons: { groups: [], rest: 0 },
  zones: { read: 0, withErrors: 0, errors: [] },
  decisionTimes: [],
  judgedInPart: 0,
});

/** Twelve sessions on three days, one of them without any, after four on the days before. */
export const range: RangeStatistics = {
  ...emptyRange('2026-03-01', '2026-03-03'),
  periods: [
    {
      ...days('2026-03-01'),
      outcomes: [
        outcome('success', 6, 'policy'),
        outcome('success', 2, 'user'),
        outcome('rejected', 1, 'user'),
        outcome('awaiting', 1),
      ],
    },
    { ...days('2026-03-02'), outcomes: [] },
    {
      ...days('2026-03-03'),
      outcomes: [outcome('processing', 1), outcome('rejected', 1, 'policy')],
    },
  ],
  documentTypes: {
    groups: [
      { value: 'passport', statuses: [{ status: 'success', count: 7 }] },
      { value: 'id-card', statuses: [{ status: 'success', count: 4 }] },
      { value: null, statuses: [{ status: 'processing', count: 1 }] },
    ],
    rest: [],
  },
  nationalities: {
    groups: [
      { value: 'GEO', statuses: [{ status: 'success', count: 8 }] },
      { value: 'D', statuses: [{ status: 'rejected', count: 2 }] },
    ],
    rest: [{ status: 'success', count: 2 }],
  },
  reasons: {
    groups: [
      { id: 'fake', count: 2 },
      { id: 'gone', count: 1 },
    ],
    rest: 0,
  },
  zones: { read: 10, withErrors: 2, errors: [{ category: 'Birthdate', count: 2 }] },
  decisionTimes: histogram(10 * minute, 10 * minute, 3 * hour),
  judgedInPart: 3,
};

export const before: RangeStatistics = {
  ...emptyRange('2026-02-26', '2026-02-28'),
  periods: [
    {
      ...days('2026-02-26', '2026-02-28'),
      outcomes: [outcome('success', 3, 'policy'), outcome('rejected', 1, 'user')],
    },
  ],
  decisionTimes: histogram(3 * hour),
};

export const statistics: Statistics = {
  timeZone,
  by: 'day',
  range,
  before,
  queue: {
    at: '2026-03-03T12:00:00.000Z',
    count: 2,
    oldestSince: '2026-03-03T09:00:00.000Z',
    ages: histogram(2 * minute, 3 * hour),
  },
};

export interface Page {
  readonly api: ReviewApi;
  readonly memory: MemoryApi;
  readonly provider: Provider;
  readonly dashboard: Dashboard;
  /** What the dashboard has asked for. */
  readonly queries: StatisticsQuery[];
}

export interface PageOptions {
  /** The answer; `undefined` for that of the memory adapter. */
  readonly answer?: (query: StatisticsQuery, signal?: AbortSignal) => Promise<Statistics>;
  readonly memory?: Partial<MemoryApiOptions>;
  readonly workspace?: Partial<Workspace>;
  readonly properties?: Partial<Dashboard>;
  readonly locale?: string;
  readonly width?: number;
}

/** Shows a dashboard; its user is a master, unless the options name another. */
export async function show(options: PageOptions = {}): Promise<Page> {
  const { answer, workspace, properties, locale = 'en', width = 1200 } = options;
  const memory = createMemoryApi({
    sessions: [],
    actor: master,
    // Without a watch, whose first event repeats the request.
    workspace: { capabilities: ['statistics'], ...workspace },
    ...options.memory,
  });
  const queries: StatisticsQuery[] = [];
  const api = createReviewApi({
    ...memory,
    getStatistics: (query, { signal } = {}) => {
      queries.push(query);
      return answer ? answer(query, signal) : memory.getStatistics(query, signal ? { signal } : {});
    },
  });
  const page = await fixture<HTMLElement>(html`<div></div>`);
  page.style.inlineSize = `${width}px`;
  const provider = document.createElement('kv-review-provider');
  Object.assign(provider, { locale, api });
  const dashboard = Object.assign(document.createElement('kv-dashboard'), properties);
  provider.append(dashboard);
  page.append(provider);
  await dashboard.updateComplete;
  return { api, memory, provider, dashboard, queries };
}

/** Shows a dashboard with its numbers. */
export async function showNumbers(options: PageOptions = {}): Promise<Page> {
  const page = await show({ answer: () => Promise.resolve(statistics), ...options });
  await waitUntil(() => all(page.dashboard, '.figure-value').length > 0, 'the numbers are shown');
  return page;
}

export const all = (element: Element, selector: string): HTMLElement[] => [
  ...element.shadowRoot!.querySelectorAll<HTMLElement>(selector),
];

export const one = (element: Element, selector: string): HTMLElement =>
  element.shadowRoot!.querySelector<HTMLElement>(selector)!;

/** Without the characters that isolate texts. */
export const textOf = (element: Element | null): string =>
  (element?.textContent ?? '')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();

export const said = (element: Element): string =>
  [...element.shadowRoot!.children].map(textOf).join(' ');

/** The number at the top with the name. */
export const figure = (dashboard: Dashboard, name: string): HTMLElement =>
  all(dashboard, '.figure').find((each) => textOf(each).startsWith(name))!;

export const findChart = (dashboard: Dashboard, name: string): Chart | undefined =>
  [...dashboard.shadowRoot!.querySelectorAll('kv-dashboard-chart')].find(
    (each) => each.name === name,
  );

export const chart = (dashboard: Dashboard, name: string): Chart => findChart(dashboard, name)!;

export const buttonNamed = (element: Element, name: string): HTMLButtonElement =>
  [...element.shadowRoot!.querySelectorAll('button')].find(
    (button) => (button.ariaLabel ?? textOf(button)) === name,
  )!;

/** The table of a chart, row by row. */
export const tableOf = (element: Chart): string[][] =>
  [...element.shadowRoot!.querySelectorAll('tr')].map((row) =>
    [...row.children].map((cell) => textOf(cell)),
  );

/** Where a drawing has a colour, in pixels of the page; `undefined` if it has not. */
export function placeOf(
  element: Chart,
  [red, green, blue]: readonly [number, number, number],
): { x: number; y: number } | undefined {
  const canvas = element.shadowRoot!.querySelector<HTMLCanvasElement>('canvas.canvas');
  if (!canvas || canvas.width === 0 || canvas.height === 0) return undefined;
  const { data, width } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
  const places: number[] = [];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at] === red && data[at + 1] === green && data[at + 2] === blue) places.push(at / 4);
  }
  // Somewhere inside, not at an edge.
  const place = places[Math.floor(places.length / 2)];
  if (place === undefined) return undefined;
  const box = canvas.getBoundingClientRect();
  const scale = box.width / canvas.width;
  return {
    x: Math.round(box.left + (place % width) * scale),
    y: Math.round(box.top + Math.floor(place / width) * scale),
  };
}
