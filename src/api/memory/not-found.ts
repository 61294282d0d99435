import { ReviewError } from '../errors.js';

export const notFound = (): ReviewError => new ReviewError('not-found', 'Not found.');
