import type { Appearance } from './appearance.js';
import {
  darker,
  fillEllipse,
  fillOutline,
  isolated,
  lighter,
  linear,
  strokeOutline,
  trace,
  withAlpha,
  type DrawingContext,
} from './canvas.js';

const middle = 150;
const sides = [-1, 1] as const;

/** The hair behind the head and shoulders. */
export function drawHairBehind(
  context: DrawingContext,
  { hairStyle, hair, faceWidth: w, clothes }: Appearance,
): void {
  const back = linear(context, [0, 80], [0, 330], [darker(hair, 0.12), darker(hair, 0.3)]);
  switch (hairStyle) {
    case 'long':
      fillOutline(
        context,
        `M ${middle - w - 14} 150 C ${middle - w - 18} 74 ${middle - 40} 50 ${middle} 50 C ${middle + 40} 50 ${middle + w + 18} 74 ${middle + w + 14} 150
        C ${middle + w + 18} 220 ${middle + w + 26} 270 ${middle + w + 16} 330 L ${middle - w - 16} 330 C ${middle - w - 26} 270 ${middle - w - 18} 220 ${middle - w - 14} 150 Z`,
        back,
      );
      return;
    case 'wavy':
      fillOutline(
        context,
        `M ${middle - w - 16} 150 C ${middle - w - 20} 70 ${middle - 40} 46 ${middle} 46 C ${middle + 40} 46 ${middle + w + 20} 70 ${middle + w + 16} 150
        C ${middle + w + 34} 180 ${middle + w + 10} 210 ${middle + w + 28} 240 C ${middle + w + 40} 270 ${middle + w + 16} 300 ${middle + w + 20} 324 L ${middle - w - 20} 324
        C ${middle - w - 16} 300 ${middle - w - 40} 270 ${middle - w - 28} 240 C ${middle - w - 10} 210 ${middle - w - 34} 180 ${middle - w - 16} 150 Z`,
        back,
      );
      return;
    case 'bob':
    case 'fringe':
      fillOutline(
        context,
        `M ${middle - w - 15} 150 C ${middle - w - 16} 72 ${middle - 40} 50 ${middle} 50 C ${middle + 40} 50 ${middle + w + 16} 72 ${middle + w + 15} 150
        C ${middle + w + 20} 200 ${middle + w + 18} 236 ${middle + w + 4} 256 L ${middle - w - 4} 256 C ${middle - w - 18} 236 ${middle - w - 20} 200 ${middle - w - 15} 150 Z`,
        back,
      );
      return;
    case 'bun':
      fillEllipse(context, middle + 4, 50, 32, 28, back);
      strokeOutline(
        context,
        `M ${middle - 18} 44 Q ${middle + 2} 26 ${middle + 26} 42`,
        withAlpha(lighter(hair, 0.3), 0.35),
        3,
      );
      return;
    case 'afro':
      fillEllipse(context, middle, 122, w + 34, 86, back);
      return;
    case 'scarf':
      fillOutline(
        context,
        `M ${middle - w - 20} 160 C ${middle - w - 26} 70 ${middle - 44} 44 ${middle} 44 C ${middle + 44} 44 ${middle + w + 26} 70 ${middle + w + 20} 160
        C ${middle + w + 24} 230 ${middle + w + 40} 290 ${middle + w + 52} 340 L ${middle - w - 52} 340 C ${middle - w - 40} 290 ${middle - w - 24} 230 ${middle - w - 20} 160 Z`,
        darker(clothes, 0.2),
      );
      return;
    default:
  }
}

/** The hair on the forehead and beside the face. */
export function drawHairInFront(context: DrawingContext, looks: Appearance): void {
  const { hairStyle, hair, faceWidth: w } = looks;
  const shine = linear(
    context,
    [middle - 60, 50],
    [middle + 70, 150],
    [lighter(hair, 0.2), hair, darker(hair, 0.22)],
  );
  const strand = withAlpha(lighter(hair, 0.35), 0.28);
  const left = middle - w;
  const right = middle + w;
  switch (hairStyle) {
    case 'crop':
      fillOutline(
        context,
        `M ${left - 3} 154 C ${left - 11} 100 ${left + 10} 52 ${middle} 52 C ${right - 10} 52 ${right + 11} 100 ${right + 3} 154
        C ${right - 2} 140 ${right - 6} 126 ${right - 12} 116 C ${middle + 20} 104 ${middle - 20} 104 ${left + 12} 116 C ${left + 6} 126 ${left + 2} 140 ${left - 3} 154 Z`,
        shine,
      );
      for (let x = -36; x <= 36; x += 12)
        strokeOutline(
          context,
          `M ${middle + x} 66 Q ${middle + x * 1.1} 82 ${middle + x * 1.06} 101`,
          strand,
          1.6,
        );
      return;
    case 'side-part':
      fillOutline(
        context,
        `M ${left - 3} 156 C ${left - 13} 96 ${left + 8} 50 ${middle + 4} 48 C ${right - 4} 48 ${right + 13} 96 ${right + 3} 156
        C ${right - 1} 138 ${right - 5} 124 ${right - 10} 114 C ${middle + 22} 114 ${middle - 12} 104 ${middle - 28} 86 C ${middle - 32} 104 ${left + 12} 110 ${left + 7} 126 C ${left + 4} 136 ${left} 146 ${left - 3} 156 Z`,
        shine,
      );
      for (const offset of [0, 13, 26])
        strokeOutline(
          context,
          `M ${middle - 24 + offset} ${80 - offset * 0.5} C ${middle + 4 + offset} ${84 - offset * 0.4} ${middle + 26 + offset * 0.7} 94 ${middle + 38 + offset * 0.6} 106`,
          strand,
          1.8,
        );
      return;
    case 'quiff':
      fillOutline(
        context,
        `M ${left - 2} 152 C ${left - 10} 112 ${left + 2} 88 ${left + 14} 74 C ${left + 20} 42 ${middle + 6} 30 ${middle + 34} 44 C ${right + 2} 52 ${right + 11} 104 ${right + 2} 152
        C ${right - 2} 136 ${right - 5} 122 ${right - 9} 112 C ${middle + 36} 92 ${middle + 6} 98 ${middle - 22} 100 C ${left + 22} 102 ${left + 12} 110 ${left + 8} 122 C ${left + 4} 134 ${left + 1} 142 ${left - 2} 152 Z`,
        shine,
      );
      for (const offset of [0, 14, 28, 42])
        strokeOutline(
          context,
          `M ${left + 26 + offset} 94 C ${left + 26 + offset} 74 ${left + 36 + offset} 56 ${left + 56 + offset} 48`,
          strand,
          2,
        );
      return;
    case 'curls':
    case 'afro':
      drawCurls(context, looks);
      return;
    case 'buzz':
      isolated(context, () => {
        context.globalAlpha = 0.62;
        fillOutline(
          context,
          `M ${left - 1} 148 C ${left - 4} 96 ${left + 16} 68 ${middle} 68 C ${right - 16} 68 ${right + 4} 96 ${right + 1} 148
          C ${right - 4} 128 ${right - 8} 118 ${right - 14} 110 C ${middle + 24} 98 ${middle - 24} 98 ${left + 14} 110 C ${left + 8} 118 ${left + 4} 128 ${left - 1} 148 Z`,
          shine,
        );
      });
      return;
    case 'receding':
      for (const side of sides) {
        fillOutline(
          context,
          `M ${middle + side * (w + 3)} 160 C ${middle + side * (w + 12)} 112 ${middle + side * (w - 2)} 84 ${middle + side * 34} 70
          C ${middle + side * 44} 90 ${middle + side * (w - 9)} 108 ${middle + side * (w - 7)} 124 C ${middle + side * (w - 5)} 140 ${middle + side * w} 150 ${middle + side * (w + 3)} 160 Z`,
          shine,
        );
      }
      fillOutline(
        context,
        `M ${middle - 40} 76 C ${middle - 20} 60 ${middle + 20} 60 ${middle + 40} 76 C ${middle + 22} 72 ${middle - 22} 72 ${middle - 40} 76 Z`,
        withAlpha(hair, 0.8),
      );
      return;
    case 'bald':
      fillEllipse(context, middle - 22, 92, 20, 9, 'rgba(255, 255, 255, 0.2)');
      return;
    case 'long':
    case 'wavy':
      for (const side of sides) {
        fillOutline(
          context,
          `M ${middle - 6} 62 C ${middle + side * 30} 52 ${middle + side * (w + 14)} 74 ${middle + side * (w + 14)} 146 C ${middle + side * (w + 18)} 200 ${middle + side * (w + 18)} 240 ${middle + side * (w + 12)} 268
          C ${middle + side * (w - 2)} 240 ${middle + side * (w + 4)} 190 ${middle + side * (w - 3)} 158 C ${middle + side * (w - 6)} 124 ${middle + side * 34} 106 ${middle - 6} 72 Z`,
          side < 0 ? lighter(hair, 0.07) : shine,
        );
        for (const offset of [6, 14])
          strokeOutline(
            context,
            `M ${middle + side * (14 + offset)} ${70 + offset * 0.4} C ${middle + side * (w - 8 + offset)} 90 ${middle + side * (w - 4 + offset * 0.6)} 150 ${middle + side * (w + offset * 0.6)} 220`,
            strand,
            1.8,
          );
      }
      return;
    case 'bob':
      for (const side of sides) {
        fillOutline(
          context,
          `M ${middle + 14} 58 C ${middle + side * 40} 52 ${middle + side * (w + 15)} 78 ${middle + side * (w + 14)} 150 C ${middle + side * (w + 19)} 196 ${middle + side * (w + 16)} 232 ${middle + side * (w - 4)} 252
          C ${middle + side * (w + 2)} 216 ${middle + side * (w + 1)} 184 ${middle + side * (w - 4)} 156 C ${middle + side * (w - 8)} 122 ${middle + side * 40} 100 ${middle + 14} 70 Z`,
          side < 0 ? lighter(hair, 0.06) : shine,
        );
        strokeOutline(
          context,
          `M ${middle + side * 36} 74 C ${middle + side * (w + 4)} 92 ${middle + side * (w + 6)} 160 ${middle + side * (w + 6)} 220`,
          strand,
          2,
        );
      }
      return;
    case 'fringe':
      fillOutline(
        context,
        `M ${left - 14} 230 C ${left - 20} 150 ${left - 18} 54 ${middle} 52 C ${right + 18} 54 ${right + 20} 150 ${right + 14} 230 C ${right + 2} 210 ${right - 1} 170 ${right - 4} 140
        C ${right - 10} 134 ${middle + 30} 132 ${middle + 22} 130 C ${middle + 8} 134 ${middle - 8} 130 ${middle - 22} 131 C ${middle - 30} 132 ${left + 10} 134 ${left + 4} 140 C ${left + 1} 170 ${left - 2} 210 ${left - 14} 230 Z`,
        shine,
      );
      for (let x = -40; x <= 40; x += 13)
        strokeOutline(
          context,
          `M ${middle + x * 0.7} 64 Q ${middle + x} 94 ${middle + x} 126`,
          strand,
          1.6,
        );
      return;
    case 'bun':
      fillOutline(
        context,
        `M ${left - 2} 158 C ${left - 10} 94 ${left + 12} 56 ${middle} 56 C ${right - 12} 56 ${right + 10} 94 ${right + 2} 158 C ${right - 3} 134 ${right - 8} 116 ${middle + 36} 98
        C ${middle + 18} 86 ${middle - 18} 86 ${middle - 36} 98 C ${left + 8} 116 ${left + 3} 134 ${left - 2} 158 Z`,
        shine,
      );
      for (const x of [-30, -15, 0, 15, 30])
        strokeOutline(
          context,
          `M ${middle + x * 1.25} 96 Q ${middle + x} 76 ${middle + x * 0.5} 60`,
          strand,
          1.7,
        );
      return;
    case 'scarf':
      drawScarf(context, looks);
      return;
  }
}

function drawCurls(context: DrawingContext, { hair, faceWidth: w, hairStyle }: Appearance): void {
  const isWide = hairStyle === 'afro';
  const reach = isWide ? w + 20 : w + 2;
  const rise = isWide ? 62 : 52;
  for (let step = 0; step <= 22; step++) {
    const angle = Math.PI * (0.96 + (step / 22) * 1.08);
    const wobble = (step % 3) * 3;
    const x = middle + Math.cos(angle) * (reach - 4);
    const y = 122 + Math.sin(angle) * (rise + 2 + wobble);
    fillEllipse(context, x, y, 15, 14, step % 2 ? hair : darker(hair, 0.1));
  }
  for (let step = 0; step <= 12; step++) {
    const angle = Math.PI * (1.1 + (step / 12) * 0.8);
    const x = middle + Math.cos(angle) * (w - 16);
    const y = 120 + Math.sin(angle) * (34 + (step % 2) * 5);
    fillEllipse(context, x, y, 15, 14, step % 2 ? lighter(hair, 0.07) : hair);
    context.beginPath();
    context.arc(x - 2, y - 2, 8, Math.PI, 1.7 * Math.PI);
    context.strokeStyle = withAlpha(lighter(hair, 0.35), 0.35);
    context.lineWidth = 1.8;
    context.stroke();
  }
}

function drawScarf(context: DrawingContext, { clothes, faceWidth: w, chin }: Appearance): void {
  const cloth = lighter(clothes, 0.12);
  const shaded = linear(
    context,
    [middle - 90, 60],
    [middle + 90, 320],
    [lighter(cloth, 0.16), cloth, darker(cloth, 0.28)],
  );
  isolated(context, () => {
    context.beginPath();
    trace(
      context,
      `M ${middle - w - 20} 160 C ${middle - w - 26} 70 ${middle - 44} 44 ${middle} 44 C ${middle + 44} 44 ${middle + w + 26} 70 ${middle + w + 20} 160
      C ${middle + w + 22} 220 ${middle + 80} 270 ${middle + 104} 330 L ${middle + 40} 400 L ${middle - 60} 400 L ${middle - 104} 330 C ${middle - 80} 270 ${middle - w - 22} 220 ${middle - w - 20} 160 Z
      M ${middle - w + 3} 160 C ${middle - w + 4} 206 ${middle - 34} ${chin + 1} ${middle} ${chin + 1} C ${middle + 34} ${chin + 1} ${middle + w - 4} 206 ${middle + w - 3} 160
      C ${middle + w - 4} 116 ${middle + 34} 98 ${middle} 98 C ${middle - 34} 98 ${middle - w + 4} 116 ${middle - w + 3} 160 Z`,
    );
    context.fillStyle = shaded;
    context.fill('evenodd');
  });
  const fold = withAlpha(darker(cloth, 0.5), 0.35);
  strokeOutline(
    context,
    `M ${middle - w - 6} 190 C ${middle - 50} 262 ${middle + 10} 296 ${middle + 70} 292`,
    fold,
    2.2,
  );
  strokeOutline(
    context,
    `M ${middle + w + 4} 200 C ${middle + 40} 276 ${middle - 30} 310 ${middle - 82} 300`,
    fold,
    2.2,
  );
  strokeOutline(
    context,
    `M ${middle - w + 1} 150 C ${middle - w + 6} 112 ${middle - 32} 95 ${middle} 95 C ${middle + 32} 95 ${middle + w - 6} 112 ${middle + w - 1} 150`,
    withAlpha(darker(cloth, 0.4), 0.45),
    3,
  );
  strokeOutline(
    context,
    `M ${middle - 40} 62 C ${middle - 10} 72 ${middle + 30} 70 ${middle + 58} 96`,
    withAlpha(lighter(cloth, 0.5), 0.3),
    3,
  );
}
