import type { Fill, Ink } from './chart-data.js';
import type { Look } from './look.js';

/** The size of a tile of a pattern, in pixels of the page. */
const tileSize = 6;
/** How much of its colour a pattern has between its lines and dots. */
const tint = 0.25;

/** Draws one tile. The lines of neighbouring tiles meet. */
const drawings: Readonly<Record<Exclude<Fill, 'solid'>, (tile: CanvasRenderingContext2D) => void>> =
  {
    stripes(tile) {
      for (const offset of [-tileSize, 0, tileSize]) {
        tile.moveTo(offset - 1, tileSize + 1);
        tile.lineTo(offset + tileSize + 1, -1);
      }
      tile.stroke();
    },
    dots(tile) {
      tile.arc(tileSize / 2, tileSize / 2, 1.4, 0, 2 * Math.PI);
      tile.fill();
    },
    lines(tile) {
      tile.moveTo(0, tileSize / 2);
      tile.lineTo(tileSize, tileSize / 2);
      tile.stroke();
    },
  };

/** The fill of a series, as the style of a canvas. */
export function fillStyleOf(
  { ink, fill }: { readonly ink: Ink; readonly fill: Fill },
  { colors, pixelRatio }: Look,
): string | CanvasPattern {
  const color = colors[ink];
  if (fill === 'solid') return color;
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = Math.round(tileSize * pixelRatio);
  const tile = canvas.getContext('2d');
  if (!tile) return color;
  const scale = canvas.width / tileSize;
  tile.scale(scale, scale);
  // The lines of the axis must not shine through.
  tile.fillStyle = colors['surface-raised'];
  tile.fillRect(0, 0, tileSize, tileSize);
  tile.fillStyle = color;
  tile.strokeStyle = color;
  tile.lineWidth = 2;
  tile.globalAlpha = tint;
  tile.fillRect(0, 0, tileSize, tileSize);
  tile.globalAlpha = 1;
  tile.beginPath();
  drawings[fill](tile);
  const pattern = tile.createPattern(canvas, 'repeat');
  // The context that it is used in is scaled.
  pattern?.setTransform(new DOMMatrix().scale(1 / scale));
  return pattern ?? color;
}

/** Fills the sample of a series in a legend. Its size comes from its styles. */
export function paintSwatch(
  canvas: HTMLCanvasElement,
  series: { readonly ink: Ink; readonly fill: Fill },
  look: Look,
): void {
  canvas.width = Math.round(canvas.clientWidth * look.pixelRatio);
  canvas.height = Math.round(canvas.clientHeight * look.pixelRatio);
  const context = canvas.getContext('2d');
  if (!context) return;
  context.scale(look.pixelRatio, look.pixelRatio);
  context.fillStyle = fillStyleOf(series, look);
  context.fillRect(0, 0, canvas.clientWidth, canvas.clientHeight);
}
