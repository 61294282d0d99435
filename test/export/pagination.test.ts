import { expect } from '@open-wc/testing';

import {
  distanceFrom,
  headAbove,
  heightOfPage,
  paginate,
  type Head,
  type Piece,
} from '../../src/export/pdf/pagination.js';

const draw = () => {};
const piece = (height: number, more: Partial<Piece> = {}): Piece => ({ height, draw, ...more });
const pieces = (count: number, height: number): Piece[] =>
  Array.from({ length: count }, () => piece(height));
const heights = (pages: readonly (readonly Piece[])[]) =>
  pages.map((page) => page.map(({ height }) => height));

describe('paginate', () => {
  it('fills pages from the top, and never more than their capacity', () => {
    expect(heights(paginate(pieces(7, 30), 100, 0))).to.deep.equal([
      [30, 30, 30],
      [30, 30, 30],
      [30],
    ]);
  });

  it('counts the greater of two distances, and none at the top of a page', () => {
    const first = piece(40, { below: 20, above: 50 });
    const second = piece(40, { above: 5 });
    expect(distanceFrom(first, second)).to.equal(20);
    expect(distanceFrom(undefined, first)).to.equal(0);
    expect(heightOfPage([first, second])).to.equal(100);
    expect(paginate([first, second], 99, 0)).to.have.length(2);
    expect(paginate([first, second], 100, 0)).to.have.length(1);
  });

  it('keeps a piece with the next one', () => {
    const title = piece(20, { keepsNext: true });
    expect(heights(paginate([piece(50), title, piece(40)], 100, 0))).to.deep.equal([
      [50],
      [20, 40],
    ]);
  });

  it('divides pieces that are kept together but longer than a page', () => {
    const kept = pieces(5, 40).map((one) => ({ ...one, keepsNext: true }));
    expect(heights(paginate(kept, 100, 0))).to.deep.equal([[40, 40], [40, 40], [40]]);
  });

  it('counts the heads of a table on each page with a row of it', () => {
    const head: Head = { height: 20, draw };
    const rows = Array.from({ length: 4 }, () => piece(40, { head }));
    const pages = paginate(rows, 100, 0);
    expect(heights(pages)).to.deep.equal([
      [40, 40],
      [40, 40],
    ]);
    expect(headAbove(rows[0]!, undefined)).to.equal(head);
    expect(headAbove(rows[1]!, rows[0])).to.be.undefined;
  });

  it('fills the page below a floating piece that does not fit, which heads the next page', () => {
    const photo = piece(80, { floats: true });
    const [small, next] = [piece(30), piece(31)];
    expect(heights(paginate([piece(50), photo, small, next], 100, 0))).to.deep.equal([
      [50, 30],
      [80],
      [31],
    ]);
  });

  it('keeps the order of floating pieces, and places those at the end', () => {
    const photos = [81, 10, 82].map((height) => piece(height, { floats: true }));
    expect(heights(paginate([piece(50), ...photos, piece(20)], 100, 0))).to.deep.equal([
      [50, 20],
      [81, 10],
      [82],
    ]);
  });

  describe('the last page', () => {
    it('takes pieces from the page before until it is filled as far as asked', () => {
      expect(heights(paginate(pieces(11, 10), 100, 30))).to.deep.equal([
        Array.from({ length: 8 }, () => 10),
        [10, 10, 10],
      ]);
    });

    it('does not divide what is kept together', () => {
      const kept = [...pieces(6, 10), piece(10, { keepsNext: true }), ...pieces(4, 10)];
      expect(heights(paginate(kept, 100, 45))[1]).to.deep.equal([10, 10, 10, 10, 10]);
      expect(paginate(kept, 100, 45)[1]?.[0]).to.equal(kept[6]);
    });

    it('stays as it is if a piece of the page before does not fit on it', () => {
      expect(heights(paginate([piece(5), piece(90), piece(20)], 100, 50))).to.deep.equal([
        [5, 90],
        [20],
      ]);
    });

    it('is the first one if there is little', () => {
      expect(heights(paginate(pieces(1, 10), 100, 50))).to.deep.equal([[10]]);
    });
  });
});
