import { expect } from '@open-wc/testing';
import {
  addHistograms,
  countedFacts,
  durationBin,
  durationBounds,
  durationQuantile,
  filterOf,
  maxStatisticsGroups,
  rangeBefore,
  statisticsPeriods,
  toRangeStatistics,
  zoneErrors,
  type Session,
  type StatisticsCount,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const samples = sampleSessions({ count: 300, seed: 'statistics' });

const find = (of: (session: Session) => boolean): Session => {
  const session = samples.find(of);
  if (!session) throw new RangeError('The sample has no such session.');
  return session;
};

describe('a histogram of durations', () => {
  const histogramOf = (durations: readonly number[]): number[] => {
    const histogram: number[] = [];
    for (const duration of durations) {
      const bin = durationBin(duration);
      while (histogram.length <= bin) histogram.push(0);
      histogram[bin] = (histogram[bin] ?? 0) + 1;
    }
    return histogram;
  };

  it('has bins that begin where the one before ends', () => {
    for (const [index, bound] of durationBounds.entries()) {
      expect(durationBin(bound - 1), `below ${bound}`).to.equal(index);
      expect(durationBin(bound), `from ${bound}`).to.equal(index + 1);
    }
    expect(durationBin(-5)).to.equal(0);
    expect(durationBin(0)).to.equal(0);
    expect(durationBin(1e15)).to.equal(durationBounds.length);
  });

  it('gives each quantile within 9.1 % of the exact one, whatever the durations are', () => {
    // Between a second and a year, evenly on a logarithmic scale, in no order.
    const durations = Array.from({ length: 997 }, (_, index) =>
      Math.round(1000 * 31_000_000 ** (((index * 577) % 997) / 996)),
    );
    const sorted = durations.toSorted((a, b) => a - b);
    const histogram = histogramOf(durations);
    for (const share of [0.01, 0.1, 0.5, 0.9, 0.99, 1]) {
      const exact = sorted[Math.ceil(share * 997) - 1] ?? NaN;
      const quantile = durationQuantile(histogram, share);
      expect(quantile?.from, `${share}`).to.be.at.most(exact);
      expect(quantile?.before, `${share}`).to.be.above(exact);
      expect((quantile?.estimate ?? NaN) / exact, `${share}`).to.be.within(1 / 1.091, 1.091);
    }
  });

  it('has the median of one duration, of none, and of one beyond the last bound', () => {
    expect(durationQuantile([], 0.5)).to.equal(undefined);
    expect(durationQuantile([0, 0], 0.5)).to.equal(undefined);
    const [from = NaN, before = NaN] = durationBounds.slice(24, 26);
    expect(durationQuantile(histogramOf([from]), 0.5)).to.include({ from, before });
    const long = durationQuantile(histogramOf([1e12]), 0.9);
    expect(long).to.deep.equal({ from: 2 ** 25 * 1000, before: null, estimate: 2 ** 25 * 1000 });
    expect(durationQuantile(histogramOf([3]), 0.5)).to.include({ from: 0, before: 1000 });
  });

  it('has the nearest rank, also where a share is not a binary fraction', () => {
    // Seven short durations of ten.
    const histogram = histogramOf([1, 2, 3, 4, 5, 6, 7, 5000, 5001, 5002]);
    expect(durationQuantile(histogram, 0.7)?.from).to.equal(0);
    expect(durationQuantile(histogram, 0.71)?.from).to.be.above(4000);
  });

  it('can be added to another one of any length', () => {
    expect(addHistograms([1, 2], [], [0, 1, 5])).to.deep.equal([1, 3, 5]);
    expect(addHistograms()).to.deep.equal([]);
  });
});

describe('the periods of a range', () => {
  const daysOf = (
    by: 'day' | 'week' | 'month',
    from: string,
    to: string,
    timeZone = 'UTC',
  ): string[] =>
    statisticsPeriods({ by, from, to }, timeZone).map((each) => `${each.from}/${each.to}`);

  it('are days, also the leap day', () => {
    expect(daysOf('day', '2028-02-28', '2028-03-01')).to.deep.equal([
      '2028-02-28/2028-02-28',
      '2028-02-29/2028-02-29',
      '2028-03-01/2028-03-01',
    ]);
    expect(daysOf('day', '2026-05-05', '2026-05-05')).to.deep.equal(['2026-05-05/2026-05-05']);
  });

  it('are weeks from Monday to Sunday, cut at both ends of the range', () => {
    expect(daysOf('week', '2025-12-31', '2026-01-12')).to.deep.equal([
      '2025-12-31/2026-01-04',
      '2026-01-05/2026-01-11',
      '2026-01-12/2026-01-12',
    ]);
  });

  it('are calendar months, across years and centuries', () => {
    expect(daysOf('month', '2027-12-15', '2028-03-01')).to.deep.equal([
      '2027-12-15/2027-12-31',
      '2028-01-01/2028-01-31',
      '2028-02-01/2028-02-29',
      '2028-03-01/2028-03-01',
    ]);
    expect(daysOf('month', '2000-01-01', '2000-01-31')).to.deep.equal(['2000-01-01/2000-01-31']);
    expect(daysOf('month', '2999-12-01', '2999-12-31')).to.deep.equal(['2999-12-01/2999-12-31']);
  });

  it('begin where the clocks of the zone say so, without a gap', () => {
    const periods = statisticsPeriods(
      { by: 'day', from: '2026-03-28', to: '2026-03-30' },
      'Europe/London',
    );
    expect(periods.map(({ createdFrom }) => createdFrom)).to.deep.equal([
      '2026-03-28T00:00:00.000Z',
      '2026-03-29T00:00:00.000Z',
      '2026-03-29T23:00:00.000Z',
    ]);
    expect(periods.at(-1)?.createdBefore).to.equal('2026-03-30T23:00:00.000Z');
  });

  it('have no length on a day that a zone left out', () => {
    const [, left] = statisticsPeriods(
      { by: 'day', from: '2011-12-29', to: '2011-12-31' },
      'Pacific/Apia',
    );
    expect(left?.from).to.equal('2011-12-30');
    expect(left?.createdFrom).to.equal(left?.createdBefore);
  });

  it('begin in UTC where this machine does not know the zone', () => {
    const range = { by: 'day', from: '2026-01-01', to: '2026-01-01' } as const;
    expect(statisticsPeriods(range, 'Mars/Base')).to.deep.equal(statisticsPeriods(range, 'UTC'));
  });
});

describe('the range before', () => {
  for (const [from, to, before] of [
    ['2026-03-10', '2026-03-16', '2026-03-03/2026-03-09'],
    ['2026-03-01', '2026-03-01', '2026-02-28/2026-02-28'],
    ['2028-03-01', '2028-03-31', '2028-02-01/2028-02-29'],
    ['2026-01-01', '2026-03-31', '2025-10-01/2025-12-31'],
    ['2028-01-01', '2028-12-31', '2027-01-01/2027-12-31'],
    ['2028-02-01', '2028-02-28', '2028-01-04/2028-01-31'],
  ] as const) {
    it(`of ${from} to ${to} is ${before.replace('/', ' to ')}`, () => {
      const range = rangeBefore({ from, to });
      expect(`${range.from}/${range.to}`).to.equal(before);
    });
  }
});

describe('what a session counts for', () => {
  const named = (session: Session, fact: StatisticsCount['fact']) =>
    countedFacts(session)
      .filter((each) => each.fact === fact)
      .map(({ name, status }) => (status === '' ? name : `${name} ${status}`));

  it('is its status, and who brought it about', () => {
    const awaiting = find(({ status }) => status === 'awaiting');
    expect(named(awaiting, 'outcome')).to.deep.equal([' awaiting']);
    const verified = find(({ status, decision }) => status === 'success' && !decision?.by);
    expect(named(verified, 'outcome')).to.deep.equal(['policy success']);
    const rejected = find(({ status, decision }) => status === 'rejected' && !!decision?.by);
    expect(named(rejected, 'outcome')).to.deep.equal(['user rejected']);
    expect(named(rejected, 'reason')).to.deep.equal(rejected.decision?.reasons.map(({ id }) => id));
  });

  it('is the time from the end of the last attempt until a user decided, and nothing for the policy', () => {
    const decided = find(({ decision }) => !!decision?.by);
    const [attempt] = decided.attempts.slice(-1);
    const finishedAt = '2026-06-01T10:00:00.000Z';
    const session: Session = {
      ...decided,
      completedAt: '2026-06-01T11:00:00.000Z',
      attempts: attempt ? [{ ...attempt, finishedAt }] : [],
    };
    expect(named(session, 'decision-time')).to.deep.equal([String(durationBin(3_600_000))]);
    const byPolicy = find(({ decision }) => decision?.by === null);
    expect(named(byPolicy, 'decision-time')).to.deep.equal([]);
  });

  it('is a nationality only if it is a code, because any other text could name somebody', () => {
    const [session] = samples;
    if (!session) throw new RangeError('The sample is empty.');
    const { status } = session;
    for (const [nationality, counted] of [
      ['GEO', 'GEO'],
      ['D', 'D'],
      [null, ''],
      ['', ''],
      ['geo', ''],
      ['NINO BERIDZE', ''],
      ['__proto__', ''],
    ] as const) {
      const client = { ...session.client, nationality };
      expect(named({ ...session, client }, 'nationality')).to.deep.equal([`${counted} ${status}`]);
    }
  });

  it('is each category of the errors in the zone of its last attempt, once', () => {
    const [session] = samples;
    const [attempt] = session?.attempts.slice(-1) ?? [];
    if (!session || !attempt) throw new RangeError('The sample is empty.');
    const withZone = (mrz: string[] | null) => ({ ...session, attempts: [{ ...attempt, mrz }] });
    const passport = [
      'P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<',
      'L898902C36UTO7408122F1204159ZE184226B<<<<<10',
    ];
    expect(named(withZone(passport), 'zone')).to.deep.equal(['valid']);
    expect(named(withZone(passport), 'zone-error')).to.deep.equal([]);
    const spoilt = passport.map((line) => line.replace('UTO', 'XQX').replace('C36', 'C37'));
    expect(named(withZone(spoilt), 'zone')).to.deep.equal(['errors']);
    expect(named(withZone(spoilt), 'zone-error')).to.include.members([
      'State code',
      'Document number check digit',
      'Composite check digit',
    ]);
    const categories = named(withZone(spoilt), 'zone-error');
    expect(new Set(categories).size).to.equal(categories.length);
    expect(named(withZone(null), 'zone')).to.deep.equal([]);
    expect(zoneErrors(undefined)).to.equal(null);
  });
});

describe('the statistics of a range', () => {
  const periods = statisticsPeriods({ by: 'day', from: '2026-01-01', to: '2026-01-01' }, 'UTC');
  const rangeOf = (whole: readonly StatisticsCount[]) =>
    toRangeStatistics(periods, { periods: [[]], whole });

  it('name the most frequent values, and add up the rest', () => {
    const many = Array.from({ length: maxStatisticsGroups + 3 }, (_, index) => ({
      ...({ fact: 'nationality', status: 'success' } as const),
      name: `X${String.fromCharCode(65 + Math.floor(index / 26), 65 + (index % 26))}`,
      count: index + 1,
    }));
    const { groups, rest } = rangeOf(many).nationalities;
    expect(groups).to.have.length(maxStatisticsGroups);
    expect(groups[0]?.statuses).to.deep.equal([
      { status: 'success', count: maxStatisticsGroups + 3 },
    ]);
    expect(rest).to.deep.equal([{ status: 'success', count: 1 + 2 + 3 }]);
  });

  it('leave out what there is none of, and order statuses by the life of a session', () => {
    const count = (name: string, status: string, number: number): StatisticsCount => ({
      ...{ fact: 'document-type', name, status, count: number },
    });
    const { documentTypes } = rangeOf([
      count('', 'rejected', 2),
      count('', 'awaiting', 1),
      count('passport', 'success', 0),
      count('', 'later', 4),
    ]);
    expect(documentTypes.groups).to.deep.equal([
      {
        value: null,
        statuses: [
          { status: 'awaiting', count: 1 },
          { status: 'rejected', count: 2 },
          { status: 'later', count: 4 },
        ],
      },
    ]);
  });
});

describe('the filter of a number', () => {
  const within = {
    createdFrom: '2026-01-01T00:00:00.000Z',
    createdBefore: '2026-01-02T00:00:00.000Z',
  };

  it('selects the status, the type of document and the days', () => {
    expect(filterOf({ of: 'outcome', status: 'success', within })).to.deep.equal({
      ...{ statuses: ['success'], ...within },
    });
    expect(filterOf({ of: 'outcome', status: null, within })).to.deep.equal(within);
    expect(
      filterOf({ of: 'document-type', value: 'passport', status: 'rejected', within }),
    ).to.deep.equal({ statuses: ['rejected'], documentTypes: ['passport'], ...within });
    expect(filterOf({ of: 'in-part', within })).to.deep.equal({ judged: ['in-part'], ...within });
    expect(filterOf({ of: 'queue' })).to.deep.equal({ statuses: ['awaiting'] });
  });

  it('does not exist for what a list cannot select', () => {
    for (const status of ['erased', 'later', '__proto__', 'constructor']) {
      expect(filterOf({ of: 'outcome', status, within }), status).to.equal(undefined);
    }
    for (const value of [null, 'driving-licence', 'toString']) {
      const datum = { of: 'document-type', value, status: null, within } as const;
      expect(filterOf(datum), String(value)).to.equal(undefined);
    }
  });
});
