/** The page of a list while it is measured. */
import { withPage, type Turn } from '../harness/group.ts';
import type { OpenPage, Stage } from '../harness/stage.ts';
import { rowHeight } from '../rows/rows.ts';
import type {} from './observer.ts';
import type { Geometry } from './sight.ts';

const geometries = new WeakMap<Stage, Map<string, Geometry>>();

/** Where a contestant's rows are. Found once, on a page that is not measured. */
export async function findGeometry(turn: Turn): Promise<Geometry> {
  const known = geometries.get(turn.stage) ?? new Map<string, Geometry>();
  geometries.set(turn.stage, known);
  const { contestant } = turn;
  if (!known.has(contestant)) {
    await withPage(turn, async ({ page, visit }) => {
      await visit(contestant, 'rows=50');
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

/** Opens the list, and waits for its first screen. Resolves in milliseconds since the navigation. */
export async function show(turn: Turn, { page, visit }: OpenPage, count: number): Promise<number> {
  const geometry = await findGeometry(turn);
  const fragment = encodeURIComponent(JSON.stringify([geometry, count]));
  await visit(turn.contestant, `rows=${count}#${fragment}`);
  const time = await page.evaluate(() => globalThis.benchObserver.wanted);
  if (time === undefined) throw new Error('Nobody watched the page.');
  return time;
}

export const settle = (milliseconds = 500): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, milliseconds));
