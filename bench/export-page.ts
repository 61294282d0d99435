/** Runs in the page that bench/export.ts opens. */
import { createMemoryApi } from 'kv-review/api/memory';
import { exportCsv, readSessions } from 'kv-review/export/csv';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

export interface Measurement {
  /** The longest time, in milliseconds, in which the page could not have answered. */
  readonly longestBlock: number;
  /** Bytes of the JavaScript heap above what was there before. */
  readonly peakMemory: number;
  /** In milliseconds. */
  readonly duration: number;
}

interface Bench {
  prepare(count: number): void;
  join(): Promise<Measurement>;
  array(): Promise<Measurement>;
  adapter(): Promise<Measurement>;
  /** What the last export has written. */
  text(): Promise<string>;
}

declare global {
  var bench: Bench;
}

const usedMemory = (): number =>
  (performance as { memory?: { usedJSHeapSize: number } }).memory?.usedJSHeapSize ?? 0;

const nextTask = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** Does the work while a message to itself tells how long it was kept waiting, and what is in use. */
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

/** The same rows as the export has, as plainly as they can be written. */
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

globalThis.bench = {
  prepare(count) {
    // A thousand people, over and over: what an export does with them is the same.
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
    // The adapter sorts and indexes at its first answer; that is no cost of the export.
    await api.listSessions({});
    return watch(() => save(exportCsv(readSessions(api, {}))));
  },
  text: () => saved.text(),
};
