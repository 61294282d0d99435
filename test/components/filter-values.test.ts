import { expect } from '@open-wc/testing';
import { startOfDay, type SessionFilter } from 'kv-review/model';

import { toFilterValues, toSessionFilter } from '../../src/components/session-filters/filters.js';

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
const none = {
  documentType: '',
  status: '',
  spoof: '',
  judged: '',
  condition: '',
  due: '',
  claim: '',
  from: '',
  to: '',
};

describe('The attributes of a filter', () => {
  it('are the words of the lists', () => {
    const filter: SessionFilter = {
      statuses: ['rejected', 'processing', 'success', 'awaiting'],
      documentTypes: ['id-card'],
      spoof: ['low-far'],
      judged: ['in-part'],
    };
    expect(toFilterValues(filter)).to.deep.equal({
      ...none,
      status: 'success failed pending awaiting',
      documentType: 'id-card',
      spoof: 'low-far',
      judged: 'in-part',
    });
    expect(toFilterValues({})).to.deep.equal(none);
  });

  it('have days where the viewer’s clock has the same ones', () => {
    const filter = {
      createdFrom: startOfDay('2026-03-29', timeZone),
      createdBefore: startOfDay('2026-03-31', timeZone),
    };
    expect(toFilterValues(filter)).to.include({ from: '2026-03-29', to: '2026-03-30' });
    expect(toFilterValues({ createdFrom: filter.createdFrom })).to.include({
      from: '2026-03-29',
      to: '',
    });
  });

  it('have moments elsewhere, which select exactly the same', () => {
    const filter = {
      createdFrom: '2026-03-28T20:45:00.000Z',
      createdBefore: '2026-03-30T20:45:00.000Z',
    };
    const values = toFilterValues(filter);
    expect(values).to.include({ from: filter.createdFrom, to: filter.createdBefore });
    expect(toSessionFilter(values)).to.deep.equal(filter);
  });
});
