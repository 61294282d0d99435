import { ReviewError } from 'kv-review/api';

/** What another company has is answered like what never was, so that no id can be probed for. */
export const notFound = (): ReviewError =>
  new ReviewError('not-found', 'The requested resource does not exist.');

/** A company that was removed is answered like one that never was: nobody can sign in to it. */
export const unknownCompany = (): ReviewError =>
  new ReviewError('unauthenticated', 'The company does not exist.');
