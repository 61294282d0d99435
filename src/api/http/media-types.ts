/** The media types of each kind of answer that has a body. */
export const answerTypes = {
  json: ['application/json'],
  image: ['image/jpeg', 'image/png', 'image/webp'],
  images: ['multipart/form-data'],
  events: ['text/event-stream'],
} as const;

/** Problem details (RFC 9457). */
export const problemType = 'application/problem+json';
