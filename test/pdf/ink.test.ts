import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';

import { createCanvas, GlobalFonts } from '@napi-rs/canvas';
import { exportPdf } from 'kv-review/export/pdf';

import { named, options, rejected } from './sessions.ts';
import { draw, run, save } from './tools.ts';

/** Pairs of names, and the kit's font for their script, by package and family. */
const samples = [
  ['Łukasz Żółć', 'Nguyễn Đặng', 'noto-sans', 'NotoSans'],
  ['Şükrü Ğazi', 'Þórður Ångström', 'noto-sans', 'NotoSans'],
  ['Щербаков Юлия', 'Ґалаґан Їжакевич', 'noto-sans', 'NotoSans'],
  ['Ελένη Παπαδοπούλου', 'Ξένια Ψαρός', 'noto-sans', 'NotoSans'],
  ['ჭიჭიკო', 'ცისარტყელაშვილი', 'noto-sans-georgian', 'NotoSansGeorgian'],
  ['Հայկ Ճամբարյան', 'Ծովինար Օհանջանյան', 'noto-sans-armenian', 'NotoSansArmenian'],
  ['שרה יצחק', 'גדעון אסתר צפת', 'noto-sans-hebrew', 'NotoSansHebrew'],
  ['أبو سحابة القنفذي', 'خلال ياسمين', 'ibm-plex-sans-arabic', 'IBMPlexSansArabic'],
  ['हिन्दी क्षत्रिय', 'श्रीनिवास', 'noto-sans', 'NotoSans'],
  ['สมชาย ใจดี', 'กิ่งแก้ว', 'noto-sans-thai', 'NotoSansThai'],
] as const;

/** Pixels for each point: enough that the edges, where programs differ, matter little. */
const scale = 16;
/** The size of a value on the form, in points. */
const fontSize = 9.5;
/** The maximum width of a value, in points. */
const reach = 200;
/** How much Poppler may widen the edges of plain letters, because it fills each pixel it touches. */
const edgeTolerance = 0.05;
/** How much a name may differ from that: less than the dot of an i. */
const tolerance = 0.012;

/** The amount of ink, in black pixels. */
const inkOf = (pixels: Uint8Array): number =>
  pixels.reduce((ink, lightness) => ink + (255 - lightness) / 255, 0);

/** Ink below the labels “First Name” and “Last Name”. */
function inkOfNames(bytes: Uint8Array): number[] {
  const path = save(bytes);
  const boxes = run('pdftotext', '-bbox-layout', '-f', '1', '-l', '1', path, '-');
  return ['First', 'Last'].map((word) => {
    // The label is a line of its own.
    const label = new RegExp(
      `<line[^>]*>\\s*<word xMin="([\\d.]+)"[^>]*yMax="([\\d.]+)">${word}</word>\\s*<word[^>]*>Name</word>\\s*</line>`,
    ).exec(boxes);
    assert.ok(label, `the label ${word} Name is on the first page`);
    const [left, bottom] = [Number(label[1]), Number(label[2])];
    // Up to the rule below the value.
    const area = { left: left - 5, top: bottom - 1, width: reach, height: 16 };
    return inkOf(draw(path, 1, area, scale).pixels);
  });
}

function inkOfReference(text: string, family: string): number {
  const [width, height] = [reach * scale, 40 * scale];
  const context = createCanvas(width, height).getContext('2d');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  context.font = `${fontSize * scale}px "${family}"`;
  // The form writes in black of a lightness of 0.05.
  context.fillStyle = '#0d0d0d';
  context.fillText(text, 5 * scale, 25 * scale);
  const { data } = context.getImageData(0, 0, width, height);
  return inkOf(new Uint8Array(data.filter((_, index) => index % 4 === 0)));
}

function registerFont(packageName: string, family: string): string {
  const file = import.meta.resolve(
    `@expo-google-fonts/${packageName}/400Regular/${family}_400Regular.ttf`,
  );
  // A unique name, so that no font of the machine is used.
  const name = `kv-pdf-${packageName}`;
  assert.ok(GlobalFonts.registerFromPath(fileURLToPath(file), name), file);
  return name;
}

/** The ink of each name on the form, divided by the ink that its font needs. */
async function inkRatios(names: readonly [string, string], family: string): Promise<number[]> {
  const ink = inkOfNames(await exportPdf(named(rejected, ...names), options));
  return ink.map((seen, index) => seen / inkOfReference(names[index] ?? '', family));
}

describe('each name is drawn with as much ink as its font needs', async () => {
  const [edges = 0] = await inkRatios(['Hamburg', 'H'], registerFont('noto-sans', 'NotoSans'));

  it('plain letters, which show the effect of the edges', () => {
    assert.ok(Math.abs(edges - 1) < edgeTolerance, String(edges));
  });

  for (const [first, last, packageName, family] of samples) {
    it(`${first}, ${last}`, async () => {
      for (const ratio of await inkRatios([first, last], registerFont(packageName, family))) {
        assert.ok(Math.abs(ratio / edges - 1) < tolerance, `${ratio} instead of ${edges}`);
      }
    });
  }

  it('differs from a name that lacks the dots of two letters', async () => {
    const reference = registerFont('noto-sans', 'NotoSans');
    const ink = inkOfNames(await exportPdf(named(rejected, 'Nguyên Đăng', 'X'), options));
    const ratio = (ink[0] ?? 0) / inkOfReference('Nguyễn Đặng', reference);
    assert.ok(Math.abs(ratio / edges - 1) > tolerance, String(ratio));
  });
});
