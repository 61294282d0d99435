/** One session as a PDF, beside the libraries that a portal would use. */
import { join } from 'node:path';
import type { Group, RunOptions } from '../harness/group.ts';
import { setStage, type Stage } from '../harness/stage.ts';
import type {} from './page.ts';

const here = import.meta.dirname;
/** Documents after the first one, each of another session. */
const later = 6;
const manyNotes = 4000;

interface Turn extends Pick<RunOptions, 'launch' | 'chosenParts'> {
  readonly stage: Stage;
  readonly contestant: string;
  readonly add: (measure: string, value: number) => void;
}

async function measure(turn: Turn): Promise<void> {
  const { stage, contestant, add, launch, chosenParts } = turn;
  const browser = await launch();
  const { page, meter, visit } = await stage.open(browser);
  const write = async (name: string, index: number, notes?: number): Promise<void> => {
    const before = await meter.processorTime();
    const work = await page.evaluate(
      ([session, count]) => globalThis.benchDocuments.write(session, count),
      [index, notes] as const,
    );
    add(`${name}.ms`, work.duration);
    add(`${name}.cpu`, (await meter.processorTime()) - before);
    add(`${name}.block`, work.longestBlock);
    add(`${name}.size`, work.bytes / 1000);
  };
  try {
    await visit(contestant);
    await page.waitForLoadState('load');
    await write('cold', 0);
    const loaded = await page.evaluate(() => globalThis.benchDocuments.loadedBytes());
    add('loaded', loaded / 1000);
    if (chosenParts.includes('later')) {
      for (let index = 1; index <= later; index += 1) await write('later', index);
    }
    if (chosenParts.includes('notes')) await write('notes', 0, manyNotes);
  } finally {
    await browser.close();
  }
}

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
  parts: ['first', 'later', 'notes'],
  references: ['jspdf', 'pdfmake'],
  measures: [
    ...times('cold', 'first document, with the loading of the code'),
    { id: 'loaded', title: 'code and fonts loaded for it, compressed', unit: 'kB' },
    ...times('later', 'each later document'),
    ...times('notes', `a document with ${manyNotes.toLocaleString('en')} notes`),
  ],
  goals: [
    { measure: 'cold.ms', bound: 'at most', plus: 400 },
    { measure: 'cold.block', bound: 'at most', plus: 50 },
    { measure: 'loaded', bound: 'at most', plus: 450 },
    { measure: 'later.ms', bound: 'at most', plus: 80 },
    { measure: 'later.block', bound: 'at most', plus: 50 },
    { measure: 'notes.block', bound: 'at most', plus: 50 },
  ],
  async run({ contestants, rounds, samples, launch, chosenParts, report }) {
    const pages = contestants.map((contestant) => {
      const virtual = { 'virtual:writer': join(here, `writers/${contestant}.ts`) };
      return [contestant, { folder: here, virtual }] as const;
    });
    const stage = await setStage({ pages: Object.fromEntries(pages) });
    try {
      for (let round = 1; round <= rounds; round += 1) {
        for (const contestant of contestants) {
          report(`round ${round} of ${rounds}: ${contestant}`);
          const add = (id: string, value: number): void => samples.add(id, contestant, value);
          // It takes long, and differs little between rounds.
          const parts = chosenParts.filter((part) => round === 1 || part !== 'notes');
          await measure({ stage, contestant, add, launch, chosenParts: parts });
        }
      }
    } finally {
      await stage.close();
    }
  },
};
