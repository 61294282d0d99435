import { expect } from '@open-wc/testing';
import { workspace as workspaceSchema } from 'kv-review/api';
import {
  assess,
  checkMrz,
  defaultSettings,
  isLowMatch,
  session as sessionSchema,
  type Session,
  type Settings,
} from 'kv-review/model';
import {
  edgeSessions,
  hostileTexts,
  sampleExtraFields,
  sampleNow,
  sampleSessions,
  sampleWorkspace,
} from 'kv-review/testing';
import * as v from 'valibot';

const sessions = sampleSessions({ count: 3000, seed: 7 });
const attempts = sessions.flatMap((session) => session.attempts);
const at = (instant: string | null | undefined): number => Date.parse(instant ?? '');
const share = (test: (session: Session) => boolean): number =>
  sessions.filter(test).length / sessions.length;

describe('sampleSessions', () => {
  it('returns equal sessions for equal input, and others for another seed', () => {
    const options = { count: 40, seed: 'a' };
    expect(sampleSessions(options)).to.deep.equal(sampleSessions(options));
    expect(sampleSessions({ count: 40, seed: 'b' })[0]?.id).not.to.equal(
      sampleSessions(options)[0]?.id,
    );
  });

  it('keeps the people of a seed for a larger count', () => {
    const [few, many] = [20, 60].map((count) =>
      sampleSessions({ count, seed: 5 }).map(({ id }) => id),
    );
    expect(many?.slice(0, 20)).to.deep.equal(few);
  });

  it('meets the schema of a session', () => {
    for (const session of sessions) {
      const { issues } = v.safeParse(sessionSchema, session);
      expect(
        issues?.map((issue) => `${v.getDotPath(issue)}: ${issue.message}`) ?? [],
      ).to.deep.equal([]);
    }
  });

  it('uses every identifier once', () => {
    const photos = attempts.flatMap((attempt) => attempt.photos);
    expect(new Set(sessions.map(({ id }) => id)).size).to.equal(sessions.length);
    expect(new Set(photos.map(({ id }) => id)).size).to.equal(photos.length);
  });

  it('lists the newest first, within ninety days, denser towards now', () => {
    const now = at(sampleNow);
    const times = sessions.map(({ createdAt }) => at(createdAt));
    expect(times).to.deep.equal([...times].sort((a, b) => b - a));
    expect(times[0]).to.be.lessThan(now);
    expect(times.at(-1)).to.be.greaterThan(now - 91 * 86_400_000);
    expect(share(({ createdAt }) => at(createdAt) > now - 30 * 86_400_000)).to.be.greaterThan(0.45);
  });

  it('uses the given clock', () => {
    const now = new Date('2031-03-01T08:00:00Z');
    const [newest] = sampleSessions({ count: 50, seed: 1, now });
    expect(now.getTime() - at(newest?.createdAt)).to.be.within(0, 86_400_000);
  });

  it('has every status in a realistic proportion', () => {
    expect(share(({ status }) => status === 'processing')).to.be.within(0.04, 0.09);
    expect(share(({ status }) => status === 'awaiting')).to.be.within(0.14, 0.22);
    expect(share(({ status }) => status === 'success')).to.be.within(0.54, 0.66);
    expect(share(({ status }) => status === 'rejected')).to.be.within(0.12, 0.2);
  });

  it('has a decision for exactly the sessions that are not open, after the client had finished', () => {
    for (const { status, decision, completedAt, attempts: own, changes, notes } of sessions) {
      const isOpen = status === 'processing' || status === 'awaiting';
      expect(decision === null).to.equal(isOpen);
      expect(completedAt).to.equal(decision?.at ?? null);
      if (status === 'processing') {
        expect([own.at(-1)?.finishedAt, ...changes, ...notes]).to.deep.equal([null]);
      } else {
        expect(own.at(-1)?.finishedAt).not.to.equal(null);
      }
      if (!decision) continue;
      expect(decision.verdict).to.equal(status === 'success' ? 'verify' : 'reject');
      expect(at(decision.at)).to.be.within(at(own.at(-1)?.finishedAt), at(sampleNow));
      for (const change of changes) expect(at(change.at)).to.be.at.most(at(decision.at));
    }
  });

  it('has reasons if an agent rejected, and failed conditions if the policy did', () => {
    const rejected = sessions.filter(({ status }) => status === 'rejected');
    const byPerson = rejected.filter(({ decision }) => decision?.by);
    const byPolicy = rejected.filter(({ decision }) => !decision?.by);
    expect(byPerson.every(({ decision }) => (decision?.reasons.length ?? 0) > 0)).to.equal(true);
    expect(byPolicy.every(({ failedConditions }) => failedConditions.length > 0)).to.equal(true);
    expect([byPerson.length, byPolicy.length].every((count) => count > 20)).to.equal(true);
  });

  it('shows why a session awaits action, with evidence that agrees', () => {
    const { acceptanceLevel } = sampleWorkspace();
    for (const session of sessions.filter(({ status }) => status === 'awaiting')) {
      const failed = new Set(session.failedConditions.map(({ condition }) => condition));
      expect(failed.size).to.be.greaterThan(0);
      expect(failed.has('face-match-level')).to.equal(
        isLowMatch(session.faceMatch, acceptanceLevel),
      );
      expect(failed.has('id-is-real')).to.equal(session.spoof.idIsReal === false);
      if (session.screening.status === 'match') expect(failed).to.include('document-review');
    }
  });

  it('has the outcome that the policy has for a company with these settings', () => {
    for (const { attempts: own, status, decision, ...session } of sessions) {
      const last = own.at(-1);
      if (!last || status === 'processing') {
        expect(session.failedConditions).to.deep.equal([]);
        continue;
      }
      const conditions = new Set(session.failedConditions.map(({ condition }) => condition));
      const isRisky = conditions.has('high-risk-nationality');
      const code = last.back?.nationality ?? '';
      const settings: Settings = {
        ...defaultSettings,
        // A session that succeeded with an unjudged condition was judged without Awaiting Action.
        awaitingAction:
          status === 'awaiting' ||
          decision?.by !== null ||
          (status === 'success' && conditions.size === 0),
        documentReview: conditions.has('document-review'),
        highRiskCountries: isRisky ? [{ code, checkIp: false, checkNationality: true }] : [],
      };
      const now = new Date(last.finishedAt ?? '');
      const outcome = assess(last, settings, {
        now,
        ipCountry: { kind: 'absent' },
        screening: { status: 'absent' },
      });
      expect(outcome.failedConditions).to.deep.equal(session.failedConditions);
      expect(outcome.documentValid).to.equal(session.documentValid);
      const wasDecidedByPerson = decision !== null && decision.by !== null;
      expect(outcome.status).to.equal(wasDecidedByPerson ? 'awaiting' : status);
    }
  });

  it('repeats the evidence of the last attempt in the session', () => {
    for (const session of sessions) {
      const last = session.attempts.at(-1);
      expect(session.attemptCount).to.equal(session.attempts.length);
      expect(session.attempts.map(({ number }) => number)).to.deep.equal(
        session.attempts.map((_, index) => index + 1),
      );
      expect(session.documentPresented).to.equal(last?.documentType !== null);
      expect(session.faceMatch).to.deep.equal(last?.faceMatch);
      expect(session.selfie).to.equal(last?.photos.find(({ kind }) => kind === 'selfie') ?? null);
    }
  });

  it('has the readings with all changes as the client', () => {
    const edited = sessions.filter(({ changes }) => changes.length > 0);
    expect(edited.length).to.be.greaterThan(10);
    for (const { client, changes, attempts: own } of sessions) {
      const expected: Partial<Record<string, string | null>> = { ...own.at(-1)?.front };
      for (const { field, before, after } of changes) {
        expect(expected[field]).to.equal(before);
        Object.assign(expected, { [field]: after });
      }
      if (own.at(-1)?.front) expect(client).to.deep.equal(expected);
    }
  });

  it('has interrupted attempts, unread names, notes, all kinds of screening and both documents', () => {
    expect(
      share(({ attempts: own }) => own.length > 1 && own[0]?.finishedAt === null),
    ).to.be.greaterThan(0.05);
    expect(share(({ client }) => client.firstName === null)).to.be.greaterThan(0.01);
    expect(share(({ notes }) => notes.length > 0)).to.be.greaterThan(0.05);
    expect(new Set(sessions.map(({ screening }) => screening.status))).to.have.all.keys(
      'absent',
      'unknown',
      'clear',
      'match',
    );
    expect([...new Set(sessions.map(({ documentType }) => documentType))]).to.have.members([
      'passport',
      'id-card',
      null,
    ]);
  });

  it('has only addresses, numbers and e-mail domains that are reserved for documentation', () => {
    const values = (key: string) =>
      sessions.flatMap(({ extra }) => extra.filter((entry) => entry.key === key));
    for (const { clientIp } of attempts) {
      expect(clientIp ?? '192.0.2.1').to.match(
        /^(192\.0\.2|198\.51\.100|203\.0\.113)\.\d+$|^2001:db8:/,
      );
    }
    for (const { value } of values('email'))
      expect(value).to.match(/^[a-z.-]+@example\.(com|net|org)$/);
    for (const { value } of values('phone')) {
      expect(value).to.match(/^\+(120255501\d\d|447700900\d{3}|3363998\d{4}|995000\d{6})$/);
    }
  });

  it('fills in only fields that the company has defined', () => {
    const keys = new Set(sampleExtraFields.map(({ key }) => key));
    expect(sessions.flatMap(({ extra }) => extra).every(({ key }) => keys.has(key))).to.equal(true);
  });

  const tokens: Readonly<Record<string, RegExp>> = {
    Safari: /Version\/[\d.]+ .*Safari\//,
    Chrome: /Chrome\/|CriOS\//,
    Samsung: /SamsungBrowser\//,
    Firefox: /Firefox\//,
    Edge: /Edg\//,
  };

  it('describes each device as its user agent does', () => {
    for (const { device } of sessions) {
      if (device.userAgent === null) continue;
      expect(device.type).to.equal(/Mobile/.test(device.userAgent) ? 'mobile' : 'pc');
      const [browser = ''] = device.browser?.split(' ') ?? [];
      expect(device.userAgent).to.match(tokens[browser] ?? /a browser without a token/);
      expect(device.userAgent).to.include(/\d+/.exec(device.browser ?? '')?.[0]);
    }
  });
});

describe('the documents of sampleSessions', () => {
  const read = attempts.filter(({ mrz }) => mrz !== null);

  it('have a zone of the right format that passes every check, unless it has a defect', () => {
    const sound = read.filter(({ documentValid }) => documentValid);
    expect(sound.length).to.be.greaterThan(1000);
    for (const { mrz, documentType } of sound) {
      const report = checkMrz(mrz ?? []);
      expect(report.checks.filter(({ ok }) => !ok)).to.deep.equal([]);
      expect(report.format).to.equal(documentType === 'passport' ? 'TD3' : 'TD1');
    }
  });

  it('have a zone that agrees with its reading', () => {
    for (const { mrz, back, documentValid } of read) {
      if (!documentValid) continue;
      const { fields } = checkMrz(mrz ?? []);
      expect(back).to.deep.include({
        firstName: fields.firstName,
        lastName: fields.lastName,
        documentNumber: fields.documentNumber,
        expirationDate: fields.expirationDate,
        nationality: fields.nationality,
        personalNumber: fields.personalNumber,
      });
    }
  });

  it('show every defect of a zone', () => {
    const failed = new Set(
      read.flatMap(({ mrz }) =>
        checkMrz(mrz ?? [])
          .checks.filter(({ ok }) => !ok)
          .map(({ category }) => category),
      ),
    );
    expect([...failed]).to.include.members([
      'State code',
      'Document number check digit',
      'Birthdate check digit',
      'Expiration date check digit',
      'Personal number check digit',
      'Composite check digit',
      'Last name',
      'Line length',
      'Character set',
      'Birthdate',
    ]);
  });

  const spellings: readonly (readonly [name: string, zone: string])[] = [
    ['Łukasz', 'LUKASZ'],
    ['Þórdís', 'THORDIS'],
    ['Jürgen', 'JUERGEN'],
    ['Gökkuşağıoğlu', 'GOKKUSAGIOGLU'],
    ['Đặng', 'DANG'],
    ['Θεόφιλος', 'THEOFILOS'],
    ['Ευτυχία', 'EFTYCHIA'],
    ['ქეთევანი', 'KETEVANI'],
    ['წვიმაძე', 'TSVIMADZE'],
    ['Юлія', 'YULIIA'],
    ['Ганна', 'HANNA'],
    ['Հայկ', 'HAYK'],
    ['طارق', 'TAREK'],
    ['נועה', 'NOA'],
    ['L’Averse', 'LAVERSE'],
  ];
  const zoneNames = new Map(
    sampleSessions({ count: 12_000, seed: 11 }).flatMap(({ attempts: own }) =>
      own.flatMap(({ front, back, documentValid }) =>
        front && back && documentValid
          ? [[front.firstName, back.firstName] as const, [front.lastName, back.lastName] as const]
          : [],
      ),
    ),
  );
  for (const [name, zone] of spellings) {
    it(`write ${name} as ${zone}`, () => {
      expect(zoneNames.get(name)).to.equal(zone);
    });
  }
});

describe('sampleWorkspace', () => {
  it('meets its schema, and signs in the requested role', () => {
    expect(v.is(workspaceSchema, sampleWorkspace())).to.equal(true);
    expect(sampleWorkspace().actor.role).to.equal('agent');
    expect(sampleWorkspace({ role: 'master' }).actor.role).to.equal('master');
  });

  it('belongs to the company of the sessions', () => {
    expect(sessions[0]?.companyName).to.equal(sampleWorkspace().company.name);
  });
});

describe('edgeSessions', () => {
  const edges = new Map(edgeSessions().map((session) => [session.id, session]));

  it('meet the schema, await action, and are the same each time', () => {
    for (const session of edges.values()) {
      expect(v.safeParse(sessionSchema, session).issues ?? []).to.deep.equal([]);
      expect(session.status).to.equal('awaiting');
    }
    expect(edgeSessions()).to.deep.equal([...edges.values()]);
  });

  it('are what their ids say', () => {
    expect(edges.get('edge-long-name')?.client.firstName).to.have.lengthOf(120);
    expect(edges.get('edge-extra-fields')?.extra).to.have.lengthOf(40);
    expect(edges.get('edge-attempts')?.attempts).to.have.lengthOf(30);
    expect(edges.get('edge-no-photos')?.attempts.flatMap(({ photos }) => photos)).to.deep.equal([]);
    expect(edges.get('edge-hostile')?.extra.map(({ key }) => key)).to.include.members([
      '__proto__',
      'constructor',
    ]);
    expect(edges.get('edge-hostile')?.client.firstName).to.equal(hostileTexts['markup']);
  });

  it('have zones that pass every check, with names of any length and script', () => {
    for (const id of ['edge-long-name', 'edge-arabic-name', 'edge-georgian-name']) {
      expect(checkMrz(edges.get(id)?.attempts.at(-1)?.mrz ?? []).valid).to.equal(true);
    }
  });
});
