/** Screens the clients of sessions, and remembers the false positives of a company. */
import {
  openMatches,
  withFalsePositives,
  type Client,
  type FalsePositive,
  type Screening,
  type Session,
} from 'kv-review/model';

import type { CompanyTransaction } from '../database/index.ts';
import type { IdentifiedSession, PersonKeys } from './person-keys.ts';
import type { FoundScreening, Screener, ScreeningResult } from './screener.ts';

export interface SessionScreening {
  /**
   * Screens a client. Never rejects. It may be slow: never call it inside a transaction, which would
   * lock the session.
   */
  ask(client: Client, signal?: AbortSignal): Promise<FoundScreening>;
  /**
   * Adds the false positives that the company has marked for this person before. A partial result keeps
   * the session's other matches. If no match of it is open, it is `unknown`, because the rest of the
   * lists was not searched.
   */
  recall(
    transaction: CompanyTransaction,
    companyId: string,
    session: IdentifiedSession & Pick<Session, 'screening'>,
    found: FoundScreening,
  ): Promise<ScreeningResult>;
  /** Remembers whether an entry is marked in a session, for the next screening of the person. */
  remember(
    transaction: CompanyTransaction,
    companyId: string,
    session: Session,
    entryId: string,
  ): Promise<void>;
}

type Match = Extract<Screening, { status: 'match' }>;

function withFormerMatches(found: Match, former: Screening): Match {
  if (former.status !== 'match') return found;
  const ids = new Set(found.matches.map(({ id }) => id));
  return {
    ...found,
    matches: [...found.matches, ...former.matches.filter(({ id }) => !ids.has(id))],
  };
}

export function createSessionScreening(screener: Screener, people: PersonKeys): SessionScreening {
  return {
    async ask({ firstName, lastName, birthDate, nationality }, signal) {
      const person = { firstName, lastName, birthDate, nationality };
      return await screener.screen(person, signal);
    },

    async recall(transaction, companyId, session, { isPartial = false, ...result }) {
      if (result.status !== 'match') return result;
      const found = isPartial ? withFormerMatches(result, session.screening) : result;
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
      const recalled = withFalsePositives(found, (id) => marks.get(id));
      if (!isPartial || openMatches(recalled).length > 0) return recalled;
      const { checkedAt, unanswered } = recalled;
      return { status: 'unknown', checkedAt, ...(unanswered && { unanswered }) };
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
