/**
 * The mathematics of looking at a photo, without a DOM. Lengths are CSS pixels; a scale is CSS
 * pixels per pixel of the photo, so that 1 shows it at its actual size.
 */

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Clockwise turns by 90°. */
export type QuarterTurns = 0 | 1 | 2 | 3;

/** How a photo is looked at. It survives another size of the stage. */
export interface View {
  /** The whole photo, whatever the stage's size, or a scale. */
  readonly zoom: 'fit' | number;
  readonly turns: QuarterTurns;
  /** What of the turned photo is in the middle of the stage, in fractions of its width and height. */
  readonly focus: Point;
}

/** A photo as it was taken, and the box it is looked at in. */
export interface Scene {
  readonly photo: Size;
  readonly stage: Size;
}

/** What it takes to show a view. */
export interface Layout {
  readonly scale: number;
  /** The picture before it is turned. */
  readonly picture: Size;
  /** The picture's bounding box once it is turned. */
  readonly content: Size;
  /** Scroll position of the content, where it is larger than the stage. */
  readonly scroll: Point;
}

export const wholePhoto: View = { zoom: 'fit', turns: 0, focus: { x: 0.5, y: 0.5 } };

/** Scales that the buttons stop at, besides the fitting one. */
const stops: readonly number[] = [
  0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16,
];

/** Scales closer than this are the same to the eye. */
const tolerance = 0.01;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: width * scale,
  height: height * scale,
});

const turned = ({ width, height }: Size, turns: QuarterTurns): Size =>
  turns % 2 === 0 ? { width, height } : { width: height, height: width };

/** The largest scale at which the whole turned photo is in view. */
export function fitScale({ photo, stage }: Scene, turns: QuarterTurns): number {
  const { width, height } = turned(photo, turns);
  return Math.min(stage.width / width, stage.height / height);
}

/** As small as the stage or the actual size, whichever is smaller; as large as pixels can be told apart. */
export function scaleLimits(scene: Scene, turns: QuarterTurns): { least: number; most: number } {
  const fit = fitScale(scene, turns);
  return { least: Math.min(fit, 1), most: Math.max(fit * 4, 4) };
}

export function scaleOf({ zoom, turns }: View, scene: Scene): number {
  if (zoom === 'fit') return fitScale(scene, turns);
  const { least, most } = scaleLimits(scene, turns);
  return clamp(zoom, least, most);
}

export function layoutOf(view: View, scene: Scene): Layout {
  const scale = scaleOf(view, scene);
  const picture = scaled(scene.photo, scale);
  const content = turned(picture, view.turns);
  const scroll = {
    x: Math.max(0, view.focus.x * content.width - scene.stage.width / 2),
    y: Math.max(0, view.focus.y * content.height - scene.stage.height / 2),
  };
  return { scale, picture, content, scroll };
}

/** Whether a part of the photo is outside the stage, so that it can be moved. */
export function isLargerThanStage(view: View, scene: Scene): boolean {
  const { content } = layoutOf(view, scene);
  return (
    content.width > scene.stage.width + tolerance || content.height > scene.stage.height + tolerance
  );
}

/** The middle of the stage stays inside the photo, and a photo that fits stays in the middle. */
function keptInside(view: View, scene: Scene): View {
  const { content } = layoutOf(view, scene);
  const along = (focus: number, length: number, stage: number): number => {
    const half = stage / 2 / length;
    return half >= 0.5 ? 0.5 : clamp(focus, half, 1 - half);
  };
  const focus = {
    x: along(view.focus.x, content.width, scene.stage.width),
    y: along(view.focus.y, content.height, scene.stage.height),
  };
  return { ...view, focus };
}

/**
 * Zooms to a scale, within the limits, so that what is at `anchor` (from the stage's top left
 * corner) stays there; in the middle of the stage by default.
 */
export function zoomTo(view: View, scene: Scene, scale: number, anchor?: Point): View {
  const { stage } = scene;
  const { least, most } = scaleLimits(scene, view.turns);
  const before = layoutOf(view, scene).content;
  const fit = fitScale(scene, view.turns);
  const wanted = clamp(scale, least, most);
  const zoom = Math.abs(wanted / fit - 1) < tolerance ? 'fit' : wanted;
  const after = layoutOf({ ...view, zoom }, scene).content;
  const fromMiddle = {
    x: (anchor?.x ?? stage.width / 2) - stage.width / 2,
    y: (anchor?.y ?? stage.height / 2) - stage.height / 2,
  };
  const focus = {
    x: view.focus.x + fromMiddle.x / before.width - fromMiddle.x / after.width,
    y: view.focus.y + fromMiddle.y / before.height - fromMiddle.y / after.height,
  };
  return keptInside({ ...view, zoom, focus }, scene);
}

/** Zooms to the next stop in the direction; the scale at which the photo fits is one of them. */
export function zoomStep(view: View, scene: Scene, direction: 1 | -1): View {
  const current = scaleOf(view, scene);
  const { least, most } = scaleLimits(scene, view.turns);
  const candidates = [...stops, least, most, fitScale(scene, view.turns)].filter((stop) =>
    direction === 1 ? stop > current * (1 + tolerance) : stop < current * (1 - tolerance),
  );
  const next = direction === 1 ? Math.min(...candidates) : Math.max(...candidates);
  return Number.isFinite(next) ? zoomTo(view, scene, next) : view;
}

/** Moves the photo by CSS pixels: to the right and down. */
export function moveBy(view: View, scene: Scene, distance: Point): View {
  const { content } = layoutOf(view, scene);
  const focus = {
    x: view.focus.x - distance.x / content.width,
    y: view.focus.y - distance.y / content.height,
  };
  return keptInside({ ...view, focus }, scene);
}

/** The view after the stage was scrolled; its scrollbars reach a little further than `moveBy`. */
export function scrolledTo(view: View, scene: Scene, scroll: Point): View {
  const { content } = layoutOf(view, scene);
  const along = (position: number, length: number, stage: number): number =>
    length <= stage ? 0.5 : (position + stage / 2) / length;
  const focus = {
    x: along(scroll.x, content.width, scene.stage.width),
    y: along(scroll.y, content.height, scene.stage.height),
  };
  return { ...view, focus };
}

/** Turns by 90°, clockwise for 1; what is in the middle of the stage stays there. */
export function turnBy(view: View, step: 1 | -1): View {
  const { x, y } = view.focus;
  return {
    ...view,
    turns: ((view.turns + step + 4) % 4) as QuarterTurns,
    focus: step === 1 ? { x: 1 - y, y: x } : { x: y, y: 1 - x },
  };
}

/** One look at a photo, before and after a movement. */
export interface Movement {
  readonly before: View;
  readonly after: View;
  readonly scene: Scene;
}

/**
 * Lets a second photo follow the zoom and the movement of a first one: by the same factor and the
 * same distance, so that what the viewer has lined up stays lined up. Turning is each photo's own.
 */
export function follow({ before, after, scene }: Movement, view: View, ownScene: Scene): View {
  if (before.turns !== after.turns) return view;
  if (after.zoom === 'fit') return { ...view, zoom: 'fit', focus: wholePhoto.focus };
  const content = layoutOf(after, scene).content;
  const factor = scaleOf(after, scene) / scaleOf(before, scene);
  const zoomed = factor === 1 ? view : zoomTo(view, ownScene, scaleOf(view, ownScene) * factor);
  return moveBy(zoomed, ownScene, {
    x: (before.focus.x - after.focus.x) * content.width,
    y: (before.focus.y - after.focus.y) * content.height,
  });
}

/**
 * By how much a turn of the wheel zooms. A pinch on a trackpad comes as many small turns, a notch
 * of a mouse as one large one, which is held to a fifth.
 * @param deltaMode - as of `WheelEvent`: 0 for pixels, 1 for lines, 2 for pages.
 */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const pixels = deltaY * (deltaMode === 0 ? 1 : deltaMode === 1 ? 16 : 400);
  return 2 ** clamp(-pixels / 50, -0.25, 0.25);
}
