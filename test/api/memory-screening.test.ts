import { expect } from '@open-wc/testing';
import { isReviewError, type ChangeOptions } from 'kv-review/api';
import { createMemoryApi, type ScreeningSource } from 'kv-review/api/memory';
import {
  openMatches,
  unreadClient,
  type CheckedScreening,
  type FalsePositiveInput,
  type Session,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const checkedAt = '2026-06-15T09:06:00Z';
const now = () => new Date('2026-06-16T12:00:00Z');

const found: CheckedScreening = {
  status: 'match',
  checkedAt,
  lists: ['Consolidated List'],
  matches: ['entry-1', 'entry-2'].map((id) => ({
    id,
    list: 'Consolidated List',
    authority: null,
    name: 'SPECIMEN, ERIKA',
    alias: null,
    score: 0.9,
  })),
};

const base = sampleSessions({ count: 40, seed: 3 }).find(({ status }) => status === 'awaiting')!;
const client = {
  ...unreadClient,
  firstName: 'Erika',
  lastName: 'Specimén',
  birthDate: '1985-03-02',
  nationality: 'UTO',
};
const session: Session = { ...base, id: 'one', version: '1', client, screening: found };
const marking: FalsePositiveInput = {
  falsePositive: true,
  matchId: 'entry-1',
  reason: 'Another birth date.',
};

let keyCount = 0;
const at = ({ version }: Pick<Session, 'version'>): ChangeOptions => {
  keyCount += 1;
  return { version, idempotencyKey: `key-${keyCount}` };
};

const create = (sessions: readonly Session[], screen: ScreeningSource = () => found) =>
  createMemoryApi({ sessions, screen, now });

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'done',
    (error: unknown) => (isReviewError(error) ? error.code : String(error)),
  );

describe('Screening in the memory adapter', () => {
  it('declares another screening only if it has lists', async () => {
    const without = createMemoryApi({ sessions: [session] });
    expect((await without.getWorkspace()).capabilities).not.to.include('recheck-screening');
    expect(await codeOf(without.recheckScreening('one', at(session)))).to.equal('unsupported');
    const { capabilities } = await create([session]).getWorkspace();
    expect(capabilities).to.include.members(['recheck-screening', 'mark-false-positive']);
  });

  it('makes the result of a failed screening unknown, with its time and without the reason', async () => {
    const clear: Session = { ...session, screening: { status: 'clear', checkedAt, lists: [] } };
    const api = create([clear], () => Promise.reject(new Error('Erika is listed')));
    const { screening } = await api.recheckScreening('one', at(session));
    expect(screening).to.deep.equal({ status: 'unknown', checkedAt: '2026-06-16T12:00:00.000Z' });
  });

  it('does not screen for a refused request, nor again for a retry', async () => {
    let asked = 0;
    const api = create([session, { ...session, id: 'two', status: 'processing' }], () => {
      asked += 1;
      return found;
    });
    expect(await codeOf(api.recheckScreening('two', at(session)))).to.equal('conflict');
    expect(await codeOf(api.recheckScreening('one', at({ version: 'old' })))).to.equal('conflict');
    expect(await codeOf(api.recheckScreening('none', at(session)))).to.equal('not-found');
    expect(asked).to.equal(0);
    const options = at(session);
    await api.recheckScreening('one', options);
    await api.recheckScreening('one', options);
    expect(asked).to.equal(1);
  });

  it('changes nothing if the session was decided during the screening', async () => {
    let answer = (_: CheckedScreening): void => undefined;
    const api = create([session], () => new Promise((resolve) => (answer = resolve)));
    const check = api.recheckScreening('one', at(session));
    const verify = { verdict: 'verify', note: null } as const;
    const decided = await api.decideSession('one', verify, at(session));
    answer({ status: 'clear', checkedAt, lists: [] });
    expect(await codeOf(check)).to.equal('already-decided');
    expect(await api.getSession('one')).to.deep.equal(decided);
  });

  it('applies a mark to the same person in another session, with another spelling', async () => {
    const other = { ...session, id: 'two', client: { ...client, firstName: 'ERIKA' } };
    const api = create([session, other]);
    await api.markFalsePositive('one', marking, at(session));
    expect(openMatches((await api.getSession('two')).screening)).to.have.length(2);
    const { screening } = await api.recheckScreening('two', at(session));
    expect(openMatches(screening).map(({ id }) => id)).to.deep.equal(['entry-2']);
  });

  it('applies the marks of its initial sessions', async () => {
    const by = { id: 'agent-9', name: 'Ina' };
    const falsePositive = { reason: 'Another birth date.', by, at: checkedAt };
    const marked = { ...found, matches: found.matches.map((one) => ({ ...one, falsePositive })) };
    const api = create([
      { ...session, status: 'success', screening: marked },
      { ...session, id: 'two' },
    ]);
    const { screening } = await api.recheckScreening('two', at(session));
    expect(openMatches(screening)).to.deep.equal([]);
    expect(screening.status).to.equal('match');
  });
});
