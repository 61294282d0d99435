/** The parts of the list's bench. Each measures one contestant once. */
import type { Browser } from 'playwright-core';
import type {} from './page.ts';
import type { OpenPage, Stage } from '../harness/stage.ts';
import type { ScrollOrder, ScrollRecord } from './observer.ts';
import { rowHeight, searchText } from '../rows/rows.ts';
import { shareOf, type Geometry } from './sight.ts';

export const few = 50;
export const many = 100_000;

export interface Turn {
  readonly stage: Stage;
  readonly browser: Browser;
  readonly contestant: string;
  readonly add: (measure: string, value: number) => void;
}

export type Part = (turn: Turn) => Promise<void>;

async function withPage(
  { stage, browser }: Turn,
  work: (opened: OpenPage) => Promise<void>,
): Promise<void> {
  const opened = await stage.open(browser);
  try {
    await work(opened);
  } finally {
    await opened.close();
  }
}

const geometries = new WeakMap<Stage, Map<string, Geometry>>();

/** Where a contestant's rows are. Found once, on a page that is not measured. */
export async function findGeometry(turn: Turn): Promise<Geometry> {
  const known = geometries.get(turn.stage) ?? new Map<string, Geometry>();
  geometries.set(turn.stage, known);
  const { contestant } = turn;
  if (!known.has(contestant)) {
    await withPage(turn, async ({ page, visit }) => {
      await visit(contestant, `rows=${few}`);
      const geometry = await page.evaluate(() => globalThis.benchObserver.locate());
      if (Math.abs(geometry.rowHeight - rowHeight) > 1) {
        throw new Error(`${contestant} has rows of ${geometry.rowHeight} px.`);
      }
      known.set(contestant, geometry);
    });
  }
  const geometry = known.get(contestant);
  if (!geometry) throw new Error(`${contestant} shows no rows.`);
  return geometry;
}

/** Opens the list, and waits for its first screen. */
async function show(turn: Turn, { page, visit }: OpenPage, count: number): Promise<number> {
  const geometry = await findGeometry(turn);
  await visit(turn.contestant, `rows=${count}`);
  return page.evaluate(([where, rows]) => globalThis.benchObserver.firstScreen(where, rows), [
    geometry,
    count,
  ] as const);
}

const settle = (milliseconds = 500): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));

const start =
  (name: string, count: number, isSlow = false): Part =>
  async (turn) => {
    await findGeometry(turn);
    await withPage(turn, async (opened) => {
      if (isSlow) await opened.meter.slowDown();
      const before = await opened.meter.processorTime();
      turn.add(`${name}.ms`, await show(turn, opened, count));
      const after = await opened.meter.processorTime();
      if (!isSlow) turn.add(`${name}.cpu`, after - before);
    });
  };

const type: Part = async (turn) => {
  const geometry = await findGeometry(turn);
  await withPage(turn, async (opened) => {
    const { page } = opened;
    await show(turn, opened, many);
    await settle();
    await page.evaluate(
      ([where, count, text]) => globalThis.benchObserver.expectKeys(where, count, text),
      [geometry, many, searchText] as const,
    );
    await page.locator('input[type=search]').click();
    await settle();
    for (const key of searchText) {
      await page.keyboard.press(key);
      await page.evaluate(() => globalThis.benchObserver.keyTimes());
      await settle(150);
    }
    const [first = Number.NaN, ...later] = await page.evaluate(() =>
      globalThis.benchObserver.keyTimes(),
    );
    turn.add('typing.first', first);
    for (const time of later) turn.add('typing.later', time);
    turn.add(
      'typing.inp',
      await page.evaluate(() => globalThis.benchObserver.longestInteraction()),
    );
  });
};

const scroll: Part = async (turn) => {
  const geometry = await findGeometry(turn);
  const orders: Readonly<Record<string, ScrollOrder>> = {
    flick: { speed: 250, milliseconds: 2000 },
    sweep: { speed: many / 3, milliseconds: 3000 },
  };
  for (const [name, order] of Object.entries(orders)) {
    await withPage(turn, async (opened) => {
      const { page, meter } = opened;
      await show(turn, opened, many);
      for (const pass of ['new', 'read']) {
        await page.evaluate(([where, count]) => globalThis.benchObserver.jump(where, count, 0), [
          geometry,
          many,
        ] as const);
        await settle();
        const before = await meter.processorTime();
        const record: ScrollRecord = await page.evaluate(
          ([where, count, wanted]) => globalThis.benchObserver.scroll(where, count, wanted),
          [geometry, many, order] as const,
        );
        const time = (await meter.processorTime()) - before;
        const id = `${name}.${pass}`;
        turn.add(`${id}.fps`, (1000 * record.frames) / record.milliseconds);
        turn.add(`${id}.cpu`, time / record.frames);
        for (const verdict of ['blank', 'skeleton', 'wrong'] as const) {
          turn.add(`${id}.${verdict}`, shareOf(record.verdicts, verdict));
        }
        turn.add(`${id}.behind`, 100 - shareOf(record.ahead, 'right'));
        await settle();
      }
    });
  }
};

const jump: Part = async (turn) => {
  const geometry = await findGeometry(turn);
  await withPage(turn, async (opened) => {
    const { page } = opened;
    await show(turn, opened, many);
    await settle();
    const far = Math.floor(many * 0.7);
    // There, back, and there again, when the rows have been read.
    for (const [id, position] of [
      ['jump.new', far],
      ['', 0],
      ['jump.read', far],
    ] as const) {
      const time = await page.evaluate(
        ([where, count, to]) => globalThis.benchObserver.jump(where, count, to),
        [geometry, many, position] as const,
      );
      if (id !== '') turn.add(id, time);
      await settle();
    }
  });
};

/** Bytes of the heap with so many rows, after the first screen. */
async function heapWith(turn: Turn, count: number): Promise<number> {
  let heap = Number.NaN;
  await withPage(turn, async (opened) => {
    if (turn.contestant === 'none') await opened.visit('none', `rows=${count}`);
    else await show(turn, opened, count);
    await settle(1000);
    ({ heap } = await opened.meter.memory());
  });
  return heap;
}

const heapPerRow = async (turn: Turn): Promise<number> =>
  ((await heapWith(turn, many)) - (await heapWith(turn, few))) / (many - few);

const rowsThemselves = new WeakMap<Stage, number>();

const memory: Part = async (turn) => {
  const geometry = await findGeometry(turn);
  await withPage(turn, async (opened) => {
    await show(turn, opened, few);
    await settle();
    const { inDocument, inRow } = await opened.page.evaluate(
      (where) => globalThis.benchObserver.countNodes(where),
      geometry,
    );
    turn.add('nodes.document', inDocument);
    turn.add('nodes.row', inRow);
  });
  const own = rowsThemselves.get(turn.stage) ?? (await heapPerRow({ ...turn, contestant: 'none' }));
  rowsThemselves.set(turn.stage, own);
  turn.add('heap.row', (await heapPerRow(turn)) - own);
};

/** Enough for the browser to have compiled and cached what it will. */
const warmUps = 10;
const mounts = 50;

const leak: Part = async (turn) => {
  const geometry = await findGeometry(turn);
  await withPage(turn, async (opened) => {
    const { page, meter } = opened;
    await show(turn, opened, few);
    // The browser would keep an entry for each picture.
    await page.evaluate(() => performance.setResourceTimingBufferSize(0));
    const remount = (times: number): Promise<void> =>
      page.evaluate(
        async ([where, count, repeats]) => {
          for (let round = 0; round < repeats; round += 1) {
            globalThis.benchPage.unmount();
            globalThis.benchPage.mount();
            await globalThis.benchObserver.firstScreen(where, count);
          }
          globalThis.benchPage.unmount();
          // Two frames, so that what the browser does later is done.
          await new Promise((resolve) =>
            requestAnimationFrame(() => requestAnimationFrame(resolve)),
          );
        },
        [geometry, few, times] as const,
      );
    await remount(warmUps);
    const before = await meter.memory();
    await remount(mounts);
    const after = await meter.memory();
    turn.add('leak.heap', (after.heap - before.heap) / mounts);
    turn.add('leak.nodes', (after.nodes - before.nodes) / mounts);
    turn.add('leak.listeners', (after.listeners - before.listeners) / mounts);
  });
};

export const parts: Readonly<Record<string, Part>> = {
  'start-50': start('start-50', few),
  'start-100k': start('start-100k', many),
  'start-slow': start('start-slow', few, true),
  typing: type,
  scrolling: scroll,
  jump,
  memory,
  leak,
};

/** Their values hardly differ between rounds. */
export const onceOnly: readonly string[] = ['memory', 'leak'];
