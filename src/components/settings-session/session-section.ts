import { Section } from '../../controllers/settings/section-draft.js';
import type { FieldValues } from '../../controllers/settings/section-form.js';
import type { AnsweredSettings } from '../../model/settings.js';

/** In the order of the form. */
const names = [
  'maxAttempts',
  'sessionMinutes',
  'supportEmail',
  'documentTypes',
  'skipDocumentStep',
  'liveness',
  'timeZone',
] as const;

export type SessionField = (typeof names)[number];

/** Numbers and the address are what the user has typed. The documents are words in alphabetical order. */
export interface SessionFields extends FieldValues {
  readonly maxAttempts: string;
  readonly sessionMinutes: string;
  readonly supportEmail: string;
  readonly documentTypes: string;
  readonly skipDocumentStep: boolean;
  readonly liveness: AnsweredSettings['liveness'];
  readonly timeZone: string;
}

const wordsOf = (types: readonly string[]): string => [...new Set(types)].sort().join(' ');

/** Anything but a number becomes `NaN`, which the schema of the settings refuses. */
const readNumber = (text: string): number => (/^\d{1,9}$/.test(text.trim()) ? Number(text) : NaN);

/** How a field is written. */
const writers: Readonly<Record<SessionField, (fields: Partial<SessionFields>) => unknown>> = {
  maxAttempts: ({ maxAttempts = '' }) => readNumber(maxAttempts),
  sessionMinutes: ({ sessionMinutes = '' }) => readNumber(sessionMinutes),
  supportEmail: ({ supportEmail = '' }) => supportEmail.trim() || null,
  documentTypes: ({ documentTypes = '' }) => documentTypes.split(' '),
  skipDocumentStep: ({ skipDocumentStep }) => skipDocumentStep,
  liveness: ({ liveness }) => liveness,
  timeZone: ({ timeZone }) => timeZone,
};

/** What clients are offered (spec S5). */
export const sessionSection = new Section<SessionFields>({
  section: 'session',
  read: (settings) => ({
    maxAttempts: String(settings.maxAttempts),
    sessionMinutes: String(settings.sessionMinutes),
    supportEmail: settings.supportEmail ?? '',
    documentTypes: wordsOf(settings.documentTypes),
    skipDocumentStep: settings.skipDocumentStep,
    liveness: settings.liveness,
    timeZone: settings.timeZone,
  }),
  write: (changed) =>
    Object.fromEntries(
      names.flatMap((name) => (name in changed ? [[name, writers[name](changed)]] : [])),
    ),
  fieldAt: ([member]) => names.find((name) => name === member),
});
