import type { Appearance } from './appearance.js';
import {
  darker,
  fillEllipse,
  fillOutline,
  glow,
  isolated,
  lighter,
  linear,
  mix,
  shaded,
  strokeOutline,
  trace,
  withAlpha,
  type DrawingContext,
} from './canvas.js';
import { drawClothes } from './clothes.js';
import { drawHairBehind, drawHairInFront } from './hair.js';

/** The box of a portrait. The middle of the face is at half its width. */
export const portraitSize = { width: 300, height: 400 };

export interface Expression {
  /** 0 is neutral, as documents require; 1 is a smile. */
  smile: number;
}

const middle = portraitSize.width / 2;

/** Mirrors half a face: `side` is -1 for the left of the picture and 1 for the right. */
const sides = [-1, 1] as const;

export function faceOutline({ faceWidth: w, jawWidth: j, chin }: Appearance): string {
  return `M ${middle - w} 150
    C ${middle - w} 96 ${middle - w * 0.64} 72 ${middle} 72
    C ${middle + w * 0.64} 72 ${middle + w} 96 ${middle + w} 150
    C ${middle + w} 188 ${middle + j + 3} 212 ${middle + j * 0.66} ${chin - 17}
    C ${middle + j * 0.44} ${chin - 1} ${middle + j * 0.22} ${chin} ${middle} ${chin}
    C ${middle - j * 0.22} ${chin} ${middle - j * 0.44} ${chin - 1} ${middle - j * 0.66} ${chin - 17}
    C ${middle - j - 3} 212 ${middle - w} 188 ${middle - w} 150 Z`;
}

/** Draws head and shoulders into a box of 300 by 400 units, without a background. */
export function drawPortrait(
  context: DrawingContext,
  looks: Appearance,
  { smile }: Expression,
): void {
  drawHairBehind(context, looks);
  isolated(context, () => {
    context.translate(0, -17);
    drawNeck(context, looks);
    drawClothes(context, looks);
  });
  if (looks.hairStyle !== 'scarf') drawEars(context, looks);
  drawFace(context, looks);
  drawEyes(context, looks, smile);
  drawNose(context, looks);
  drawBeard(context, looks);
  drawMouth(context, looks, smile);
  drawHairInFront(context, looks);
  drawBrows(context, looks);
  if (looks.glasses !== 'none') drawGlasses(context, looks);
}

function drawNeck(context: DrawingContext, { skin, jawWidth, chin }: Appearance): void {
  const half = jawWidth * 0.72;
  const outline = `M ${middle - half} 205 L ${middle - half} 268 C ${middle - half - 4} 290 ${middle - 70} 300 ${middle - 78} 312
    L ${middle + 78} 312 C ${middle + 70} 300 ${middle + half + 4} 290 ${middle + half} 268 L ${middle + half} 205 Z`;
  fillOutline(
    context,
    outline,
    linear(context, [0, 225], [0, 312], [shaded(skin, 0.26), shaded(skin, 0.08)]),
  );
  isolated(context, () => {
    context.beginPath();
    trace(context, outline);
    context.clip();
    fillEllipse(
      context,
      middle + 3,
      chin - 12,
      jawWidth + 2,
      36,
      withAlpha(shaded(skin, 0.45), 0.34),
    );
  });
}

function drawEars(context: DrawingContext, { skin, faceWidth, earrings }: Appearance): void {
  for (const side of sides) {
    const x = middle + side * (faceWidth + 2);
    fillEllipse(context, x, 165, 9.5, 17, shaded(skin, side < 0 ? 0.05 : 0.13));
    fillEllipse(context, x + side, 166, 4.5, 10, withAlpha(shaded(skin, 0.35), 0.35));
    if (earrings) fillEllipse(context, x + side, 184, 2.8, 2.8, '#e2c36b');
  }
}

function drawFace(context: DrawingContext, looks: Appearance): void {
  const { skin, faceWidth, age } = looks;
  const outline = faceOutline(looks);
  fillOutline(
    context,
    outline,
    linear(
      context,
      [middle - 70, 90],
      [middle + 80, 250],
      [lighter(skin, 0.12), skin, shaded(skin, 0.08)],
    ),
  );
  isolated(context, () => {
    context.beginPath();
    trace(context, outline);
    context.clip();
    // Light falls from the upper left.
    glow(context, middle + faceWidth + 16, 180, 62, shaded(skin, 0.35), 0.36);
    glow(context, middle - 20, 108, 62, '#fff4e6', 0.26);
    const blush = mix(skin, '#c8503f', 0.6);
    glow(context, middle - 36, 196, 26, blush, 0.24);
    glow(context, middle + 36, 196, 26, blush, 0.24);
    glow(context, middle, looks.chin + 10, 46, shaded(skin, 0.35), 0.22);
  });
  if (age > 46) {
    const line = withAlpha(shaded(skin, 0.4), Math.min(0.4, (age - 40) / 60));
    for (const side of sides) {
      strokeOutline(
        context,
        `M ${middle + side * 17} 193 Q ${middle + side * 27} 203 ${middle + side * 28} 216`,
        line,
        1.5,
      );
      strokeOutline(
        context,
        `M ${middle + side * 17} 172 Q ${middle + side * 27} 178 ${middle + side * 37} 171`,
        line,
        1.2,
      );
      strokeOutline(context, `M ${middle + side * 43} 156 L ${middle + side * 50} 153`, line, 1.1);
    }
    strokeOutline(context, `M ${middle - 26} 116 Q ${middle} 112 ${middle + 26} 116`, line, 1.1);
  }
}

function drawEyes(context: DrawingContext, looks: Appearance, smile: number): void {
  const lower = 8.2 - smile * 1.6;
  for (const side of sides) {
    const x = middle + side * looks.eyeDistance;
    const y = 161;
    const inner = x - side * 13;
    const outer = x + side * 14;
    const almond = `M ${inner} ${y + 2} C ${inner + side * 5} ${y - 9} ${outer - side * 7} ${y - 10} ${outer} ${y - 1}
      C ${outer - side * 6} ${y + lower - 1} ${inner + side * 6} ${y + lower} ${inner} ${y + 2} Z`;
    glow(context, x, y - 4, 22, shaded(looks.skin, 0.45), 0.2);
    fillOutline(context, almond, '#fbf8f4');
    isolated(context, () => {
      context.beginPath();
      trace(context, almond);
      context.clip();
      fillEllipse(context, x + 0.5, y - 0.8, 7.1, 7.3, darker(looks.eyes, 0.45));
      fillEllipse(context, x + 0.5, y - 0.8, 6, 6.2, looks.eyes);
      fillEllipse(context, x + 0.5, y + 1.5, 4.2, 3.4, withAlpha(lighter(looks.eyes, 0.35), 0.6));
      fillEllipse(context, x + 0.5, y - 0.8, 3, 3.1, '#15100f');
      fillEllipse(context, x, y - 10, 18, 5.2, 'rgba(40, 22, 20, 0.28)');
    });
    fillEllipse(context, x - 1.8, y - 3.4, 1.7, 1.7, 'rgba(255, 255, 255, 0.92)');
    const lash = withAlpha(darker(looks.hair, 0.6), 0.92);
    strokeOutline(
      context,
      `M ${inner} ${y + 2} C ${inner + side * 5} ${y - 9} ${outer - side * 7} ${y - 10} ${outer + side} ${y - 1.5}`,
      lash,
      looks.wearsLipstick ? 2.9 : 2.1,
    );
    strokeOutline(
      context,
      `M ${inner + side * 2} ${y - 7} C ${inner + side * 8} ${y - 14} ${outer - side * 8} ${y - 14.5} ${outer} ${y - 7}`,
      withAlpha(shaded(looks.skin, 0.45), 0.42),
      1.3,
    );
    strokeOutline(
      context,
      `M ${inner + side * 4} ${y + lower} Q ${x} ${y + lower + 3} ${outer - side * 4} ${y + lower - 2}`,
      withAlpha(shaded(looks.skin, 0.4), 0.3),
      1.1,
    );
  }
}

function drawBrows(context: DrawingContext, looks: Appearance): void {
  const color = withAlpha(mix(darker(looks.hair, 0.25), looks.skin, 0.08), 0.92);
  for (const side of sides) {
    const x = middle + side * looks.eyeDistance;
    const weight = looks.browWeight;
    fillOutline(
      context,
      `M ${x - side * 15} ${142 + weight * 0.35} C ${x - side * 6} ${137 - weight * 0.7} ${x + side * 8} ${135 - weight * 0.6} ${x + side * 19} 143
       C ${x + side * 9} ${137 + weight * 0.35} ${x - side * 5} ${139 + weight * 0.4} ${x - side * 14} ${143 + weight * 0.75} Z`,
      color,
    );
  }
}

function drawNose(context: DrawingContext, { skin, noseWidth: w }: Appearance): void {
  const shade = shaded(skin, 0.42);
  glow(context, middle - 2, 180, 14, '#fff6ea', 0.32);
  fillOutline(
    context,
    `M ${middle + 4} 158 C ${middle + 6} 172 ${middle + 9} 180 ${middle + w} 190 C ${middle + w - 4} 196 ${middle + 4} 196 ${middle + 3} 190 Z`,
    withAlpha(shade, 0.16),
  );
  strokeOutline(
    context,
    `M ${middle - w} 191 C ${middle - w + 1} 196 ${middle - 5} 195 ${middle - 4} 196 Q ${middle} 199 ${middle + 4} 196 C ${middle + 5} 195 ${middle + w - 1} 196 ${middle + w} 191`,
    withAlpha(shade, 0.62),
    1.9,
  );
  for (const side of sides) {
    fillEllipse(
      context,
      middle + side * (w - 5),
      194.5,
      2.9,
      1.5,
      withAlpha(shaded(skin, 0.6), 0.55),
    );
  }
}

function drawMouth(context: DrawingContext, looks: Appearance, smile: number): void {
  const w = looks.mouthWidth + smile * 3;
  const y = 217;
  const corner = y - smile * 4.5;
  const lips = looks.wearsLipstick
    ? mix(looks.lips, '#b8384a', 0.22)
    : mix(looks.lips, looks.skin, 0.38);
  const shape = `M ${middle - w} ${corner} C ${middle - w * 0.6} ${y - 4.5} ${middle - 7} ${y - 8} ${middle} ${y - 5}
    C ${middle + 7} ${y - 8} ${middle + w * 0.6} ${y - 4.5} ${middle + w} ${corner}
    C ${middle + w * 0.6} ${y + 10 + smile * 2} ${middle - w * 0.6} ${y + 10 + smile * 2} ${middle - w} ${corner} Z`;
  fillOutline(
    context,
    shape,
    linear(context, [0, y - 8], [0, y + 9], [darker(lips, 0.12), lips, lighter(lips, 0.1)]),
  );
  strokeOutline(
    context,
    `M ${middle - w} ${corner} C ${middle - w * 0.5} ${y + 1 + smile * 3} ${middle + w * 0.5} ${y + 1 + smile * 3} ${middle + w} ${corner}`,
    withAlpha(darker(lips, 0.6), 0.75),
    1.7,
  );
  glow(context, middle - 3, y + 5, 9, '#ffffff', 0.2);
  glow(context, middle, y + 13, 13, shaded(looks.skin, 0.4), 0.26);
}

function drawBeard(context: DrawingContext, looks: Appearance): void {
  const { beard, faceWidth: w, chin, hair, skin } = looks;
  if (beard === 'none') return;
  const color = mix(darker(hair, 0.12), skin, 0.12);
  isolated(context, () => {
    context.beginPath();
    if (beard === 'full') context.rect(0, 150, 300, 150);
    else trace(context, faceOutline(looks));
    context.clip();
    context.globalAlpha = { stubble: 0.26, short: 0.72, full: 0.96, moustache: 0.95 }[beard];
    if (beard !== 'moustache') {
      const extra = beard === 'full' ? 11 : 3;
      fillOutline(
        context,
        `M ${middle - w - 1} 158 C ${middle - w - 2} 200 ${middle - w * 0.86} ${chin - 20} ${middle - 24} ${chin + extra - 3}
         Q ${middle} ${chin + extra + 5} ${middle + 24} ${chin + extra - 3} C ${middle + w * 0.86} ${chin - 20} ${middle + w + 2} 200 ${middle + w + 1} 158
         C ${middle + w - 6} 186 ${middle + w - 14} 208 ${middle + 34} 209 C ${middle + 22} 202 ${middle + 10} 200 ${middle} 203
         C ${middle - 10} 200 ${middle - 22} 202 ${middle - 34} 209 C ${middle - w + 14} 208 ${middle - w + 6} 186 ${middle - w - 1} 158 Z`,
        linear(
          context,
          [middle - 60, 170],
          [middle + 60, 250],
          [lighter(color, 0.08), color, darker(color, 0.2)],
        ),
      );
    } else {
      fillOutline(
        context,
        `M ${middle} 202 C ${middle + 10} 199 ${middle + 24} 203 ${middle + 30} 215 C ${middle + 18} 212 ${middle + 8} 211 ${middle} 211
         C ${middle - 8} 211 ${middle - 18} 212 ${middle - 30} 215 C ${middle - 24} 203 ${middle - 10} 199 ${middle} 202 Z`,
        color,
      );
    }
  });
}

function drawGlasses(context: DrawingContext, looks: Appearance): void {
  const radius = looks.glasses === 'round' ? 20 : 21;
  const height = looks.glasses === 'round' ? 20 : 15.5;
  const y = 163;
  for (const side of sides) {
    const x = middle + side * (looks.eyeDistance + 0.5);
    context.beginPath();
    if (looks.glasses === 'round') context.ellipse(x, y, radius, height, 0, 0, 2 * Math.PI);
    else context.roundRect(x - radius, y - height, 2 * radius, 2 * height, 7);
    context.fillStyle = 'rgba(235, 245, 255, 0.13)';
    context.fill();
    context.strokeStyle = looks.glassesColor;
    context.lineWidth = 3;
    context.stroke();
    strokeOutline(
      context,
      `M ${x - 9} ${y - height + 8} L ${x - 14} ${y - height + 16}`,
      'rgba(255, 255, 255, 0.45)',
      2.4,
    );
    strokeOutline(
      context,
      `M ${x + side * radius} ${y - 5} L ${middle + side * (looks.faceWidth + 3)} ${y - 7}`,
      looks.glassesColor,
      3,
    );
  }
  const inner = looks.eyeDistance + 0.5 - radius;
  strokeOutline(
    context,
    `M ${middle - inner} ${y - 3} Q ${middle} ${y - 9} ${middle + inner} ${y - 3}`,
    looks.glassesColor,
    3,
  );
}
