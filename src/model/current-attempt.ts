// Without schemas, so that a page can show a session before it has loaded them.
import type { Photo, PhotoKind } from './photo.js';
import type { Attempt, Session } from './session.js';

/** The attempt whose evidence counts: the last one. */
export function currentAttempt(of: Pick<Session, 'attempts'>): Attempt | undefined {
  return of.attempts.at(-1);
}

/** The first photo of a kind in the current attempt. */
export function findPhoto(of: Pick<Session, 'attempts'>, kind: PhotoKind): Photo | undefined {
  return currentAttempt(of)?.photos.find((photo) => photo.kind === kind);
}
