import { expect } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import type { MatchLevel, Session, SessionQuery } from 'kv-review/model';

import { awaiting } from '../components/review-page.js';

const session = (id: string, change: Partial<Session> = {}): Session => ({
  ...awaiting,
  id,
  ...change,
});

/** The ids of the sessions that the query selects, in alphabetical order. */
async function select(
  sessions: readonly Session[],
  query: SessionQuery,
  acceptanceLevel: MatchLevel = 4,
): Promise<string[]> {
  const api = createMemoryApi({ sessions: [...sessions], workspace: { acceptanceLevel } });
  const { items, total } = await api.listSessions(query);
  expect(total).to.deep.equal({ count: items.length, exact: true });
  return items.map(({ id }) => id).sort();
}

describe('A list selects sessions', () => {
  it('by first name, last name, personal number and document number', async () => {
    const sessions = [
      session('lukasz', {
        client: {
          ...awaiting.client,
          firstName: 'Łukasz Jan',
          lastName: 'van der Berg',
          personalNumber: '01001012345',
          documentNumber: 'AB1234567',
        },
      }),
      session('anna', {
        client: {
          ...awaiting.client,
          firstName: 'Anna',
          lastName: null,
          personalNumber: null,
          documentNumber: null,
        },
      }),
    ];
    for (const search of ['Ł', 'lukasz', 'JAN', 'berg', 'van', '0100', 'ab12', 'berg lukasz 01']) {
      expect(await select(sessions, { search }), search).to.deep.equal(['lukasz']);
    }
    expect(await select(sessions, { search: 'a' }), 'either').to.deep.equal(['anna', 'lukasz']);
    for (const search of ['ukasz', '1001', 'berg anna', awaiting.id]) {
      expect(await select(sessions, { search }), search).to.deep.equal([]);
    }
  });

  it('by one type of document, the other, or both', async () => {
    const sessions = [
      session('card', { documentType: 'id-card' }),
      session('none', { documentType: null }),
      session('passport', { documentType: 'passport' }),
    ];
    expect(await select(sessions, { documentTypes: ['passport'] })).to.deep.equal(['passport']);
    expect(await select(sessions, { documentTypes: ['id-card'] })).to.deep.equal(['card']);
    expect(await select(sessions, { documentTypes: ['passport', 'id-card'] })).to.deep.equal([
      'card',
      'passport',
    ]);
    expect(await select(sessions, {})).to.deep.equal(['card', 'none', 'passport']);
  });

  it('by one status or several', async () => {
    const statuses = ['awaiting', 'processing', 'rejected', 'success'] as const;
    const sessions = statuses.map((status) => session(status, { status }));
    for (const status of statuses) {
      expect(await select(sessions, { statuses: [status] })).to.deep.equal([status]);
    }
    expect(await select(sessions, { statuses: ['success', 'rejected'] })).to.deep.equal([
      'rejected',
      'success',
    ]);
  });

  it('by kind of possible spoof, where a low match depends on the company’s level', async () => {
    const sound = {
      spoof: { idIsReal: true, fullIdDetected: true },
      faceMatch: { level: 7, confidence: 99 },
    } as const;
    const sessions = [
      session('digital', { ...sound, spoof: { idIsReal: false, fullIdDetected: true } }),
      session('level 3', { ...sound, faceMatch: { level: 3, confidence: 50 } }),
      session('level 4', { ...sound, faceMatch: { level: 4, confidence: 60 } }),
      session('not compared', { ...sound, faceMatch: null }),
      session('no level', { ...sound, faceMatch: { level: 0, confidence: 1 } }),
      session('not measured', { ...sound, faceMatch: { level: null, confidence: 91 } }),
      session('partial', { ...sound, spoof: { idIsReal: true, fullIdDetected: false } }),
      session('sound', sound),
      session('unchecked', { ...sound, spoof: { idIsReal: null, fullIdDetected: null } }),
    ];
    expect(await select(sessions, { spoof: ['digital-spoof'] })).to.deep.equal(['digital']);
    expect(await select(sessions, { spoof: ['not-full-id'] })).to.deep.equal(['partial']);
    expect(await select(sessions, { spoof: ['low-far'] })).to.deep.equal(['level 3', 'no level']);
    expect(await select(sessions, { spoof: ['low-far'] }, 5), 'accepted from 5').to.deep.equal([
      'level 3',
      'level 4',
      'no level',
    ]);
    expect(
      await select(sessions, { spoof: ['digital-spoof', 'not-full-id', 'low-far'] }),
    ).to.deep.equal(['digital', 'level 3', 'no level', 'partial']);
    expect(await select(sessions, { spoof: ['far-not-measured'] })).to.deep.equal([
      'not compared',
      'not measured',
    ]);
  });

  it('by judgement: those that the policy could judge only in part', async () => {
    const decision = { verdict: 'verify', reasons: [], by: null, at: awaiting.createdAt } as const;
    const sessions = [
      session('in part', {
        status: 'success',
        decision: { ...decision, reasons: [], judgedInPart: true },
      }),
      session('in full', { status: 'success', decision: { ...decision, reasons: [] } }),
      session('not decided'),
    ];
    expect(await select(sessions, { judged: ['in-part'] })).to.deep.equal(['in part']);
    expect(await select(sessions, { judged: ['in-part'], statuses: ['rejected'] })).to.be.empty;
    expect(await select(sessions, { judged: [] })).to.have.length(3);
  });

  it('by creation, from the first to the last moment of the days, in any time zone', async () => {
    const sessions = [
      session('a before', { createdAt: '2026-03-01T19:59:59.999Z' }),
      session('b first', { createdAt: '2026-03-01T20:00:00Z' }),
      session('c last', { createdAt: '2026-03-03T19:59:59.999Z' }),
      session('d after', { createdAt: '2026-03-03T20:00:00Z' }),
    ];
    const tbilisi = {
      createdFrom: '2026-03-02T00:00:00+04:00',
      createdBefore: '2026-03-04T00:00:00+04:00',
    };
    expect(await select(sessions, tbilisi)).to.deep.equal(['b first', 'c last']);
  });
});
