/** The 12 columns of a table, for the contestants that need to be told. The kit's list has the same ones. */
import type { Session } from 'kv-review/model';

export type Tone = 'success' | 'warning' | 'danger';

export interface Column {
  readonly key: string;
  readonly title: string;
  readonly width: number;
  readonly kind: 'photo' | 'text' | 'sign' | 'button';
  readonly text: (session: Session) => string;
  readonly tone?: (session: Session) => Tone;
}

const instants = new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' });
const rates = ['Low', '1:100', '1:500', '1:10,000', '1:50,000', '1:125,000', '1:300,000'];

const verified: Readonly<Record<string, readonly [Tone, string]>> = {
  success: ['success', 'Verified'],
  awaiting: ['warning', 'Pending'],
  rejected: ['danger', 'Failed'],
};
const verifiedOf = ({ status }: Session) => verified[status] ?? (['warning', status] as const);

export const columns: readonly Column[] = [
  { key: 'selfie', title: 'Selfie', width: 72, kind: 'photo', text: () => 'Selfie' },
  {
    key: 'firstName',
    title: 'First name',
    width: 100,
    kind: 'text',
    text: ({ client }) => client.firstName ?? '',
  },
  {
    key: 'lastName',
    title: 'Last name',
    width: 120,
    kind: 'text',
    text: ({ client }) => client.lastName ?? '',
  },
  {
    key: 'date',
    title: 'Date',
    width: 170,
    kind: 'text',
    text: ({ createdAt }) => instants.format(new Date(createdAt)),
  },
  {
    key: 'document',
    title: 'Document',
    width: 120,
    kind: 'sign',
    text: ({ documentPresented }) => (documentPresented ? 'Presented' : 'Missing'),
    tone: ({ documentPresented }) => (documentPresented ? 'success' : 'danger'),
  },
  {
    key: 'liveness',
    title: 'Liveness',
    width: 120,
    kind: 'sign',
    text: ({ livenessPassed }) => (livenessPassed ? 'Verified' : 'Not verified'),
    tone: ({ livenessPassed }) => (livenessPassed ? 'success' : 'danger'),
  },
  {
    key: 'verified',
    title: 'Verified',
    width: 110,
    kind: 'sign',
    text: (session) => verifiedOf(session)[1],
    tone: (session) => verifiedOf(session)[0],
  },
  {
    key: 'documentNumber',
    title: 'Document number',
    width: 130,
    kind: 'text',
    text: ({ client }) => client.documentNumber ?? '',
  },
  {
    key: 'personalNumber',
    title: 'Personal number',
    width: 130,
    kind: 'text',
    text: ({ client }) => client.personalNumber ?? '',
  },
  { key: 'documentType', title: 'Type', width: 100, kind: 'text', text: () => 'Passport' },
  {
    key: 'matchLevel',
    title: 'Match level',
    width: 120,
    kind: 'text',
    text: ({ faceMatch }) => `${faceMatch?.level ?? 0} ${rates[faceMatch?.level ?? 0] ?? ''}`,
  },
  { key: 'more', title: 'Open', width: 80, kind: 'button', text: () => 'Open' },
];
