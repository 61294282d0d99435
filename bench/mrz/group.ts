/** Machine-readable zones a second, beside the package `mrz`. */
import { withPage, type Group, type Part } from '../harness/group.ts';
import { setStage } from '../harness/stage.ts';
import type { MrzReader } from './page.ts';

const isReader = (name: string): name is MrzReader => ['kv', 'mrz'].includes(name);

const read: Part['measure'] = (turn) =>
  withPage(turn, async ({ page, visit }) => {
    const { contestant, add } = turn;
    if (!isReader(contestant)) throw new Error(`Unknown: ${contestant}.`);
    const rate = (milliseconds: number): Promise<number> =>
      page.evaluate(([reader, time]) => globalThis.benchMrz.read(reader, time), [
        contestant,
        milliseconds,
      ] as const);
    await visit('mrz');
    await page.waitForLoadState('load');
    // So that the browser has compiled it.
    await rate(300);
    add('rate', await rate(1000));
  });

export const mrz: Group = {
  name: 'mrz',
  title: 'Machine-readable zones',
  contestants: { kv: 'checkMrz', mrz: 'mrz' },
  parts: { read: { rounds: 3, measure: read } },
  references: ['mrz'],
  measures: [{ id: 'rate', title: 'zones checked', unit: 'zones/s' }],
  goals: [],
  setStage: () => setStage({ pages: { mrz: { folder: import.meta.dirname } } }),
};
