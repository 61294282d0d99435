import type { Client } from '../../../model/client.js';
import type { DocumentType } from '../../../model/session.js';
import type { Appearance } from './appearance.js';
import type { Size } from './canvas.js';

/** Tenths of a millimetre: TD3 and TD1 (ISO/IEC 7810, ID-3 and ID-1). */
export const documentSizes: Readonly<Record<DocumentType, Size>> = {
  passport: { width: 1250, height: 880 },
  'id-card': { width: 856, height: 540 },
};

/** The content of a document. */
export interface DocumentContent {
  documentType: DocumentType;
  /** The name at the top, such as `Georgia`. */
  country: string;
  /** Three-letter code of the issuing state. */
  state: string;
  client: Client;
  /** Names in Latin letters, if the client's are in another script. */
  latin: { firstName: string; lastName: string } | null;
  /** `null` if the zone has worn off. */
  mrz: readonly string[] | null;
  face: Appearance;
}
