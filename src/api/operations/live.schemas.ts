import { sessionEvent } from '../../model/session-event.js';

export const watchSessions = { answer: sessionEvent };
