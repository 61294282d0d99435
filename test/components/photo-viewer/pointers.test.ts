import { expect } from '@open-wc/testing';

import { Pointers } from '../../../src/components/photo-viewer/pointers.js';

describe('The pointers on a photo', () => {
  it('drag with one', () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 10, y: 10 });
    expect(pointers.move(1, { x: 25, y: 4 })).to.deep.equal({
      count: 1,
      middle: { x: 25, y: 4 },
      distance: { x: 15, y: -6 },
      factor: 1,
    });
  });

  it('pinch around their midpoint with two', () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 100, y: 100 });
    pointers.down(2, { x: 200, y: 100 });
    const movement = pointers.move(2, { x: 300, y: 100 });
    expect(movement).to.deep.equal({
      count: 2,
      middle: { x: 200, y: 100 },
      distance: { x: 50, y: 0 },
      factor: 2,
    });
  });

  it('do not divide by a distance of zero', () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 5, y: 5 });
    pointers.down(2, { x: 5, y: 5 });
    expect(pointers.move(2, { x: 5, y: 50 })?.factor).to.equal(1);
    expect(pointers.move(2, { x: 5, y: 5 })?.factor).to.equal(1);
  });

  it('ignore a third, and one that is not down', () => {
    const pointers = new Pointers();
    pointers.down(1, { x: 0, y: 0 });
    pointers.down(2, { x: 9, y: 9 });
    expect(pointers.down(3, { x: 4, y: 4 })).to.equal(false);
    expect(pointers.move(3, { x: 5, y: 5 })).to.equal(undefined);
    pointers.up(1);
    pointers.up(2);
    expect(pointers.count).to.equal(0);
    expect(pointers.move(1, { x: 5, y: 5 })).to.equal(undefined);
  });
});
