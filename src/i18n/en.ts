import { basicTexts } from './en.basic.js';
import { exportTexts } from './en.export.js';
import { reviewTexts } from './en.review.js';
import type { Message } from './message.js';

/**
 * The texts of the kit in English: the catalogue that every other language translates. The elements
 * import its parts, so that a list does not load what only details say.
 */
export const en = { ...basicTexts, ...reviewTexts, ...exportTexts } as const;

export type MessageKey = keyof typeof en;
/** A whole catalogue: a missing text does not compile. */
export type Messages = { readonly [key in MessageKey]: Message };
