/** The kit's form. */
import { exportPdf } from 'kv-review/export/pdf';
import type { Write } from '../writer.ts';

export const write: Write = (session) =>
  exportPdf(session, { locale: 'en', now: new Date('2026-06-15T12:00:00Z'), timeZone: 'UTC' });
