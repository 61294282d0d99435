/**
 * The geometry of viewing a photo, without a DOM. Lengths are in CSS pixels. A scale is CSS pixels
 * per pixel of the photo: 1 is its actual size.
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

/** The view of a photo. It survives a change of the stage's size. */
export interface View {
  /** The whole photo at any stage size, or a scale. */
  readonly zoom: 'fit' | number;
  readonly turns: QuarterTurns;
  /** The point of the turned photo in the middle of the stage, in fractions of width and height. */
  readonly focus: Point;
}

/** The sizes of a photo, as it was taken, and of the stage that shows it. */
export interface Scene {
  readonly photo: Size;
  readonly stage: Size;
}

/** The sizes and the scroll position that show a view. */
export interface Layout {
  readonly scale: number;
  /** The size of the picture before it is turned. */
  readonly picture: Size;
  /** The size of the picture's bounding box after it is turned. */
  readonly content: Size;
  /** The scroll position of content that is larger than the stage. */
  readonly scroll: Point;
}

export const wholePhoto: View = { zoom: 'fit', turns: 0, focus: { x: 0.5, y: 0.5 } };

/** The scales that the buttons step through, besides the one that fits. */
const stops: readonly number[] = [
  0.05, 0.1, 0.25, 0.33, 0.5, 0.67, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 16,
];

/** Scales closer than this look the same. */
const tolerance = 0.01;

const clamp = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), most);

const scaled = ({ width, height }: Size, scale: number): Size => ({
  width: width * scale,
  height: height * scale,
});

const turned = ({ width, height }: Size, turns: QuarterTurns): Size =>
  turns % 2 === 0 ? { width, height } : { width: height, height: width };

/** The largest scale that shows the whole turned photo. */
export function fitScale({ photo, stage }: Scene, turns: QuarterTurns): number {
  const { width, height } = turned(photo, turns);
  return Math.min(stage.width / width, stage.height / height);
}

/**
 * Down to the stage's size or the actual size, whichever is smaller. Up to pixels that can be told
 * apart.
 */
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

/** Whether part of the photo is outside the stage, so that it can be moved. */
export function isLargerThanStage(view: View, scene: Scene): boolean {
  const { content } = layoutOf(view, scene);
  return (
    content.width > scene.stage.width + tolerance || content.height > scene.stage.height + tolerance
  );
}

/** Keeps the middle of the stage inside the photo, and a photo that fits in the middle. */
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
 * Zooms to a scale within the limits. The point at `anchor` (from the stage's top left corner)
 * stays there. The default is the middle of the stage.
 */
export function zoomTo(view: View, scene: Scene, scale: number, anchor?: Point): View {
  const { stage } = scene;
  const { least, most } = scaleLimits(scene, view.turns);
  const before = layoutOf(view, scene).content;
  const fit = fitScale(scene, view.turns);
  const limited = clamp(scale, least, most);
  const zoom = Math.abs(limited / fit - 1) < tolerance ? 'fit' : limited;
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

/** Zooms to the next stop in a direction. The scale at which the photo fits is a stop, too. */
export function zoomStep(view: View, scene: Scene, direction: 1 | -1): View {
  const current = scaleOf(view, scene);
  const { least, most } = scaleLimits(scene, view.turns);
  const candidates = [...stops, least, most, fitScale(scene, view.turns)].filter((stop) =>
    direction === 1 ? stop > current * (1 + tolerance) : stop < current * (1 - tolerance),
  );
  const next = direction === 1 ? Math.min(...candidates) : Math.max(...candidates);
  return Number.isFinite(next) ? zoomTo(view, scene, next) : view;
}

/** Moves the photo by CSS pixels, positive to the right and down. */
export function moveBy(view: View, scene: Scene, distance: Point): View {
  const { content } = layoutOf(view, scene);
  const focus = {
    x: view.focus.x - distance.x / content.width,
    y: view.focus.y - distance.y / content.height,
  };
  return keptInside({ ...view, focus }, scene);
}

/** The view after scrolling. Scrollbars reach a little further than `moveBy`. */
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

/** Turns by 90°, clockwise for 1. The point in the middle of the stage stays there. */
export function turnBy(view: View, step: 1 | -1): View {
  const { x, y } = view.focus;
  return {
    ...view,
    turns: ((view.turns + step + 4) % 4) as QuarterTurns,
    focus: step === 1 ? { x: 1 - y, y: x } : { x: y, y: 1 - x },
  };
}

/** The views of a photo before and after a movement. */
export interface Movement {
  readonly before: View;
  readonly after: View;
  readonly scene: Scene;
}

/**
 * Applies the zoom and the movement of one photo to a second one, by the same factor and distance,
 * so that aligned photos stay aligned. Each photo keeps its own turn.
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
 * The zoom factor of a wheel event. A trackpad sends a pinch as many small deltas, and a mouse
 * sends a notch as one large delta, which is limited to a fifth.
 * @param deltaMode - of `WheelEvent`: 0 for pixels, 1 for lines, 2 for pages.
 */
export function wheelFactor(deltaY: number, deltaMode: number): number {
  const pixels = deltaY * (deltaMode === 0 ? 1 : deltaMode === 1 ? 16 : 400);
  return 2 ** clamp(-pixels / 50, -0.25, 0.25);
}
