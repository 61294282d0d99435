/** A preview of a change of the settings: how long it blocks the page that shows its progress. */
import { withPage, type Group, type Part } from '../harness/group.ts';
import { setStage } from '../harness/stage.ts';
import type { Previewer } from './page.ts';

const count = 10_000;

const isPreviewer = (name: string): name is Previewer => ['kv', 'loop'].includes(name);

const measure: Part['measure'] = (turn) =>
  withPage(turn, async ({ page, meter, visit }) => {
    const { contestant, add } = turn;
    if (!isPreviewer(contestant)) throw new Error(`Unknown: ${contestant}.`);
    await visit('preview');
    await page.waitForLoadState('load');
    await page.evaluate((sessions) => globalThis.benchPreview.prepare(sessions), count);
    const before = await meter.processorTime();
    const { work, judged } = await page.evaluate(
      (name) => globalThis.benchPreview.preview(name),
      contestant,
    );
    if (judged !== count) throw new Error(`${judged} sessions were judged.`);
    add('ms', work.duration);
    add('cpu', (await meter.processorTime()) - before);
    add('block', work.longestBlock);
  });

export const preview: Group = {
  name: 'preview',
  title: `A change of the settings, previewed on ${count.toLocaleString('en')} sessions`,
  contestants: { kv: '<kv-settings-awaiting>', loop: 'plain loop' },
  parts: { preview: { rounds: 3, measure } },
  references: ['loop'],
  measures: [
    { id: 'ms', title: 'click → result', unit: 'ms' },
    { id: 'cpu', title: 'the same with the page before it, main thread', unit: 'CPU ms' },
    { id: 'block', title: 'longest time without a response', unit: 'ms' },
  ],
  goals: [{ measure: 'block', bound: 'at most', plus: 50 }],
  setStage: () => setStage({ pages: { preview: { folder: import.meta.dirname } } }),
};
