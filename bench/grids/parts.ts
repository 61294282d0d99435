/** The parts of a list's bench. Each measures one contestant once. */
import { searchText } from '../rows/rows.ts';
import { findGeometry, settle, show, withPage, type Part, type Turn } from './list-page.ts';
import type { ScrollOrder } from './observer.ts';
import type { Stage } from '../harness/stage.ts';
import type {} from './page.ts';
import { shareOf } from './sight.ts';

export const few = 50;
export const many = 100_000;

/** From the navigation to the first screen of rows with thumbnails. */
export const start =
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

/** Scrolls from the top twice over the same rows, each time in a new page for each order. */
export const scrolling =
  (orders: Readonly<Record<string, ScrollOrder>>, count: number): Part =>
  async (turn) => {
    const geometry = await findGeometry(turn);
    for (const [name, order] of Object.entries(orders)) {
      await withPage(turn, async (opened) => {
        const { page, meter } = opened;
        await show(turn, opened, count);
        for (const pass of ['new', 'read']) {
          await page.evaluate(([where, rows]) => globalThis.benchObserver.jump(where, rows, 0), [
            geometry,
            count,
          ] as const);
          await settle();
          const before = await meter.processorTime();
          const record = await page.evaluate(
            ([where, rows, wanted]) => globalThis.benchObserver.scroll(where, rows, wanted),
            [geometry, count, order] as const,
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

/**
 * Jumps far away, back, and there again, when the rows have been read. `watch` is told when the first jump
 * begins and when its rows are there.
 */
export const jumping =
  (name: string, count: number, watch?: (add: Turn['add'], isOver: boolean) => void): Part =>
  async (turn) => {
    const geometry = await findGeometry(turn);
    await withPage(turn, async (opened) => {
      const jump = (position: number): Promise<number> =>
        opened.page.evaluate(
          ([where, rows, to]) => globalThis.benchObserver.jump(where, rows, to),
          [geometry, count, position] as const,
        );
      await show(turn, opened, count);
      await settle();
      const far = Math.floor(count * 0.7);
      watch?.(turn.add, false);
      turn.add(`${name}.new`, await jump(far));
      watch?.(turn.add, true);
      await settle();
      await jump(0);
      await settle();
      turn.add(`${name}.read`, await jump(far));
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
  scrolling: scrolling(
    {
      flick: { speed: 250, milliseconds: 2000 },
      sweep: { speed: many / 3, milliseconds: 3000 },
    },
    many,
  ),
  jump: jumping('jump', many),
  memory,
  leak,
};

/** Their values hardly differ between rounds. */
export const onceOnly: readonly string[] = ['memory', 'leak'];
