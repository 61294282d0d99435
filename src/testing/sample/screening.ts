import type { Client } from '../../model/client.js';
import type { CheckedScreening } from '../../model/screening.js';
import { searchKey } from '../../model/search.js';
import type { Session } from '../../model/session.js';
import { sampleNow } from './sessions.js';

const nameKey = ({ firstName, lastName }: Client): string => [firstName, lastName].join('\n');

/**
 * Makes the `screen` of `createMemoryApi`. It returns the screenings of these sessions, and no match
 * for any other client. A client without a name cannot be screened.
 */
export function sampleScreening(
  sessions: readonly Session[],
): (client: Client) => CheckedScreening {
  const found = new Map<string, Extract<CheckedScreening, { status: 'match' }>>();
  let lists: string[] = [];
  for (const { client, screening } of sessions) {
    if (screening.status === 'clear') lists = screening.lists;
    if (screening.status === 'match') found.set(nameKey(client), screening);
  }
  return (client) => {
    if (searchKey(client).trim() === '') return { status: 'unknown', checkedAt: sampleNow };
    const match = found.get(nameKey(client));
    return match
      ? { ...match, checkedAt: sampleNow }
      : { status: 'clear', checkedAt: sampleNow, lists };
  };
}
