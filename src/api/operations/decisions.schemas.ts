import { clientEdit } from '../../model/client.js';
import { decisionInput, noteInput } from '../../model/decision.js';
import { session } from '../../model/session.js';

export const getSession = { answer: session };
export const decideSession = { input: decisionInput, answer: session };
export const editClient = { input: clientEdit, answer: session };
export const addNote = { input: noteInput, answer: session };
