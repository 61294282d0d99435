import type { PdfOptions } from 'kv-review/export/pdf';
import type { Session } from 'kv-review/model';
import { edgeSessions, sampleNow, sampleSessions, sampleWorkspace } from 'kv-review/testing';

const { extraFields, acceptanceLevel } = sampleWorkspace();

export const options: PdfOptions = {
  locale: 'en',
  now: new Date(sampleNow),
  timeZone: 'Asia/Tbilisi',
  extraFields,
  acceptanceLevel,
};

/** @throws {Error} If there is none. */
export function find<T>(from: readonly T[], isWanted: (one: T) => unknown): T {
  const found = from.find(isWanted);
  if (found === undefined) throw new Error('No sample is like this.');
  return found;
}

/** A session that an agent rejected, with three photos. */
export const rejected: Session = find(
  sampleSessions({ count: 300, seed: 'pdf' }),
  ({ status, notes, decision, attempts }) =>
    status === 'rejected' &&
    notes.length > 0 &&
    decision?.by &&
    attempts.at(-1)?.photos.length === 3,
);

export const edgeSession = (id: string): Session => find(edgeSessions(), (one) => one.id === id);

/** The same session with another name. */
export const named = (session: Session, firstName: string, lastName = firstName): Session => ({
  ...session,
  client: { ...session.client, firstName, lastName },
});
