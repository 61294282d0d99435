import { falsePositiveInput } from '../../model/screening.js';
import { session } from '../../model/session.js';

export const recheckScreening = { answer: session };
export const markFalsePositive = { input: falsePositiveInput, answer: session };
