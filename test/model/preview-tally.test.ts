import { expect } from '@open-wc/testing';
import {
  assess,
  defaultSettings,
  pastSessionOf,
  PreviewTally,
  settingsPreview,
  type PastSession,
  type PolicySettings,
  type SettingsPreview,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';
import * as v from 'valibot';

const samples = sampleSessions({ count: 400, seed: 'preview' });
const past = samples.flatMap((session) => pastSessionOf(session) ?? []);

function previewOf(
  change: Partial<PolicySettings>,
  sessions: readonly PastSession[] = past,
): SettingsPreview {
  const tally = new PreviewTally(defaultSettings, { ...defaultSettings, ...change });
  for (const session of sessions) tally.add(session);
  return v.parse(settingsPreview, tally.result('3'));
}

/** The outcome by other settings, judged apart from the preview. */
const outcomeOf = ({ evidence, context }: PastSession, settings: PolicySettings) =>
  evidence && assess(evidence, settings, { ...context, ipCountry: { kind: 'absent' } });

describe('a preview of changed settings', () => {
  it('names the sessions that a higher level would no longer verify, by their level', () => {
    const higher = { ...defaultSettings, acceptanceLevel: 7 } as const;
    const expected = past
      .filter((session) => outcomeOf(session, defaultSettings)?.status === 'success')
      .filter((session) => outcomeOf(session, higher)?.status === 'awaiting')
      .map(({ id }) => id);
    expect(expected).not.to.be.empty;

    const { changed, moves, judged, version } = previewOf({ acceptanceLevel: 7 });
    expect(changed).to.equal(expected.length);
    expect(judged).to.equal(past.length);
    expect(version).to.equal('3');
    expect(moves).to.deep.equal([
      {
        from: 'success',
        to: 'awaiting',
        count: expected.length,
        conditions: [
          {
            condition: 'face-match-level',
            count: expected.length,
            sessionIds: expected.slice(0, 50),
          },
        ],
      },
    ]);
  });

  it('counts a session that a listed country would reject for that country alone', () => {
    const [nationality] = past.flatMap(({ evidence }) => evidence?.back?.nationality ?? []);
    const country = { code: nationality ?? '', checkIp: false, checkNationality: true };
    const { moves } = previewOf({ highRiskCountries: [country] });
    expect(moves).not.to.be.empty;
    for (const { to, conditions } of moves.filter(({ from }) => from === 'awaiting')) {
      expect(to).to.equal('rejected');
      expect(conditions.map(({ condition }) => condition)).to.deep.equal(['high-risk-nationality']);
    }
  });

  it('says by which conditions sessions are rejected once nobody is asked', () => {
    const { moves } = previewOf({ awaitingAction: false });
    const toRejected = moves.find(({ to }) => to === 'rejected');
    expect(toRejected?.from).to.equal('awaiting');
    const named = toRejected?.conditions.map(({ condition }) => condition);
    expect(named).to.include('mrz').and.not.to.include('expiry');
    const toSuccess = moves.find(({ to }) => to === 'success');
    expect(toSuccess?.conditions, 'what no longer counts').not.to.be.empty;
  });

  it('leaves out sessions without evidence, and without a country that a rule asks for', () => {
    const erased = past.map((session) => ({ ...session, evidence: null }));
    expect(previewOf({}, erased)).to.deep.include({
      judged: 0,
      leftOut: { evidence: past.length, ipCountry: 0 },
    });
    const country = { code: 'UTO', checkIp: true, checkNationality: false };
    const unknown = past.map((session) => ({
      ...session,
      context: { ...session.context, ipCountry: null },
    }));
    expect(previewOf({ highRiskCountries: [country] }, unknown)).to.deep.include({
      judged: 0,
      leftOut: { evidence: 0, ipCountry: past.length },
    });
    const known = past.map((session) => ({
      ...session,
      context: { ...session.context, ipCountry: { kind: 'country', code: 'UT' } as const },
    }));
    expect(previewOf({ highRiskCountries: [country] }, known).leftOut.ipCountry).to.equal(0);
  });

  it('does not judge sessions that are processing', () => {
    const processing = samples.filter(({ status }) => status === 'processing');
    expect(processing).not.to.be.empty;
    expect(processing.map(pastSessionOf).every((session) => session === undefined)).to.be.true;
  });

  it('judges a session by what the policy saw, not by what is known today', () => {
    const [session] = samples.filter(({ status }) => status !== 'processing');
    if (!session) throw new RangeError('no session');
    const screening = { status: 'unknown', checkedAt: null } as const;
    const at = '2020-01-02T03:04:05Z';
    const judgement = { at, settingsVersion: '2', ipCountry: null, screening };
    const seen = pastSessionOf({ ...session, judgement });
    expect(seen?.context).to.deep.equal({ now: new Date(at), ipCountry: null, screening });
  });
});
