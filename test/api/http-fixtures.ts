import {
  createReviewApi,
  type ReviewApi,
  type ReviewApiMethods,
  type Workspace,
} from 'kv-review/api';
import {
  unreadClient,
  type ClientChange,
  type Decision,
  type Session,
  type SessionSummary,
} from 'kv-review/model';

export const workspace: Workspace = {
  actor: { id: 'agent-1', name: 'Nino Agent', role: 'agent' },
  company: { id: 'company-1', name: 'Example Bank' },
  capabilities: ['decide', 'edit-client', 'add-note', 'record-activity', 'export'],
  acceptanceLevel: 4,
  rejection: { groups: [], reasonRequired: true },
  extraFields: [],
};

const evidence = {
  documentType: 'passport',
  documentValid: true,
  documentFinished: true,
  livenessPassed: true,
  livenessFinished: true,
  faceMatch: { level: 5, confidence: 87 },
  spoof: { idIsReal: true, fullIdDetected: true },
  device: { name: null, type: 'mobile', browser: null, os: null, userAgent: null },
  clientIp: null,
} as const;

export const summary: SessionSummary = {
  id: 'session-1',
  version: '1',
  status: 'awaiting',
  createdAt: '2026-03-01T10:00:00Z',
  completedAt: null,
  companyName: 'Example Bank',
  client: { ...unreadClient, firstName: 'Łucja', lastName: 'Sample' },
  documentPresented: true,
  ...evidence,
  extra: [{ key: '__proto__', value: 'text' }],
  attemptCount: 1,
  selfie: { id: 'photo-1', kind: 'selfie' },
  decision: null,
  failedConditions: [],
};

export const session: Session = {
  ...summary,
  attempts: [
    {
      number: 1,
      startedAt: '2026-03-01T10:00:00Z',
      finishedAt: '2026-03-01T10:02:00Z',
      ...evidence,
      front: null,
      back: null,
      mrz: null,
      photos: [{ id: 'photo-1', kind: 'selfie' }],
    },
  ],
  notes: [],
  changes: [],
  screening: { status: 'absent' },
};

export const decision: Decision = {
  verdict: 'reject',
  reasons: [{ id: 'fake', label: { en: 'Fake' } }],
  by: { id: 'agent-2', name: 'Giorgi Agent' },
  at: '2026-03-01T11:00:00Z',
};

export const clientChange: ClientChange = {
  field: 'lastName',
  before: 'Sample',
  after: 'Example',
  by: { id: 'agent-2', name: 'Giorgi Agent' },
  at: '2026-03-01T11:00:00Z',
};

export const change = { version: '1', idempotencyKey: 'key-"1"' };

/** The first bytes of a JPEG. No test decodes it. */
export const jpeg = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, 0, 16, 74, 70, 73, 70, 0, 1, 1]);

/** An adapter with one session, and with the methods of a test. */
export function createFakeApi(methods: Partial<ReviewApiMethods> = {}): ReviewApi {
  return createReviewApi({
    getWorkspace: () => Promise.resolve(workspace),
    listSessions: () =>
      Promise.resolve({ items: [summary], nextCursor: null, total: { count: 1, exact: true } }),
    countSessions: () => Promise.resolve({ count: 1, exact: true }),
    getSession: () => Promise.resolve(session),
    getPhoto: () => Promise.resolve(new Blob([jpeg], { type: 'image/svg+xml' })),
    ...methods,
  });
}
