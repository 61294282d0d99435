import type { Browser } from 'playwright-core';
import { photoCount, photoWidthOf } from './photo-widths.ts';

/** Portraits as JPEG files in base64, each of another width. */
export async function drawPhotos(launch: () => Promise<Browser>): Promise<string[]> {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const widths = Array.from({ length: photoCount }, (_, index) => photoWidthOf(index));
    return await page.evaluate((sizes) => {
      return sizes.map((width, index) => {
        const canvas = document.createElement('canvas');
        Object.assign(canvas, { width, height: 96 });
        const context = canvas.getContext('2d');
        if (!context) throw new Error('No canvas.');
        const ellipse = (color: string, x: number, y: number, wide: number, high: number): void => {
          context.fillStyle = color;
          context.beginPath();
          context.ellipse(x, y, wide, high, 0, 0, 2 * Math.PI);
          context.fill();
        };
        context.fillStyle = `hsl(${index * 45} 40% 75%)`;
        context.fillRect(0, 0, width, 96);
        ellipse(`hsl(${index * 45 + 180} 45% 40%)`, width / 2, 104, 40, 36);
        ellipse(`hsl(${20 + index} 45% ${45 + 4 * index}%)`, width / 2, 44, 21, 27);
        ellipse('hsl(20 30% 20%)', width / 2, 24, 22, 14);
        return canvas.toDataURL('image/jpeg', 0.8).split(',')[1] ?? '';
      });
    }, widths);
  } finally {
    await browser.close();
  }
}
