/** Runs in the page that bench/export.ts opens. */
import { createMemoryApi } from 'kv-review/api/memory';
import { exportCsv, readSessions } from 'kv-review/export/csv';
import { exportPdf } from 'kv-review/export/pdf';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

export interface Measurement {
  /** The longest time without a response of the page, in milliseconds. */
  readonly longestBlock: number;
  /** Additional bytes of the JavaScript heap. */
  readonly peakMemory: number;
  /** In milliseconds. */
  readonly duration: number;
}

interface Bench {
  prepare(count: number): void;
  join(): Promise<Measurement>;
  array(): Promise<Measurement>;
  adapter(): Promise<Measurement>;
  /** One session with this many notes, as PDF. */
  pdf(notes: number): Promise<Measurement>;
  /** The output of the last export. */
  text(): Promise<string>;
}

declare global {
  var bench: Bench;
}

const usedMemory = (): number =>
  (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Does the work. Messages to the page itself measure the delays and the memory in use. */
async function watch(work: () => unknown): Promise<Measurement> {
  (globalThis as { gc?: () => void }).gc?.();
  const before = usedMemory();
  let peak = before;
  let longestBlock = 0;
  let last = performance.now();
  const look = () => {
    const now = performance.now();
    longestBlock = Math.max(longestBlock, now - last);
    peak = Math.max(peak, usedMemory());
    last = now;
  };
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    look();
    port2.postMessage(null);
  };
  port2.postMessage(null);
  await nextTask();
  look();
  const start = performance.now();
  await work();
  const duration = performance.now() - start;
  look();
  port1.close();
  return { longestBlock, peakMemory: peak - before, duration };
}

let sessions: Session[] = [];
let saved = new Blob();

/** The rows of the export, joined without any checks. */
function toLine(session: Session): string {
  const { client, device } = session;
  return [
    client.personalNumber,
    client.firstName,
    client.lastName,
    client.documentNumber,
    client.birthDate,
    client.nationality,
    client.sex,
    client.expirationDate,
    session.status === 'success',
    session.documentValid,
    session.livenessPassed,
    session.faceMatch?.level,
    session.createdAt,
    session.completedAt,
    session.companyName,
    session.id,
    JSON.stringify(session.extra),
    session.documentType,
    session.clientIp,
    device.type,
    device.browser,
    device.os,
    device.name,
    session.attemptCount,
  ].join(',');
}

async function save(chunks: AsyncIterable<string>): Promise<void> {
  const parts: Blob[] = [];
  for await (const chunk of chunks) parts.push(new Blob([chunk]));
  saved = new Blob(parts);
}

const pdfOptions = { locale: 'en', now: new Date('2026-05-10T09:30:00Z') } as const;

const makeNote = (_: unknown, index: number): Session['notes'][number] => ({
  id: `note-${index}`,
  at: '2026-05-10T09:30:00Z',
  by: { id: 'agent-1', name: 'Ana Beridze' },
  verdict: null,
  text: `Note ${index}: the client called, the document was renewed, and the address is as in the file of the bank.`,
});

globalThis.bench = {
  prepare(count) {
    // A thousand sessions, repeated, because that does not change an export's work.
    const people = sampleSessions({ count: Math.min(count, 1000), seed: 1 });
    sessions = Array.from({ length: count }, (_, index) => ({
      ...(people[index % people.length] as Session),
      id: `session-${index}`,
    }));
  },
  join: () =>
    watch(() => {
      saved = new Blob([sessions.map(toLine).join('\r\n')]);
    }),
  array: () => watch(() => save(exportCsv(sessions))),
  adapter: async () => {
    const api = createMemoryApi({ sessions });
    // The adapter sorts and indexes at its first answer, which is not a cost of the export.
    await api.listSessions({});
    return watch(() => save(exportCsv(readSessions(api, {}))));
  },
  pdf: async (notes) => {
    const [session] = sampleSessions({ count: 1, seed: 1 });
    const long = { ...(session as Session), notes: Array.from({ length: notes }, makeNote) };
    // The fonts load once for a page.
    await exportPdf({ ...long, notes: [] }, pdfOptions);
    return watch(() => exportPdf(long, pdfOptions));
  },
  text: () => saved.text(),
};
