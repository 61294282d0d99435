/** The contrast of every pair of tokens, as a browser computes it: three themes, the kit and two brands. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { chromium, type Browser, type Page } from 'playwright-core';
import { chromiumArguments, ensureChromium } from '../../scripts/browser.ts';
import { root } from '../../scripts/entries.ts';
import { styles, type Pair } from '../../scripts/token-files.ts';
import { declarationsOf, sampleBrands } from '../../stories/support/brands.ts';

type Channels = readonly [red: number, green: number, blue: number];

let browser: Browser;
let page: Page;

before(async () => {
  browser = await chromium.launch({ executablePath: ensureChromium(), args: chromiumArguments });
  page = await browser.newPage();
  await page.setContent('<!doctype html><meta name="color-scheme" content="light dark">');
  await page.addScriptTag({ path: join(root, 'dist/cdn/kv-review.js'), type: 'module' });
  await page.waitForFunction(() => customElements.get('kv-session-details') !== undefined);
});
after(() => browser.close());

/** The colours on the screen of a text and its background, in an element of the kit. */
const shownPairs = (pairs: readonly Pair[], declarations: string) =>
  page.evaluate(
    ([pairs, declarations]) => {
      const canvas = document.createElement('canvas');
      const pen = canvas.getContext('2d', { willReadFrequently: true })!;
      const paint = (value: string): [number, number, number] => {
        pen.fillStyle = value;
        pen.fillRect(0, 0, 1, 1);
        const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
        return [red / 255, green / 255, blue / 255];
      };
      const place = document.body.appendChild(document.createElement('div'));
      place.style.cssText = declarations;
      // Its styles alone are needed. Connected, it would render an element without an adapter.
      const { elementStyles } = customElements.get('kv-session-details') as unknown as {
        elementStyles: readonly { readonly styleSheet: CSSStyleSheet }[];
      };
      const host = place.appendChild(document.createElement('div'));
      const shadow = host.attachShadow({ mode: 'open' });
      shadow.adoptedStyleSheets = elementStyles.map(({ styleSheet }) => styleSheet);
      const text = shadow.appendChild(document.createElement('p'));
      const shown = pairs.map(([foreground, background]) => {
        text.style.color = `var(--_color-${foreground})`;
        text.style.backgroundColor = `var(--_color-${background})`;
        const { color, backgroundColor } = getComputedStyle(text);
        return [paint(color), paint(backgroundColor)] as const;
      });
      place.remove();
      return shown;
    },
    [pairs, declarations] as const,
  );

const themes = [
  ['light', { colorScheme: 'light', forcedColors: 'none' }],
  ['dark', { colorScheme: 'dark', forcedColors: 'none' }],
  ['high contrast', { colorScheme: 'dark', forcedColors: 'active' }],
] as const;

/** The pairs that have less contrast than they must. */
async function failingPairs(declarations: string): Promise<string[]> {
  const shown = await shownPairs(styles.pairs, declarations);
  return styles.pairs.flatMap(([foreground, background, required], index) => {
    const [one, other]: readonly Channels[] = shown[index] ?? [];
    assert.ok(one && other);
    const ratio = styles.contrastOf(one, other);
    return ratio < required ? [`${foreground} on ${background}: ${ratio.toFixed(2)}`] : [];
  });
}

describe('contrast', () => {
  for (const [theme, media] of themes) {
    it(`of every pair of tokens is that of WCAG AA, ${theme} [theme-contrast]`, async () => {
      await page.emulateMedia(media);
      assert.ok(styles.pairs.length > 50);
      assert.deepEqual(await failingPairs(''), []);
    });

    for (const brand of sampleBrands) {
      it(`of every pair of ${brand.name} is that of WCAG AA, ${theme} [brand-contrast]`, async () => {
        await page.emulateMedia(media);
        assert.deepEqual(await failingPairs(declarationsOf(brand)), []);
      });
    }
  }

  it('of an accent that is too bright is found', async () => {
    await page.emulateMedia(themes[0][1]);
    const failing = await failingPairs('--kv-color-accent: #ffee00');
    assert.match(failing.join(), /^accent on surface: 1\.\d+/);
    assert.ok(failing.every((pair) => pair.startsWith('accent on ')));
  });

  it('in forced colours is that of the system, whatever a brand sets [forced-colors]', async () => {
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'active' });
    const pairs = [['text', 'surface', 4.5]] as const;
    const [plain] = await shownPairs(pairs, '');
    for (const brand of sampleBrands) {
      const [branded] = await shownPairs(pairs, declarationsOf(brand));
      assert.deepEqual(branded, plain);
    }
    await page.emulateMedia({ colorScheme: 'dark', forcedColors: 'none' });
    assert.notDeepEqual((await shownPairs(pairs, ''))[0], plain);
  });
});
