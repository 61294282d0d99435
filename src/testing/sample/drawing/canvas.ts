/** The parts of a canvas that the drawings need. Pages, workers and server libraries have them. */
export type DrawingContext = Pick<
  CanvasRenderingContext2D,
  | 'save'
  | 'restore'
  | 'scale'
  | 'rotate'
  | 'translate'
  | 'clip'
  | 'beginPath'
  | 'closePath'
  | 'moveTo'
  | 'lineTo'
  | 'bezierCurveTo'
  | 'quadraticCurveTo'
  | 'arc'
  | 'ellipse'
  | 'rect'
  | 'roundRect'
  | 'fill'
  | 'stroke'
  | 'fillRect'
  | 'strokeRect'
  | 'fillText'
  | 'strokeText'
  | 'measureText'
  | 'createLinearGradient'
  | 'createRadialGradient'
  | 'fillStyle'
  | 'strokeStyle'
  | 'lineWidth'
  | 'lineCap'
  | 'lineJoin'
  | 'globalAlpha'
  | 'globalCompositeOperation'
  | 'font'
  | 'textAlign'
  | 'textBaseline'
  | 'direction'
  | 'shadowColor'
  | 'shadowBlur'
  | 'shadowOffsetX'
  | 'shadowOffsetY'
>;

export interface Size {
  width: number;
  height: number;
}

/** Adds an outline in the notation of SVG: absolute `M`, `L`, `C`, `Q` and `Z`. */
export function trace(context: DrawingContext, outline: string): void {
  for (const [, command, rest = ''] of outline.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
    const numbers = rest.match(/-?\d+(?:\.\d+)?/g)?.map(Number) ?? [];
    const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = numbers;
    if (command === 'M') context.moveTo(a, b);
    else if (command === 'L') context.lineTo(a, b);
    else if (command === 'C') context.bezierCurveTo(a, b, c, d, e, f);
    else if (command === 'Q') context.quadraticCurveTo(a, b, c, d);
    else context.closePath();
  }
}

type Paint = DrawingContext['fillStyle'];

export function fillOutline(context: DrawingContext, outline: string, paint: Paint): void {
  context.beginPath();
  trace(context, outline);
  context.fillStyle = paint;
  context.fill();
}

export function strokeOutline(
  context: DrawingContext,
  outline: string,
  paint: Paint,
  width: number,
): void {
  context.beginPath();
  trace(context, outline);
  context.strokeStyle = paint;
  context.lineWidth = width;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.stroke();
}

export function fillEllipse(
  context: DrawingContext,
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  paint: Paint,
): void {
  context.beginPath();
  context.ellipse(x, y, radiusX, radiusY, 0, 0, 2 * Math.PI);
  context.fillStyle = paint;
  context.fill();
}

/** A gradient from one place to another, its colours evenly spaced. */
export function linear(
  context: DrawingContext,
  from: readonly [number, number],
  to: readonly [number, number],
  colors: readonly string[],
): CanvasGradient {
  const gradient = context.createLinearGradient(...from, ...to);
  colors.forEach((color, index) => gradient.addColorStop(index / (colors.length - 1), color));
  return gradient;
}

/** A spot whose colour fades out towards its radius. */
export function glow(
  context: DrawingContext,
  x: number,
  y: number,
  radius: number,
  color: string,
  alpha: number,
): void {
  const gradient = context.createRadialGradient(x, y, 0, x, y, radius);
  gradient.addColorStop(0, withAlpha(color, alpha));
  gradient.addColorStop(1, withAlpha(color, 0));
  context.fillStyle = gradient;
  context.fillRect(x - radius, y - radius, 2 * radius, 2 * radius);
}

const channels = (color: string): number[] =>
  [1, 3, 5].map((start) => Number.parseInt(color.slice(start, start + 2), 16));

/** A mix of two colours, both `#rrggbb`: `share` 0 is the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const target = channels(to);
  const mixed = channels(from).map((value, index) =>
    Math.round(value + ((target[index] ?? value) - value) * share),
  );
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

export const darker = (color: string, share: number): string => mix(color, '#1b1020', share);
/** Skin in shadow stays warm. */
export const shaded = (skin: string, share: number): string => mix(skin, '#571a12', share);
export const lighter = (color: string, share: number): string => mix(color, '#ffffff', share);

export function withAlpha(color: string, alpha: number): string {
  return `rgba(${channels(color).join(', ')}, ${alpha})`;
}

/** Draws, then restores the state of the context. */
export function isolated(context: DrawingContext, draw: () => void): void {
  context.save();
  draw();
  context.restore();
}
