/** What the documents of the other writers contain: the texts and tables of the kit's form, by and large. */
import type { Session } from 'kv-review/model';

export interface Section {
  readonly title: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

export interface Paper {
  readonly title: string;
  readonly subtitle: string;
  readonly sections: readonly Section[];
}

const show = (value: unknown): string => {
  if (value === null || value === undefined) return '******';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const factsOf = (title: string, facts: object): Section => ({
  title,
  head: ['Field', 'Value'],
  rows: Object.entries(facts).map(([label, value]) => [label, show(value)]),
});

export function paperOf(session: Session): Paper {
  const { client, device, attempts, notes, changes, failedConditions, faceMatch, spoof } = session;
  const attempt = attempts.at(-1);
  return {
    title: `Identity verification of ${show(client.firstName)} ${show(client.lastName)}`,
    subtitle: `${session.companyName}, ${session.id}, generated 2026-06-15`,
    sections: [
      factsOf('Client', client),
      factsOf('Result', {
        status: session.status,
        started: session.createdAt,
        completed: session.completedAt,
        documentType: session.documentType,
        documentValid: session.documentValid,
        livenessPassed: session.livenessPassed,
        level: faceMatch?.level,
        confidence: faceMatch?.confidence,
        ...spoof,
      }),
      {
        title: 'Where the fields come from',
        head: ['Field', 'Front', 'Back'],
        rows: Object.entries(client).map(([field]) => [
          field,
          show(Object.entries(attempt?.front ?? {}).find(([name]) => name === field)?.[1]),
          show(Object.entries(attempt?.back ?? {}).find(([name]) => name === field)?.[1]),
        ]),
      },
      {
        title: 'Machine-readable zone',
        head: ['Line', 'Characters'],
        rows: (attempt?.mrz ?? []).map((line, index) => [String(index + 1), line]),
      },
      {
        title: 'Attempts',
        head: ['Number', 'Started', 'Finished', 'Document', 'Liveness', 'Device'],
        rows: attempts.map((one) => [
          String(one.number),
          one.startedAt,
          show(one.finishedAt),
          show(one.documentValid),
          show(one.livenessPassed),
          show(one.device.name),
        ]),
      },
      factsOf('Device', device),
      {
        title: 'Conditions that failed',
        head: ['Condition', 'Values'],
        rows: failedConditions.map((failed) => [failed.condition, show(failed)]),
      },
      {
        title: 'Notes',
        head: ['When', 'Who', 'Text'],
        rows: notes.map((note) => [note.at, show(note.by?.name), note.text]),
      },
      {
        title: 'Changes',
        head: ['When', 'Who', 'What'],
        rows: changes.map((change) => [change.at, show(change.by?.name), show(change)]),
      },
    ].filter(({ rows }) => rows.length > 0),
  };
}
