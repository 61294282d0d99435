import type { Localizer } from '../../i18n/localizer.js';
import type { ClientField } from '../../model/client.js';
import { readEntered, type EnteredClient, type EnteredEdit } from '../../model/client-check.js';
import type { Session } from '../../model/session.js';
import { findNationality } from './fields.js';

/** What the agent has entered, by session and field. Kept in memory only. */
export class Drafts {
  readonly #entered = new Map<string, EnteredClient>();

  of(session: Session | undefined): EnteredClient {
    return (session && this.#entered.get(session.id)) ?? {};
  }

  /** The fields whose input differs from what the session has. */
  editOf(session: Session, localizer: Localizer): EnteredEdit {
    const draft = this.of(session);
    const { nationality } = draft;
    if (nationality === undefined) return readEntered(draft, session.client);
    const code = findNationality(nationality, localizer);
    return readEntered({ ...draft, nationality: code }, session.client);
  }

  enter(session: Session, field: ClientField, value: string): void {
    this.#entered.set(session.id, { ...this.of(session), [field]: value });
  }

  discard(sessionId: string): void {
    this.#entered.delete(sessionId);
  }

  clear(): void {
    this.#entered.clear();
  }
}
