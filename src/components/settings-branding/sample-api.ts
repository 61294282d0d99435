import { createReviewApi, type ReviewApi } from '../../api/review-api.js';
import { defaultRejectionGroups } from '../../model/rejection.js';
import { unreadClient } from '../../model/client-fields.js';
import type { SessionSummary } from '../../model/session-summary.js';

const session = (
  id: string,
  changes: Pick<SessionSummary, 'status' | 'createdAt' | 'client'>,
): SessionSummary => ({
  id,
  version: '1',
  completedAt: null,
  companyName: '',
  documentPresented: true,
  documentType: 'passport',
  documentValid: true,
  documentFinished: true,
  livenessPassed: true,
  livenessFinished: true,
  faceMatch: null,
  spoof: { idIsReal: true, fullIdDetected: true },
  device: { name: null, type: null, browser: null, os: null, userAgent: null },
  clientIp: null,
  extra: [],
  attemptCount: 1,
  selfie: null,
  decision: null,
  failedConditions: [],
  ...changes,
});

/** The specimen names of ICAO Doc 9303. */
const sessions = [
  session('sample-1', {
    status: 'awaiting',
    createdAt: '2026-01-15T09:30:00.000Z',
    client: { ...unreadClient, firstName: 'Anna Maria', lastName: 'Eriksson' },
  }),
  session('sample-2', {
    status: 'success',
    createdAt: '2026-01-14T16:05:00.000Z',
    client: { ...unreadClient, firstName: 'Erika', lastName: 'Mustermann' },
  }),
];

/** Answers with two made-up sessions, for the preview. It sends nothing. */
export const createSampleApi = (): ReviewApi =>
  createReviewApi(
    {
      getWorkspace: () =>
        Promise.resolve({
          actor: { id: 'sample', name: 'Sample', role: 'agent' },
          company: { id: 'sample', name: 'Sample' },
          capabilities: [],
          acceptanceLevel: 4,
          rejection: { groups: structuredClone([...defaultRejectionGroups]), reasonRequired: true },
          extraFields: [],
        }),
      listSessions: () =>
        Promise.resolve({ items: sessions, nextCursor: null, total: { count: 2, exact: true } }),
      countSessions: () => Promise.resolve({ count: 1, exact: true }),
      getSession: () => Promise.reject(new Error('The preview opens no session.')),
      getPhoto: () => Promise.reject(new Error('The preview has no photo.')),
    },
    { queries: { search: false, filters: ['status'], sorts: ['-createdAt'], count: true } },
  );
