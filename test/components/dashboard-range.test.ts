import { expect } from '@open-wc/testing';

import { problemOf, queryOf } from '../../src/components/dashboard/range.js';

const none = { from: '', to: '' };

describe('The range of a dashboard', () => {
  it('ends today, which counts as one of its days', () => {
    expect(queryOf('7-days', none, '2026-03-03')).to.include({
      from: '2026-02-25',
      to: '2026-03-03',
      by: 'day',
    });
  });

  it('has the leap day', () => {
    expect(queryOf('30-days', none, '2028-03-01').from).to.equal('2028-02-01');
    expect(queryOf('12-months', none, '2028-02-29')).to.include({
      from: '2027-03-01',
      to: '2028-02-29',
      by: 'month',
    });
  });

  it('of months begins with the first day of one, also at the end of a long month', () => {
    expect(queryOf('12-months', none, '2026-12-31').from).to.equal('2026-01-01');
    expect(queryOf('12-months', none, '2026-03-31').from).to.equal('2025-04-01');
  });

  it('of any days has as many columns as can be told apart', () => {
    const stepOf = (from: string, to: string) => queryOf('custom', { from, to }, '2026-01-01').by;
    expect(stepOf('2026-01-01', '2026-01-01')).to.equal('day');
    expect(stepOf('2026-01-01', '2026-04-02')).to.equal('day');
    expect(stepOf('2026-01-01', '2026-04-03')).to.equal('week');
    expect(stepOf('2024-01-01', '2024-12-31')).to.equal('week');
    expect(stepOf('2024-01-01', '2025-01-01')).to.equal('month');
  });

  it('is checked before it is asked for', () => {
    expect(problemOf({ from: '2026-01-01', to: '2026-01-01' })).to.equal(undefined);
    expect(problemOf({ from: '2026-02-29', to: '2026-03-01' })).to.equal('incomplete');
    expect(problemOf({ from: '2026-01-02', to: '2026-01-01' })).to.equal('wrongOrder');
    expect(problemOf({ from: '1999-12-31', to: '2000-01-01' })).to.equal('tooLong');
    expect(problemOf({ from: '2016-01-01', to: '2026-01-02' })).to.equal('tooLong');
  });
});
