import type { LocalizeController } from '../controllers/localize.js';
import { maxNoteLength } from '../model/text-check.js';
import { checkLines } from '../model/text-check.js';

/** What is wrong with a text that an agent wrote, in words; `undefined` for a sound or empty one. */
export function noteFaultText(text: string, localize: LocalizeController): string | undefined {
  const written = text.trim();
  const fault = written === '' ? undefined : checkLines(written, maxNoteLength);
  return fault && localize.term(`edit.error.${fault}`, { count: maxNoteLength });
}
