/** The list with its rows in memory, beside the grids that a portal would use instead. */
import { join } from 'node:path';
import type { Group } from '../harness/group.ts';
import type { Goal, Measure } from '../harness/measure.ts';
import { setStage } from '../harness/stage.ts';
import { drawPhotos } from '../rows/draw-photos.ts';
import { leak, memory } from './memory.ts';
import { jumping, scrolling as scroll, start as open, typing } from './parts.ts';

const here = import.meta.dirname;
const few = 50;
const many = 100_000;

const start = (id: string, title: string): Measure[] => [
  { id: `${id}.ms`, title: `first screen with thumbnails, ${title}`, unit: 'ms' },
  { id: `${id}.cpu`, title: `the same, main thread`, unit: 'CPU ms' },
];

const scrolling = (id: string, title: string): Measure[] => [
  { id: `${id}.fps`, title, unit: 'frames/s', digits: 1 },
  { id: `${id}.cpu`, title: 'the same, main thread', unit: 'CPU ms a frame', digits: 1 },
  { id: `${id}.blank`, title: 'the same, nothing where a row should be', unit: '%', digits: 1 },
  { id: `${id}.skeleton`, title: 'the same, a row without text', unit: '%', digits: 1 },
  { id: `${id}.wrong`, title: 'the same, another row', unit: '%', digits: 1 },
];

/** A sweep passes more rows in a frame than fit the screen, so that everybody is behind. */
const behind = (id: string): Measure => ({
  id: `${id}.behind`,
  title: 'the same, not there yet when the browser scrolls ahead of the page',
  unit: '%',
  digits: 1,
});

const measures: readonly Measure[] = [
  ...start('start-50', '50 rows'),
  ...start('start-100k', '100,000 rows'),
  { id: 'start-slow.ms', title: 'first screen, 50 rows, slow 4G, 4 × CPU', unit: 'ms' },
  { id: 'typing.first', title: 'first key of a search → right rows', unit: 'ms' },
  { id: 'typing.later', title: 'later keys → right rows', unit: 'ms' },
  { id: 'typing.inp', title: 'INP while typing', unit: 'ms' },
  ...scrolling('flick.new', 'flick, 250 rows/s'),
  behind('flick.new'),
  ...scrolling('flick.read', 'flick again over the same rows'),
  behind('flick.read'),
  ...scrolling('sweep.new', 'sweep, all rows in 3 s'),
  ...scrolling('sweep.read', 'sweep again over the same rows'),
  { id: 'jump.new', title: 'far jump → right rows', unit: 'ms' },
  { id: 'jump.read', title: 'far jump again', unit: 'ms' },
  { id: 'nodes.document', title: 'DOM nodes', unit: 'nodes' },
  { id: 'nodes.row', title: 'DOM nodes in a row', unit: 'nodes' },
  { id: 'heap.row', title: 'heap a row beyond its own data', unit: 'B' },
  { id: 'leak.heap', title: 'leak a mount', unit: 'B' },
  { id: 'leak.nodes', title: 'leak a mount', unit: 'nodes', digits: 2 },
  { id: 'leak.listeners', title: 'leak a mount', unit: 'listeners', digits: 2 },
];

const atMost = (measure: string, limit: Omit<Goal, 'measure' | 'bound'>): Goal => ({
  measure,
  bound: 'at most',
  ...limit,
});

const frame = 1000 / 60;

const goals: readonly Goal[] = [
  ...['start-50.ms', 'start-50.cpu', 'start-100k.ms', 'start-100k.cpu', 'start-slow.ms'].map(
    (measure) => atMost(measure, { of: 'virtualizer', times: 1.5 }),
  ),
  atMost('typing.first', { of: 'virtualizer', times: 1.5 }),
  atMost('typing.later', { of: 'plain', plus: frame }),
  ...['flick.new.fps', 'flick.read.fps'].map((measure): Goal => ({
    measure,
    bound: 'at least',
    plus: 55,
  })),
  ...['sweep.new.fps', 'sweep.read.fps'].map((measure): Goal => ({
    measure,
    bound: 'at least',
    of: 'revogrid',
  })),
  ...['flick.new', 'flick.read', 'sweep.new', 'sweep.read'].flatMap((id) => [
    atMost(`${id}.blank`, { plus: 0 }),
    atMost(`${id}.wrong`, { plus: 0 }),
  ]),
  atMost('flick.read.skeleton', { plus: 0 }),
  ...['flick.new.behind', 'flick.read.behind'].map((measure) =>
    atMost(measure, { of: 'revogrid' }),
  ),
  ...['jump.new', 'jump.read'].map((measure) => atMost(measure, { of: 'revogrid', times: 1.5 })),
  atMost('nodes.row', { plus: 40 }),
  atMost('heap.row', { plus: 64 }),
  atMost('leak.heap', { plus: 100 }),
  atMost('leak.nodes', { plus: 0 }),
  atMost('leak.listeners', { plus: 0 }),
];

export const list: Group = {
  name: 'list',
  title: 'The list, rows in memory',
  contestants: {
    kv: 'kv-session-list',
    plain: 'hand-written DOM',
    virtualizer: 'lit-virtualizer',
    revogrid: 'RevoGrid',
    'ag-grid': 'ag-grid',
    tabulator: 'Tabulator',
  },
  references: ['plain', 'virtualizer', 'revogrid'],
  parts: {
    'start-50': { rounds: 3, measure: open('start-50', few) },
    'start-100k': { rounds: 3, measure: open('start-100k', many) },
    'start-slow': { rounds: 2, measure: open('start-slow', few, true) },
    typing: { rounds: 2, measure: typing(many) },
    flick: { rounds: 2, measure: scroll('flick', many, { speed: 250, milliseconds: 2000 }) },
    sweep: { rounds: 1, measure: scroll('sweep', many, { speed: many / 3, milliseconds: 3000 }) },
    jump: { rounds: 2, measure: jumping('jump', many) },
    memory: { rounds: 1, measure: memory(few, many) },
    leak: { rounds: 1, measure: leak(few) },
  },
  measures,
  goals,
  async setStage(contestants, launch) {
    const benchPhotos = await drawPhotos(launch);
    const pages = [...contestants, 'none'].map((name) => {
      const virtual = { 'virtual:contestant': join(here, `contestants/${name}.ts`) };
      return [name, { folder: here, virtual, define: { benchPhotos } }] as const;
    });
    return setStage({ pages: Object.fromEntries(pages), observer: join(here, 'observer.ts') });
  },
};
