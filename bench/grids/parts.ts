/** The parts of a list's bench. Each measures one contestant once. */
import { searchText } from '../rows/rows.ts';
import { withPage, type Part } from '../harness/group.ts';
import { findGeometry, settle, show } from './list-page.ts';
import type { ScrollOrder } from './observer.ts';
import { shareOf } from './sight.ts';

type Measuring = Part['measure'];

/** From the navigation to the first screen of rows with thumbnails. */
export const start =
  (name: string, count: number, isSlow = false): Measuring =>
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

/** Types into the search, and waits for the rows after each key. */
export const typing =
  (count: number): Measuring =>
  async (turn) => {
    const geometry = await findGeometry(turn);
    await withPage(turn, async (opened) => {
      const { page } = opened;
      await show(turn, opened, count);
      await settle();
      await page.evaluate(
        ([where, rows, text]) => globalThis.benchObserver.expectKeys(where, rows, text),
        [geometry, count, searchText] as const,
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

/** Scrolls from the top, twice over the same rows. */
export const scrolling =
  (name: string, count: number, order: ScrollOrder): Measuring =>
  async (turn) => {
    const geometry = await findGeometry(turn);
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
  };

/** Jumps far away, back, and there again, when the rows have been read. */
export const jumping =
  (name: string, count: number): Measuring =>
  async (turn) => {
    const geometry = await findGeometry(turn);
    const { stage, add } = turn;
    await withPage(turn, async (opened) => {
      const jump = (position: number): Promise<number> =>
        opened.page.evaluate(
          ([where, rows, to]) => globalThis.benchObserver.jump(where, rows, to),
          [geometry, count, position] as const,
        );
      await show(turn, opened, count);
      await settle();
      const far = Math.floor(count * 0.7);
      const requests = stage.requestCount();
      add(`${name}.new`, await jump(far));
      add(`${name}.requests`, stage.requestCount() - requests);
      await settle();
      await jump(0);
      await settle();
      add(`${name}.read`, await jump(far));
    });
  };
