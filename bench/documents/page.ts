/** Runs in the page of a writer. The writer loads when the first document is written. */
import type { Session } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import { watch, type Work } from '../harness/watch.ts';

export interface DocumentWork extends Work {
  /** Of the document. */
  readonly bytes: number;
}

declare global {
  var benchDocuments: {
    /** Writes the session with this number, with this many notes instead of its own, if any. */
    write(index: number, notes?: number): Promise<DocumentWork>;
    /** Bytes of code and fonts that have come over the network since the page has loaded. */
    loadedBytes(): number;
  };
}

const sessions = sampleSessions({ count: 20, seed: 1 });

const makeNote = (_: unknown, index: number): Session['notes'][number] => ({
  id: `note-${index}`,
  at: '2026-05-10T09:30:00Z',
  by: { id: 'agent-1', name: 'Ana Beridze' },
  verdict: null,
  text: `Note ${index}: the client called, the document was renewed, and the address is as in the file of the bank.`,
});

function sessionOf(index: number, notes: number | undefined): Session {
  const session = sessions[index];
  if (!session) throw new Error(`No session ${index}.`);
  return notes === undefined
    ? session
    : { ...session, notes: Array.from({ length: notes }, makeNote) };
}

const loaded = (): PerformanceResourceTiming[] =>
  performance
    .getEntriesByType('resource')
    .filter((entry) => entry instanceof PerformanceResourceTiming);
let known = 0;
addEventListener('load', () => (known = loaded().length));

globalThis.benchDocuments = {
  async write(index, notes) {
    const session = sessionOf(index, notes);
    let bytes = 0;
    const work = await watch(async () => {
      const { write } = await import('virtual:writer');
      ({ byteLength: bytes } = await write(session));
    });
    return { ...work, bytes };
  },
  loadedBytes: () =>
    loaded()
      .slice(known)
      .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
};
