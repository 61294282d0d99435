// Without schemas, so that a page can show a client before it has loaded them.
import type { Client, ClientField } from './client.js';

export const sexes = ['male', 'female', 'unspecified'] as const;

/** A client of whom no field was read. */
export const unreadClient: Readonly<Client> = Object.freeze({
  firstName: null,
  lastName: null,
  documentNumber: null,
  personalNumber: null,
  sex: null,
  birthDate: null,
  expirationDate: null,
  nationality: null,
});

/** The fields in the order in which every page, file and form shows them. */
export const clientFields = Object.freeze(Object.keys(unreadClient)) as readonly ClientField[];
