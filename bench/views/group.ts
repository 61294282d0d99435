/** The details of a session, and the console's views. */
import { join } from 'node:path';
import type { Session } from 'kv-review/model';
import type { Locator, Page } from 'playwright-core';
import type { Group } from '../harness/group.ts';
import { setStage, type OpenPage } from '../harness/stage.ts';
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

const scenes: Readonly<Record<string, Scene>> = {
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
};

/** On a page that is not measured. */
async function findSpots({ page, visit }: OpenPage, scene: Scene): Promise<Spot[][]> {
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

const times = (id: string, title: string) => [
  { id: `${id}.ms`, title, unit: 'ms' },
  { id: `${id}.cpu`, title: 'the same, main thread', unit: 'CPU ms' },
];

export const views: Group = {
  name: 'views',
  title: 'Details and console, rows in memory',
  contestants: { kv: 'kv-review' },
  parts: Object.keys(scenes),
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
  async run({ rounds, samples, launch, chosenParts, report }) {
    const benchPhotos = await drawPhotos(launch);
    const sourceOf = (scene: string) => ({
      folder: here,
      virtual: { 'virtual:scene': join(here, `scenes/${scene}.ts`) },
      define: { benchPhotos },
    });
    const stage = await setStage({
      pages: { details: sourceOf('details'), console: sourceOf('console') },
      observer: join(here, 'observer.ts'),
    });
    const add = (measure: string, value: number): void => samples.add(measure, 'kv', value);
    try {
      for (const [name, scene] of Object.entries(scenes)) {
        if (!chosenParts.includes(name)) continue;
        const browser = await launch();
        const rehearsal = await stage.open(browser);
        const spots = await findSpots(rehearsal, scene);
        await browser.close();
        for (let round = 1; round <= rounds; round += 1) {
          report(`round ${round} of ${rounds}: ${name}`);
          const fresh = await launch();
          await play(await stage.open(fresh), scene, spots, add);
          await fresh.close();
        }
      }
    } finally {
      await stage.close();
    }
  },
};
