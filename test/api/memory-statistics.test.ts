import { expect } from '@open-wc/testing';
import { createMemoryApi } from 'kv-review/api/memory';
import { filterOf, type RangeStatistics, type Session, type StatusCount } from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const actor = { id: 'm', name: 'M', role: 'master' } as const;

/** Samples of a whole year, three hours and seven minutes apart, so that some lie around the midnights. */
function yearOfSessions(): Session[] {
  const start = Date.parse('2025-12-31T00:00:00Z');
  return sampleSessions({ count: 2820, seed: 'year' }).map((session, index) => ({
    ...session,
    createdAt: new Date(start + index * 187 * 60_000).toISOString(),
  }));
}

const inStatus = (counts: readonly StatusCount[], status: string): number =>
  counts.reduce((total, each) => total + (each.status === status ? each.count : 0), 0);

describe('the statistics of the memory adapter', () => {
  const sessions = yearOfSessions();

  for (const timeZone of ['Europe/Berlin', 'Australia/Lord_Howe']) {
    it(`of a year in ${timeZone} add up, day by day, to what a list counts`, async () => {
      const api = createMemoryApi({ sessions, actor, workspace: { timeZone } });
      const { range } = await api.getStatistics({ from: '2026-01-01', to: '2026-12-31' });
      expect(range.periods).to.have.length(365);
      const count = async (within: RangeStatistics | RangeStatistics['periods'][number]) => {
        const filter = filterOf({ of: 'outcome', status: 'rejected', within });
        return (await api.countSessions(filter ?? {})).count;
      };
      let sum = 0;
      for (const period of range.periods) {
        const counted = inStatus(period.outcomes, 'rejected');
        expect(counted, period.from).to.equal(await count(period));
        sum += counted;
      }
      expect(sum).to.equal(await count(range));
      expect(sum).to.be.above(300);
    });
  }

  it('are those of the moment at which they are read, after any number of decisions at once', async () => {
    const api = createMemoryApi({ sessions, actor });
    const query = { from: '2025-12-31', to: '2026-12-31', by: 'month' } as const;
    const before = await api.getStatistics(query);
    const { items } = await api.listSessions({
      ...{ statuses: ['awaiting'], limit: 50 },
      createdBefore: before.range.createdBefore,
    });
    await Promise.all(
      items.map(({ id, version }) =>
        api.decideSession(
          id,
          { verdict: 'verify', note: null },
          { version, idempotencyKey: `key-${id}` },
        ),
      ),
    );
    const after = await api.getStatistics(query);
    const sum = ({ periods }: RangeStatistics, status: string) =>
      periods.reduce((total, { outcomes }) => total + inStatus(outcomes, status), 0);
    expect(sum(after.range, 'awaiting')).to.equal(sum(before.range, 'awaiting') - 50);
    expect(sum(after.range, 'success')).to.equal(sum(before.range, 'success') + 50);
    expect(after.queue.count).to.equal(before.queue.count - 50);
  });
});
