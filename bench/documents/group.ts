/** One session as a PDF, beside the libraries that a portal would use. */
import { join } from 'node:path';
import { withPage, type Group, type Part } from '../harness/group.ts';
import { setStage } from '../harness/stage.ts';
import type {} from './page.ts';

const here = import.meta.dirname;
/** Each document is of another session. */
const sessions = [0, 1, 2, 3, 4, 5, 6];
const manyNotes = 4000;

/** Writes documents, and adds up what each takes. */
const writing =
  (name: string, indices: readonly number[], notes?: number): Part['measure'] =>
  (turn) =>
    withPage(turn, async ({ page, meter, visit }) => {
      const { add, contestant } = turn;
      await visit(contestant);
      await page.waitForLoadState('load');
      for (const [position, index] of indices.entries()) {
        const before = await meter.processorTime();
        const work = await page.evaluate(
          ([session, count]) => globalThis.benchDocuments.write(session, count),
          [index, notes] as const,
        );
        const time = (await meter.processorTime()) - before;
        const id = position === 0 ? name : 'later';
        add(`${id}.ms`, work.duration);
        add(`${id}.cpu`, time);
        add(`${id}.block`, work.longestBlock);
        add(`${id}.size`, work.bytes / 1000);
        if (id !== 'cold') continue;
        add('loaded', (await page.evaluate(() => globalThis.benchDocuments.loadedBytes())) / 1000);
      }
    });

const times = (id: string, title: string) => [
  { id: `${id}.ms`, title, unit: 'ms' },
  { id: `${id}.cpu`, title: 'the same, main thread', unit: 'CPU ms' },
  { id: `${id}.block`, title: 'the same, longest time without a response', unit: 'ms' },
  { id: `${id}.size`, title: 'the same, size of the file', unit: 'kB', digits: 1 },
];

export const pdf: Group = {
  name: 'pdf',
  title: 'A session as PDF, without photos',
  contestants: { kv: 'exportPdf', jspdf: 'jsPDF', pdfmake: 'pdfmake' },
  parts: {
    sessions: { rounds: 3, measure: writing('cold', sessions) },
    notes: { rounds: 1, measure: writing('notes', [0], manyNotes) },
  },
  references: ['jspdf', 'pdfmake'],
  measures: [
    ...times('cold', 'first document, with the loading of the code'),
    { id: 'loaded', title: 'code and fonts loaded for it, compressed', unit: 'kB' },
    ...times('later', 'each later document'),
    ...times('notes', `first document, with ${manyNotes.toLocaleString('en')} notes`),
  ],
  goals: [
    { measure: 'cold.ms', bound: 'at most', plus: 400 },
    { measure: 'cold.block', bound: 'at most', plus: 50 },
    { measure: 'loaded', bound: 'at most', plus: 450 },
    { measure: 'later.ms', bound: 'at most', plus: 80 },
    { measure: 'later.block', bound: 'at most', plus: 50 },
    { measure: 'notes.block', bound: 'at most', plus: 50 },
  ],
  setStage(contestants) {
    const pages = contestants.map((contestant) => {
      const virtual = { 'virtual:writer': join(here, `writers/${contestant}.ts`) };
      return [contestant, { folder: here, virtual }] as const;
    });
    return setStage({ pages: Object.fromEntries(pages) });
  },
};
