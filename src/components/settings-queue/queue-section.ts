import { Section } from '../../controllers/settings/section-draft.js';
import { queueConditions, type QueueCondition } from '../../model/queue-condition.js';

/** The hours of each condition as text, empty for none, and whether claims are required. */
export type QueueFields = Readonly<Record<QueueCondition, string>> & {
  readonly claimRequired: boolean;
};

export type QueueField = keyof QueueFields;

/** NaN for a text that is not a whole number, which the schema of the settings refuses. */
const readHours = (text: string): number | null => {
  const trimmed = text.trim();
  if (trimmed === '') return null;
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : NaN;
};

/** How agents share the queue (spec W2, W3). Each condition is a field. */
export const queueSection = new Section<QueueFields>({
  section: 'queue',
  read: ({ dueHours, claimRequired }) => ({
    claimRequired,
    ...(Object.fromEntries(
      queueConditions.map((name) => [name, String(dueHours[name] ?? '')]),
    ) as Record<QueueCondition, string>),
  }),
  write: ({ claimRequired, ...texts }) => {
    const dueHours = Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, readHours(text)]),
    );
    return {
      ...(Object.keys(dueHours).length > 0 && { dueHours }),
      ...(claimRequired !== undefined && { claimRequired }),
    };
  },
  fieldAt: ([member, name]) =>
    member === 'claimRequired' ? member : queueConditions.find((each) => each === name),
});
