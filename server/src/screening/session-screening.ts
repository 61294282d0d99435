/** Screens the clients of sessions, and remembers the false positives of a company. */
import { withFalsePositives, type Client, type FalsePositive, type Session } from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import type { IdentifiedSession, PersonKeys } from './person-keys.ts';
import type { Screener, ScreeningResult } from './screener.ts';

export interface SessionScreening {
  /**
   * Screens a client. Never rejects. It may be slow: never call it inside a transaction, which would
   * lock the session.
   */
  ask(client: Client, signal?: AbortSignal): Promise<ScreeningResult>;
  /** Adds the false positives that the company has marked for this person before. */
  recall(
    transaction: CompanyTransaction,
    companyId: string,
    session: IdentifiedSession,
    found: ScreeningResult,
  ): Promise<ScreeningResult>;
  /** Remembers whether an entry is marked in a session, for the next screening of the person. */
  remember(
    transaction: CompanyTransaction,
    companyId: string,
    session: Session,
    entryId: string,
  ): Promise<void>;
}

export function createSessionScreening(screener: Screener, people: PersonKeys): SessionScreening {
  return {
    async ask({ firstName, lastName, birthDate, nationality }, signal) {
      const person = { firstName, lastName, birthDate, nationality };
      return await screener.screen(person, signal);
    },

    async recall(transaction, companyId, session, found) {
      if (found.status !== 'match') return found;
      const rows = await transaction
        .selectFrom('screening_false_positives')
        .select(['entry_id', 'reason', 'author', 'at'])
        .where('company_id', '=', companyId)
        .where('person_key', 'in', people.of(companyId, session))
        .execute();
      const marks = new Map(
        rows.map(({ entry_id, reason, author, at }) => [
          entry_id,
          { reason, by: author as FalsePositive['by'], at },
        ]),
      );
      return withFalsePositives(found, (id) => marks.get(id));
    },

    async remember(transaction, companyId, session, entryId) {
      const keys = people.of(companyId, session);
      await transaction
        .deleteFrom('screening_false_positives')
        .where('company_id', '=', companyId)
        .where('person_key', 'in', keys)
        .where('entry_id', '=', entryId)
        .execute();
      const { screening } = session;
      if (screening.status !== 'match') return;
      const mark = screening.matches.find(({ id }) => id === entryId)?.falsePositive;
      if (!mark) return;
      await transaction
        .insertInto('screening_false_positives')
        .values({
          company_id: companyId,
          person_key: keys[0],
          entry_id: entryId,
          reason: mark.reason,
          author: JSON.stringify(mark.by),
          at: mark.at,
          session_id: session.id,
        })
        .onConflict((conflict) =>
          conflict.columns(['company_id', 'person_key', 'entry_id']).doUpdateSet((written) => ({
            reason: written.ref('excluded.reason'),
            author: written.ref('excluded.author'),
            at: written.ref('excluded.at'),
            session_id: written.ref('excluded.session_id'),
          })),
        )
        .execute();
    },
  };
}
