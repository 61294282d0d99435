import {
  lighter,
  darker,
  fillEllipse,
  glow,
  linear,
  withAlpha,
  type DrawingContext,
  type Size,
} from './canvas.js';
import type { Random } from '../random.js';

const walls = [
  '#cfc5b6',
  '#b9c4c6',
  '#c8cdbd',
  '#d6c9c2',
  '#aeb4bd',
  '#bfb3c2',
  '#8f9aa0',
  '#d9d2c3',
];
const things = ['#7d8f7a', '#8a6f5c', '#5f7788', '#a8836a', '#6d6a7a', '#b59a6c'];

/** A room out of focus, as behind a selfie: a wall, and soft shapes of furniture. */
export function drawRoom(context: DrawingContext, { width, height }: Size, random: Random): void {
  const wall = random.pick(walls);
  context.fillStyle = linear(
    context,
    [0, 0],
    [width, height],
    [lighter(wall, 0.22), wall, darker(wall, 0.24)],
  );
  context.fillRect(0, 0, width, height);
  random.pick([drawWindow, drawShelf, drawPlant, drawPicture])(context, { width, height }, random);
  glow(context, width * random.next(), height * 0.2, width * 0.6, '#ffffff', 0.2);
}

/** A shape without sharp edges: layers of it in shrinking sizes. */
function softRect(
  context: DrawingContext,
  x: number,
  y: number,
  width: number,
  height: number,
  color: string,
  alpha: number,
): void {
  for (let layer = 7; layer >= 0; layer--) {
    const spread = layer * 4;
    context.beginPath();
    context.roundRect(x - spread, y - spread, width + 2 * spread, height + 2 * spread, 10 + spread);
    context.fillStyle = withAlpha(color, alpha / 4.2);
    context.fill();
  }
}

function drawWindow(context: DrawingContext, { width, height }: Size, random: Random): void {
  const x = random.chance(0.5) ? -width * 0.08 : width * 0.68;
  softRect(context, x, height * 0.06, width * 0.38, height * 0.46, '#f4f8fb', 0.75);
  softRect(context, x + width * 0.18, height * 0.05, 12, height * 0.48, '#a9b2b6', 0.6);
  softRect(context, x, height * 0.28, width * 0.38, 10, '#a9b2b6', 0.6);
}

function drawShelf(context: DrawingContext, { width, height }: Size, random: Random): void {
  for (const row of [0.16, 0.38]) {
    softRect(context, -20, height * row, width + 40, 12, '#6b5443', 0.65);
    for (let x = random.int(0, 30); x < width; x += random.int(26, 70)) {
      const tall = random.int(50, 110);
      softRect(
        context,
        x,
        height * row - tall,
        random.int(14, 30),
        tall,
        random.pick(things),
        0.55,
      );
    }
  }
}

function drawPlant(context: DrawingContext, { width, height }: Size, random: Random): void {
  const x = random.chance(0.5) ? width * 0.1 : width * 0.88;
  for (let leaf = 0; leaf < 16; leaf++) {
    const angle = Math.PI * (1.05 + random.next() * 0.9);
    const reach = random.int(60, 250);
    for (const [size, alpha] of [
      [1.25, 0.14],
      [1, 0.26],
    ] as const) {
      fillEllipse(
        context,
        x + Math.cos(angle) * reach,
        height * 0.55 + Math.sin(angle) * reach,
        34 * size,
        58 * size,
        withAlpha(random.pick(['#5f7d5a', '#6f9068', '#47654a']), alpha),
      );
    }
  }
  softRect(context, x - 60, height * 0.56, 120, 160, '#b4876a', 0.7);
}

function drawPicture(context: DrawingContext, { width, height }: Size, random: Random): void {
  const x = random.chance(0.5) ? width * 0.04 : width * 0.66;
  softRect(context, x, height * 0.1, width * 0.3, height * 0.24, '#efe9df', 0.75);
  softRect(
    context,
    x + 26,
    height * 0.1 + 26,
    width * 0.3 - 52,
    height * 0.24 - 52,
    random.pick(things),
    0.5,
  );
}
