/** The details of a session, and the console's views. */
import { join } from 'node:path';
import type { Session } from 'kv-review/model';
import type { Locator, Page } from 'playwright-core';
import { withPage, type Group, type Part, type Turn } from '../harness/group.ts';
import { setStage, type OpenPage, type Stage } from '../harness/stage.ts';
import { drawPhotos } from '../rows/draw-photos.ts';
import type { Spot } from './observer.ts';
import { listed, makeSessions } from './sessions.ts';

const here = import.meta.dirname;

const sessions = makeSessions();
const isNamed = ({ client }: Session): boolean =>
  client.lastName !== null && client.documentNumber !== null;
const [first, second] = listed(sessions, 'awaiting').filter(isNamed);
if (!first || !second) throw new Error('No sessions await action.');

/** Which rows of a list must be there. */
const namesOf = (rows: readonly Session[]): string[] =>
  rows.slice(0, 8).flatMap(({ client }) => client.lastName ?? []);
const textsOf = ({ client }: Session): string[] =>
  [client.lastName, client.documentNumber].filter((text) => text !== null);

/** Something to do on a page, and what is painted when it is done. */
interface Step {
  /** The id of its measures; without one it is not measured. */
  readonly id?: string;
  readonly texts: readonly string[];
  /** Where to click; without it, the step is the navigation. */
  readonly target?: (page: Page) => Locator;
}

const rowOf =
  ({ client }: Session) =>
  (page: Page): Locator =>
    page.locator('kv-session-list [role=row]', { hasText: client.lastName ?? '' }).first();
const tab = (name: string) => (page: Page) =>
  page.locator('kv-review-console nav').getByRole('button', { name: new RegExp(`^${name}`) });
const back = (page: Page): Locator => page.locator('kv-review-console .back');

interface Scene {
  readonly page: string;
  readonly query?: string;
  readonly steps: readonly Step[];
}

const awaiting = namesOf(listed(sessions, 'awaiting'));

const scenes = {
  details: {
    page: 'details',
    query: `session=${first.id}`,
    steps: [{ id: 'cold', texts: textsOf(first) }],
  },
  console: {
    page: 'console',
    steps: [
      { id: 'console', texts: awaiting },
      { id: 'open', texts: textsOf(first), target: rowOf(first) },
      { texts: awaiting, target: back },
      { id: 'again', texts: textsOf(second), target: rowOf(second) },
      { texts: awaiting, target: back },
      { id: 'switch', texts: namesOf(listed(sessions)), target: tab('Sessions') },
      { id: 'known', texts: awaiting, target: tab('Awaiting Action') },
    ],
  },
} satisfies Record<string, Scene>;

async function rehearse({ page, visit }: OpenPage, scene: Scene): Promise<Spot[][]> {
  const found: Spot[][] = [];
  await visit(scene.page, scene.query);
  for (const { texts, target } of scene.steps) {
    await target?.(page).click();
    found.push(await page.evaluate((wanted) => globalThis.benchViews.find(wanted), texts));
  }
  return found;
}

const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 1000));

async function play(
  { page, meter, visit }: OpenPage,
  scene: Scene,
  spots: readonly (readonly Spot[])[],
  add: (measure: string, value: number) => void,
): Promise<void> {
  for (const [index, { id, target }] of scene.steps.entries()) {
    const wanted = spots[index] ?? [];
    // The mouse is there before it is pressed, as a hand's.
    await target?.(page).hover();
    const before = await meter.processorTime();
    let time: number;
    if (target) {
      await page.evaluate((places) => globalThis.benchViews.expectClick(places), wanted);
      await target(page).click();
      time = await page.evaluate(() => globalThis.benchViews.clickTime());
    } else {
      await visit(scene.page, scene.query);
      time = await page.evaluate((places) => globalThis.benchViews.shown(places), wanted);
    }
    if (id !== undefined) {
      add(`${id}.ms`, time);
      add(`${id}.cpu`, (await meter.processorTime()) - before);
    }
    await settle();
  }
}

const rehearsals = new WeakMap<Stage, Map<Scene, Spot[][]>>();

/** Where everything is, found once on a page that is not measured. */
async function findSpots(turn: Turn, scene: Scene): Promise<Spot[][]> {
  const known = rehearsals.get(turn.stage) ?? new Map<Scene, Spot[][]>();
  rehearsals.set(turn.stage, known);
  const spots = known.get(scene) ?? (await withPage(turn, (opened) => rehearse(opened, scene)));
  known.set(scene, spots);
  return spots;
}

const playing =
  (scene: Scene): Part['measure'] =>
  async (turn) => {
    const spots = await findSpots(turn, scene);
    await withPage(turn, (opened) => play(opened, scene, spots, turn.add));
  };

const times = (id: string, title: string) => [
  { id: `${id}.ms`, title, unit: 'ms' },
  { id: `${id}.cpu`, title: 'the same, main thread', unit: 'CPU ms' },
];

export const views: Group = {
  name: 'views',
  title: 'Details and console, rows in memory',
  contestants: { kv: 'kv-review' },
  parts: {
    details: { rounds: 3, measure: playing(scenes.details) },
    console: { rounds: 2, measure: playing(scenes.console) },
  },
  references: [],
  measures: [
    ...times('cold', 'details, navigation → photo and client'),
    ...times('console', 'console, navigation → rows with a photo'),
    ...times('open', 'details from the list, the first time'),
    ...times('again', 'details from the list, another session'),
    ...times('switch', 'console, switch to another view'),
    ...times('known', 'console, switch to a view shown before'),
  ],
  goals: [],
  async setStage(_contestants, launch) {
    const benchPhotos = await drawPhotos(launch);
    const pages = Object.keys(scenes).map((name) => {
      const virtual = { 'virtual:scene': join(here, `scenes/${name}.ts`) };
      return [name, { folder: here, virtual, define: { benchPhotos } }] as const;
    });
    return setStage({ pages: Object.fromEntries(pages), observer: join(here, 'observer.ts') });
  },
};
