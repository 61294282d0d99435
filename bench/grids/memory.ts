/** What a list takes, and what it leaves behind. */
import { withPage, type Part, type Turn } from '../harness/group.ts';
import type { Stage } from '../harness/stage.ts';
import { findGeometry, settle, show } from './list-page.ts';
import type {} from './page.ts';

/** Bytes of the heap with so many rows, after the first screen. */
const heapWith = (turn: Turn, count: number): Promise<number> =>
  withPage(turn, async (opened) => {
    if (turn.contestant === 'none') await opened.visit('none', `rows=${count}`);
    else await show(turn, opened, count);
    await settle(1000);
    return (await opened.meter.memory()).heap;
  });

const heapPerRow = async (turn: Turn, few: number, many: number): Promise<number> =>
  ((await heapWith(turn, many)) - (await heapWith(turn, few))) / (many - few);

const rowsThemselves = new WeakMap<Stage, number>();

/** Compares the heap with few and with many rows. */
export const memory =
  (few: number, many: number): Part['measure'] =>
  async (turn) => {
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
    const own =
      rowsThemselves.get(turn.stage) ??
      (await heapPerRow({ ...turn, contestant: 'none' }, few, many));
    rowsThemselves.set(turn.stage, own);
    turn.add('heap.row', (await heapPerRow(turn, few, many)) - own);
  };

/** Enough for the browser to have compiled and cached what it will. */
const warmUps = 60;
const mounts = 60;
/** Milliseconds until what a list still has to do after it was removed is done. */
const rest = 3000;

/** Mounts and unmounts the list many times. */
export const leak =
  (count: number): Part['measure'] =>
  async (turn) => {
    const geometry = await findGeometry(turn);
    await withPage(turn, async (opened) => {
      const { page, meter } = opened;
      await show(turn, opened, count);
      // The browser would keep an entry for each picture.
      await page.evaluate(() => performance.setResourceTimingBufferSize(0));
      const remount = async (times: number): Promise<number> => {
        await page.evaluate(
          async ([where, rows, repeats]) => {
            for (let round = 0; round < repeats; round += 1) {
              globalThis.benchPage.unmount();
              globalThis.benchPage.mount();
              await globalThis.benchObserver.firstScreen(where, rows);
            }
            globalThis.benchPage.unmount();
          },
          [geometry, count, times] as const,
        );
        await settle(rest);
        return meter.heldByScripts();
      };
      const heldBefore = await remount(warmUps);
      const before = await meter.memory();
      const heldAfter = await remount(mounts);
      const after = await meter.memory();
      turn.add('leak.heap', (heldAfter - heldBefore) / mounts);
      turn.add('leak.nodes', (after.nodes - before.nodes) / mounts);
      turn.add('leak.listeners', (after.listeners - before.listeners) / mounts);
    });
  };
