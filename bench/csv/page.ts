/** Writes many sessions as CSV, by the kit and by others. */
import { createMemoryApi } from 'kv-review/api/memory';
import { exportCsv, readSessions } from 'kv-review/export/csv';
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import Papa from 'papaparse';
import { watch, type Work } from '../harness/watch.ts';

export type CsvWriter = 'kv' | 'pages' | 'papaparse' | 'join';

declare global {
  var benchCsv: {
    /** Makes the sessions. */
    prepare(count: number): void;
    write(writer: CsvWriter): Promise<Work>;
    /** What was written last. */
    text(): Promise<string>;
  };
}

let sessions: Session[] = [];
let saved = new Blob();

/** The cells of the export, without the names of its values. */
function toCells(session: Session): unknown[] {
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
  ];
}

async function save(chunks: Iterable<string> | AsyncIterable<string>): Promise<void> {
  const parts: Blob[] = [];
  for await (const chunk of chunks) parts.push(new Blob([chunk]));
  saved = new Blob(parts);
}

const lineBreak = '\r\n';

/** Each starts with what it needs at hand, so that only the export is measured. */
const writers: Readonly<Record<CsvWriter, () => Promise<Work>>> = {
  kv: () => watch(() => save(exportCsv(sessions))),
  async pages() {
    const api = createMemoryApi({ sessions });
    // The adapter sorts and indexes at its first answer.
    await api.listSessions({});
    return watch(() => save(exportCsv(readSessions(api, {}))));
  },
  papaparse: () =>
    watch(() =>
      save([Papa.unparse(sessions.map(toCells), { escapeFormulae: true, newline: lineBreak })]),
    ),
  join: () =>
    watch(() => save([sessions.map((session) => toCells(session).join(',')).join(lineBreak)])),
};

globalThis.benchCsv = {
  prepare(count) {
    // A thousand sessions, repeated, because that does not change an export's work.
    const people = sampleSessions({ count: Math.min(count, 1000), seed: 1 });
    sessions = Array.from({ length: count }, (_, index) => {
      const person = people[index % people.length];
      if (!person) throw new Error('No sessions.');
      return { ...person, id: `session-${index}` };
    });
  },
  write: (writer) => writers[writer](),
  text: () => saved.text(),
};
