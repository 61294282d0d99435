import type { Appearance } from './appearance.js';
import {
  darker,
  fillEllipse,
  fillOutline,
  lighter,
  linear,
  strokeOutline,
  withAlpha,
  type DrawingContext,
} from './canvas.js';

const middle = 150;
const sides = [-1, 1] as const;

/** Shoulders and clothes, to below the lower edge of a portrait. */
export function drawClothes(context: DrawingContext, looks: Appearance): void {
  const { clothes, underneath, collar, jawWidth } = looks;
  const neck = jawWidth * 0.72;
  const shoulders = `M -40 440 L -40 388 C -8 322 44 304 ${middle - neck - 12} 288 C ${middle - neck} 318 ${middle + neck} 318 ${middle + neck + 12} 288
    C 256 304 308 322 340 388 L 340 440 Z`;
  const cloth = linear(
    context,
    [0, 290],
    [300, 410],
    [lighter(clothes, 0.14), clothes, darker(clothes, 0.3)],
  );
  fillOutline(context, shoulders, cloth);
  const fold = withAlpha(darker(clothes, 0.5), 0.4);
  strokeOutline(context, 'M 50 400 Q 54 366 44 342', fold, 2);
  strokeOutline(context, 'M 250 400 Q 246 366 256 342', fold, 2);

  if (collar === 'crew') {
    strokeOutline(
      context,
      `M ${middle - neck - 11} 290 C ${middle - neck} 322 ${middle + neck} 322 ${middle + neck + 11} 290`,
      darker(clothes, 0.2),
      7,
    );
    strokeOutline(
      context,
      `M ${middle - neck - 12} 293 C ${middle - neck - 1} 327 ${middle + neck + 1} 327 ${middle + neck + 12} 293`,
      withAlpha(lighter(clothes, 0.4), 0.4),
      1.2,
    );
    return;
  }
  if (collar === 'hoodie') {
    for (const side of sides) {
      fillOutline(
        context,
        `M ${middle + side * (neck + 6)} 276 C ${middle + side * (neck + 44)} 292 ${middle + side * 72} 322 ${middle + side * 18} 350
        C ${middle + side * 22} 330 ${middle + side * neck} 316 ${middle + side * (neck + 6)} 276 Z`,
        side < 0 ? lighter(clothes, 0.08) : darker(clothes, 0.14),
      );
      strokeOutline(
        context,
        `M ${middle + side * 14} 342 L ${middle + side * 17} 392`,
        lighter(clothes, 0.55),
        3,
      );
    }
    return;
  }
  const depth = collar === 'v-neck' ? 346 : 430;
  const opening = collar === 'blazer' ? 30 : 0;
  const inset = collar === 'v-neck' ? looks.skin : underneath;
  if (collar !== 'shirt') {
    fillOutline(
      context,
      `M ${middle - neck - 12} 288 L ${middle - opening * 0.2} ${depth} L ${middle + opening * 0.2} ${depth} L ${middle + neck + 12} 288 C ${middle + neck} 318 ${middle - neck} 318 ${middle - neck - 12} 288 Z`,
      linear(context, [0, 290], [0, depth], [darker(inset, 0.14), inset]),
    );
  }
  if (collar === 'v-neck') {
    strokeOutline(
      context,
      `M ${middle - neck - 12} 289 L ${middle} ${depth} L ${middle + neck + 12} 289`,
      darker(clothes, 0.22),
      6,
    );
    return;
  }
  const leaf = collar === 'shirt' ? lighter(clothes, 0.1) : underneath;
  for (const side of sides) {
    fillOutline(
      context,
      `M ${middle + side * (neck + 3)} 272 L ${middle + side * (neck + 15)} 292 L ${middle + side * 22} 338 L ${middle} 314 C ${middle + side * neck * 0.8} 306 ${middle + side * neck} 292 ${middle + side * (neck + 3)} 272 Z`,
      side < 0 ? lighter(leaf, 0.12) : darker(leaf, 0.08),
    );
  }
  strokeOutline(context, `M ${middle} 318 L ${middle} 430`, withAlpha(darker(leaf, 0.5), 0.5), 1.6);
  if (collar === 'blazer') {
    for (const side of sides) {
      fillOutline(
        context,
        `M ${middle + side * (neck + 13)} 284 L ${middle + side * (neck + 40)} 304 L ${middle + side * 46} 346 L ${middle + side * 56} 352 L ${middle + side * 4} 430 L ${middle + side * (neck + 2)} 314 Z`,
        side < 0 ? lighter(clothes, 0.06) : darker(clothes, 0.26),
      );
      strokeOutline(
        context,
        `M ${middle + side * 46} 346 L ${middle + side * 56} 352 L ${middle + side * 8} 398`,
        withAlpha(darker(clothes, 0.6), 0.5),
        1.5,
      );
    }
    return;
  }
  for (const y of [346, 382])
    fillEllipse(context, middle, y, 2.6, 2.6, withAlpha(darker(leaf, 0.4), 0.8));
}
