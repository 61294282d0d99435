/** The list over HTTP, against the reference backend on PGlite. */
import { join } from 'node:path';
import { jumping, scrolling, start } from '../grids/parts.ts';
import type { Group } from '../harness/group.ts';
import { setStage } from '../harness/stage.ts';
import { drawPhotos } from '../rows/draw-photos.ts';
import { startBackend } from './backend.ts';

const here = import.meta.dirname;
const count = 10_000;

/** A page of rows, its thumbnails, and what a list asks anyway while somebody looks at it. */
const mostRequests = 10;

export const http: Group = {
  name: 'http',
  title: 'The list over HTTP, 10,000 sessions in the reference backend',
  contestants: { kv: 'kv-session-list' },
  parts: {
    start: { rounds: 3, measure: start('start', count) },
    flick: { rounds: 2, measure: scrolling('flick', count, { speed: 250, milliseconds: 2000 }) },
    jump: { rounds: 2, measure: jumping('jump', count) },
  },
  references: [],
  measures: [
    { id: 'start.ms', title: 'first screen with thumbnails', unit: 'ms' },
    { id: 'start.cpu', title: 'the same, main thread', unit: 'CPU ms' },
    { id: 'flick.new.fps', title: 'flick through pages, 250 rows/s', unit: 'frames/s', digits: 1 },
    { id: 'flick.new.cpu', title: 'the same, main thread', unit: 'CPU ms a frame', digits: 1 },
    {
      id: 'flick.new.blank',
      title: 'the same, nothing where a row should be',
      unit: '%',
      digits: 1,
    },
    { id: 'flick.new.skeleton', title: 'the same, a row without text', unit: '%', digits: 1 },
    { id: 'flick.new.wrong', title: 'the same, another row', unit: '%', digits: 1 },
    { id: 'flick.read.skeleton', title: 'flick again, a row without text', unit: '%', digits: 1 },
    { id: 'jump.new', title: 'far jump → right rows', unit: 'ms' },
    { id: 'jump.requests', title: 'the same', unit: 'requests' },
    { id: 'jump.read', title: 'far jump again', unit: 'ms' },
  ],
  goals: [
    { measure: 'flick.new.fps', bound: 'at least', plus: 55 },
    ...['flick.new.blank', 'flick.new.wrong', 'flick.read.skeleton'].map(
      (measure) => ({ measure, bound: 'at most', plus: 0 }) as const,
    ),
    { measure: 'jump.requests', bound: 'at most', plus: mostRequests },
  ],
  async setStage(_contestants, launch) {
    const photos = await drawPhotos(launch);
    return setStage({
      pages: { kv: { folder: here } },
      observer: join(here, '../grids/observer.ts'),
      backend: await startBackend(count, photos),
    });
  },
};
