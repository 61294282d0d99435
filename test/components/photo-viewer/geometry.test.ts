import { expect } from '@open-wc/testing';

import {
  fitScale,
  follow,
  isLargerThanStage,
  layoutOf,
  moveBy,
  scaleOf,
  scrolledTo,
  turnBy,
  wheelFactor,
  wholePhoto,
  zoomStep,
  zoomTo,
  type Point,
  type Scene,
  type View,
} from '../../../src/components/photo-viewer/geometry.js';

const scene: Scene = { photo: { width: 1600, height: 1000 }, stage: { width: 400, height: 400 } };
const closeTo = (point: Point, x: number, y: number) => {
  expect(point.x).to.be.closeTo(x, 1e-9);
  expect(point.y).to.be.closeTo(y, 1e-9);
};

/** The point of the turned photo at a place of the stage, as fractions. */
function seenAt(view: View, { x, y }: Point, within: Scene = scene): Point {
  const { content } = layoutOf(view, within);
  return {
    x: view.focus.x + (x - within.stage.width / 2) / content.width,
    y: view.focus.y + (y - within.stage.height / 2) / content.height,
  };
}

describe('The geometry of the photo viewer', () => {
  it('fits the whole photo, turned or not', () => {
    expect(fitScale(scene, 0)).to.equal(0.25);
    const wide = { ...scene, stage: { width: 1000, height: 400 } };
    expect(fitScale(wide, 0)).to.equal(0.4);
    expect(fitScale(wide, 1)).to.equal(0.25);
  });

  it('fits again when the stage changes, and keeps a scale', () => {
    const larger = { ...scene, stage: { width: 800, height: 800 } };
    expect(scaleOf(wholePhoto, larger)).to.equal(0.5);
    expect(scaleOf({ ...wholePhoto, zoom: 2 }, larger)).to.equal(2);
    const tiny = { ...scene, photo: { width: 100, height: 100 } };
    expect(scaleOf({ ...wholePhoto, zoom: 0.2 }, tiny)).to.equal(1);
  });

  it('swaps the width and height of a turned photo', () => {
    const { picture, content } = layoutOf({ ...wholePhoto, zoom: 1, turns: 3 }, scene);
    expect(picture).to.deep.equal({ width: 1600, height: 1000 });
    expect(content).to.deep.equal({ width: 1000, height: 1600 });
  });

  it('keeps the point under the pointer in place while zooming', () => {
    const before = zoomTo(wholePhoto, scene, 1);
    const anchor = { x: 300, y: 120 };
    const after = zoomTo(before, scene, 2.4, anchor);
    const { x, y } = seenAt(before, anchor);
    closeTo(seenAt(after, anchor), x, y);
    const back = zoomTo(after, scene, 1, anchor);
    closeTo(back.focus, before.focus.x, before.focus.y);
  });

  it('never shows the space beside a photo that is larger than the stage', () => {
    const corner = moveBy(zoomTo(wholePhoto, scene, 1), scene, { x: 9999, y: 9999 });
    closeTo(seenAt(corner, { x: 0, y: 0 }), 0, 0);
    expect(layoutOf(corner, scene).scroll).to.deep.equal({ x: 0, y: 0 });
    const opposite = moveBy(corner, scene, { x: -9999, y: -9999 });
    closeTo(seenAt(opposite, { x: 400, y: 400 }), 1, 1);
  });

  it('centres along the side on which the photo is smaller than the stage', () => {
    const view = zoomTo(wholePhoto, scene, 0.3, { x: 0, y: 0 });
    expect(view.focus.y).to.equal(0.5);
    expect(layoutOf(view, scene).scroll.y).to.equal(0);
  });

  it('steps through round percentages and the fitting size, up to the limits', () => {
    let view: View = wholePhoto;
    const seen: number[] = [];
    for (let step = 0; step < 12; step += 1) {
      view = zoomStep(view, scene, 1);
      seen.push(scaleOf(view, scene));
    }
    expect(seen).to.deep.equal([0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 4, 4]);
    const small = { ...scene, photo: { width: 300, height: 300 } };
    view = zoomStep(wholePhoto, small, 1);
    expect(view.zoom).to.equal(1.5);
    view = zoomStep(view, small, -1);
    expect(view.zoom).to.equal('fit');
    expect(scaleOf(zoomStep(zoomStep(view, small, -1), small, -1), small)).to.equal(1);
  });

  it('fits again when zoomed out to that size', () => {
    const view = zoomTo(zoomTo(wholePhoto, scene, 2), scene, 0.01);
    expect(view).to.deep.equal(wholePhoto);
    expect(isLargerThanStage(view, scene)).to.equal(false);
    expect(isLargerThanStage(zoomStep(view, scene, 1), scene)).to.equal(true);
  });

  it('keeps the middle in place while turning, and is the same after four turns', () => {
    const view: View = { zoom: 2, turns: 0, focus: { x: 0.2, y: 0.7 } };
    const once = turnBy(view, 1);
    expect(once.turns).to.equal(1);
    closeTo(once.focus, 0.3, 0.2);
    const back = turnBy(once, -1);
    expect(back.turns).to.equal(0);
    closeTo(back.focus, 0.2, 0.7);
    const round = turnBy(turnBy(turnBy(once, 1), 1), 1);
    expect(round.turns).to.equal(0);
    closeTo(round.focus, 0.2, 0.7);
    expect(turnBy(view, -1).turns).to.equal(3);
  });

  it('reads a view back from the scroll position that shows it', () => {
    const view = zoomTo(wholePhoto, scene, 2, { x: 90, y: 310 });
    const read = scrolledTo(
      { ...view, focus: { x: 0, y: 0 } },
      scene,
      layoutOf(view, scene).scroll,
    );
    closeTo(read.focus, view.focus.x, view.focus.y);
  });

  describe('of two linked photos', () => {
    const own: Scene = { photo: { width: 600, height: 800 }, stage: scene.stage };

    it('zooms both by the same factor', () => {
      const before = zoomTo(wholePhoto, scene, 1);
      const after = zoomTo(before, scene, 1.5);
      const followed = follow({ before, after, scene }, { ...wholePhoto, zoom: 2 }, own);
      expect(followed.zoom).to.equal(3);
    });

    it('moves both by the same distance', () => {
      const before = zoomTo(wholePhoto, scene, 2);
      const after = moveBy(before, scene, { x: 64, y: -32 });
      const view: View = { ...wholePhoto, zoom: 2 };
      const followed = follow({ before, after, scene }, view, own);
      closeTo(followed.focus, 0.5 - 64 / 1200, 0.5 + 32 / 1600);
    });

    it('fits both, and turns only one', () => {
      const before = zoomTo(wholePhoto, scene, 2);
      const view: View = { zoom: 3, turns: 1, focus: { x: 0.4, y: 0.4 } };
      expect(follow({ before, after: wholePhoto, scene }, view, own)).to.deep.equal({
        ...wholePhoto,
        turns: 1,
      });
      expect(follow({ before, after: turnBy(before, 1), scene }, view, own)).to.equal(view);
    });
  });

  it('zooms with the wheel: up zooms in, a notch by at most a fifth, lines count as pixels', () => {
    expect(wheelFactor(-1, 0)).to.be.within(1.005, 1.05);
    expect(wheelFactor(120, 0)).to.equal(2 ** -0.25);
    expect(wheelFactor(-3, 1)).to.equal(2 ** 0.25);
    expect(wheelFactor(10, 0) * wheelFactor(-10, 0)).to.be.closeTo(1, 1e-12);
  });
});
