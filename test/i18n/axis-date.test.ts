import { expect } from '@open-wc/testing';

import { monthOfYear, shortDay } from '../../src/i18n/axis-date.js';
import { durationText } from '../../src/i18n/duration.js';
import { dashboardTexts } from '../../src/i18n/en.dashboard.js';
import { ka } from '../../src/i18n/ka.js';
import { Localizer } from '../../src/i18n/localizer.js';

const english = new Localizer('en').withTexts(dashboardTexts);
const georgian = new Localizer('ka', ka);

describe('A date on an axis', () => {
  it('has no year, or no day', () => {
    expect(shortDay(english, '2026-11-03')).to.equal('Nov 3');
    expect(monthOfYear(english, '2026-11-01')).to.equal('Nov 2026');
    expect(shortDay(new Localizer('en-GB'), '2026-11-03')).to.equal('3 Nov');
  });

  it('is Georgian, also in a browser without Georgian', () => {
    expect(shortDay(georgian, '2026-11-26')).to.match(/^26 ნოე\.?$/);
    expect(monthOfYear(georgian, '2020-11-20')).to.match(/^ნოე\.? 2020$/);
  });
});

describe('A duration', () => {
  it('is in its largest unit, rounded to two digits', () => {
    const text = (seconds: number) => durationText(english, seconds * 1000);
    expect(text(0)).to.equal('0 s');
    expect(text(45.4)).to.equal('45 s');
    expect(text(59.7)).to.equal('1 min');
    expect(text(90)).to.equal('1.5 min');
    expect(text(45 * 60)).to.equal('45 min');
    expect(text(59.8 * 60)).to.equal('1 h');
    expect(text(3.25 * 3600)).to.equal('3.3 h');
    expect(text(30 * 3600)).to.equal('30 h');
    expect(text(47.9 * 3600)).to.equal('2 d');
    expect(text(89 * 86_400)).to.equal('89 d');
    expect(durationText(georgian, 3.25 * 3_600_000)).to.equal('3,3 სთ');
  });
});
