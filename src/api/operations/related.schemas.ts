import { relatedSessions } from '../../model/related.js';

export const listRelatedSessions = { answer: relatedSessions };
