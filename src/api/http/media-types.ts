/** The media types of each kind of answer that has a body. */
export const answerTypes = {
  json: ['application/json'],
  image: ['image/jpeg', 'image/png', 'image/webp'],
  images: ['multipart/form-data'],
  csv: ['text/csv'],
  events: ['text/event-stream'],
  progress: ['application/json-seq'],
} as const;

/** The number of rows in a CSV file, without its header. */
export const rowCountField = 'row-count';

/** Problem details (RFC 9457). */
export const problemType = 'application/problem+json';
