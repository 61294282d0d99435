import type { OperationName } from '../../api/operations/operations.js';
import type { ReviewApi } from '../../api/review-api.js';
import { noLogoVersion } from '../../model/branding.js';
import { onePixel } from './fixture.js';
import { newKey } from './subject.js';

export interface CallOptions {
  /** The id of a session. Default: one that no backend has. */
  readonly id?: string;
  readonly signal?: AbortSignal;
}

type Call = (api: ReviewApi, options?: CallOptions) => Promise<unknown>;

/** Calls an operation with a valid request, of which only the session may not exist. */
const call =
  (
    make: (api: ReviewApi, id: string, request: { signal?: AbortSignal }) => Promise<unknown>,
  ): Call =>
  (api, { id = 'no-such-session', signal } = {}) =>
    make(api, id, signal ? { signal } : {});

const change = () => ({ version: '1', idempotencyKey: newKey() });

/** A call of every operation, for the tests that hold for all of them. */
export const calls: Readonly<Record<OperationName, Call>> = {
  getWorkspace: call((api, _, request) => api.getWorkspace(request)),
  listSessions: call((api, _, request) => api.listSessions({}, request)),
  countSessions: call((api, _, request) => api.countSessions({}, request)),
  exportSessions: call(async (api, _, request) => {
    for await (const chunk of (await api.exportSessions({}, request)).chunks) {
      if (chunk.count > 0) return;
    }
  }),
  getSession: call((api, id, request) => api.getSession(id, request)),
  getPhoto: call((api, id, request) => api.getPhoto(id, 'no-photo', request)),
  listThumbnails: call((api, sessionId, request) =>
    api.listThumbnails({ photos: [{ sessionId, photoId: 'no-photo' }] }, request),
  ),
  decideSession: call((api, id, request) =>
    api.decideSession(id, { verdict: 'verify', note: null }, { ...change(), ...request }),
  ),
  editClient: call((api, id, request) =>
    api.editClient(id, { firstName: 'X' }, { ...change(), ...request }),
  ),
  addNote: call((api, id, request) => api.addNote(id, { text: 'x' }, { ...change(), ...request })),
  recheckScreening: call((api, id, request) =>
    api.recheckScreening(id, { ...change(), ...request }),
  ),
  markFalsePositive: call((api, id, request) =>
    api.markFalsePositive(
      id,
      { falsePositive: false, matchId: 'no-match' },
      { ...change(), ...request },
    ),
  ),
  recordActivity: call((api, _, request) =>
    api.recordActivity({ action: 'export-csv', count: 0 }, request),
  ),
  listActivity: call((api, _, request) => api.listActivity({}, request)),
  listActivityUsers: call((api, _, request) => api.listActivityUsers(request)),
  exportActivity: call(async (api, _, request) => {
    for await (const chunk of (await api.exportActivity({}, request)).chunks) {
      if (chunk.count > 0) return;
    }
  }),
  getActivityChain: call((api, _, request) => api.getActivityChain(request)),
  checkActivityChain: call((api, _, request) => api.checkActivityChain(request)),
  getActivityHead: call((api, _, request) => api.getActivityHead(request)),
  getSettings: call((api, _, request) => api.getSettings(request)),
  getSettingsVersion: call((api, _, request) => api.getSettingsVersion('1', request)),
  saveSettings: call((api, _, request) =>
    api.saveSettings({ section: 'awaiting', values: {} }, { version: '1', ...request }),
  ),
  countSettingUse: call((api, _, request) =>
    api.countSettingUse({ kind: 'extra-field', key: 'no-field' }, request),
  ),
  previewSettings: call((api, _, request) => api.previewSettings({ change: {} }, request)),
  listWebHooks: call((api, _, request) => api.listWebHooks(request)),
  addWebHook: call((api, _, request) =>
    api.addWebHook({ event: 'post-verification', url: 'https://hooks.example/' }, request),
  ),
  changeWebHook: call((api, id, request) =>
    api.changeWebHook(id, { enabled: false }, { version: '1', ...request }),
  ),
  removeWebHook: call((api, id, request) => api.removeWebHook(id, { version: '1', ...request })),
  replaceWebHookSecret: call((api, id, request) =>
    api.replaceWebHookSecret(id, { version: '1', ...request }),
  ),
  testWebHook: call((api, id, request) => api.testWebHook(id, request)),
  listWebHookDeliveries: call((api, id, request) => api.listWebHookDeliveries(id, request)),
  redeliverWebHook: call((api, id, request) => api.redeliverWebHook(id, 'no-delivery', request)),
  getBranding: call((api, _, request) => api.getBranding(request)),
  getLogo: call((api, _, request) => api.getLogo('no-logo', request)),
  saveLogo: call((api, _, request) =>
    api.saveLogo(new Blob([onePixel]), { version: noLogoVersion, ...request }),
  ),
  removeLogo: call((api, _, request) => api.removeLogo({ version: noLogoVersion, ...request })),
  getStatistics: call((api, _, request) =>
    api.getStatistics({ from: '2026-01-01', to: '2026-01-31' }, request),
  ),
  getTimeline: call((api, id, request) => api.getTimeline(id, request)),
  claimSession: call((api, id, request) => api.claimSession(id, request)),
  renewClaim: call((api, id, request) => api.renewClaim(id, { number: 1 }, request)),
  releaseClaim: call((api, id, request) => api.releaseClaim(id, { number: 1 }, request)),
  takeOverClaim: call((api, id, request) =>
    api.takeOverClaim(id, { number: 1, reason: 'x' }, request),
  ),
  listClaimReceivers: call((api, _, request) => api.listClaimReceivers(request)),
  handOverClaim: call((api, id, request) =>
    api.handOverClaim(id, { number: 1, to: 'nobody' }, request),
  ),
  claimNext: call((api, _, request) => api.claimNext({}, request)),
  listRelatedSessions: call((api, id, request) => api.listRelatedSessions(id, request)),
  watchSessions: call((api, _, request) =>
    api.watchSessions(request)[Symbol.asyncIterator]().next(),
  ),
};
