/** Machine-readable zones a second, beside the package `mrz`. */
import type { Group } from '../harness/group.ts';
import { setStage } from '../harness/stage.ts';
import type { MrzReader } from './page.ts';

const isReader = (name: string): name is MrzReader => ['kv', 'mrz'].includes(name);

export const mrz: Group = {
  name: 'mrz',
  title: 'Machine-readable zones',
  contestants: { kv: 'checkMrz', mrz: 'mrz' },
  parts: ['read'],
  references: ['mrz'],
  measures: [{ id: 'rate', title: 'zones checked', unit: 'zones/s' }],
  goals: [],
  async run({ contestants, rounds, samples, launch, report }) {
    const stage = await setStage({ pages: { mrz: { folder: import.meta.dirname } } });
    const browser = await launch();
    try {
      for (let round = 1; round <= rounds; round += 1) {
        report(`round ${round} of ${rounds}`);
        const { page, visit, close } = await stage.open(browser);
        await visit('mrz');
        await page.waitForLoadState('load');
        // The first run of each lets the browser compile it.
        for (const milliseconds of [300, 1000]) {
          for (const contestant of contestants.filter(isReader)) {
            const rate = await page.evaluate(
              ([reader, time]) => globalThis.benchMrz.read(reader, time),
              [contestant, milliseconds] as const,
            );
            if (milliseconds === 1000) samples.add('rate', contestant, rate);
          }
        }
        await close();
      }
    } finally {
      await browser.close();
      await stage.close();
    }
  },
};
