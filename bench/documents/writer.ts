import type { Session } from 'kv-review/model';

/** Writes a session as a PDF. */
export type Write = (session: Session) => Uint8Array | Promise<Uint8Array>;
