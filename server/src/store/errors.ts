import { ReviewError } from 'kv-review/api';

/** Another company's resource is answered like one that does not exist, so ids cannot be probed. */
export const notFound = (): ReviewError =>
  new ReviewError('not-found', 'The requested resource does not exist.');

/** A removed company is answered like one that never existed. */
export const unknownCompany = (): ReviewError =>
  new ReviewError('unauthenticated', 'The company does not exist.');
