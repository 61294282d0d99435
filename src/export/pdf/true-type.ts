import { readKerning } from './kerning.js';

/** The tables that an embedded font has from the original. Instructions, in the first three, are optional. */
const copiedTables = ['cvt ', 'fpgm', 'prep', 'head', 'hhea', 'maxp'];

/** Flags of a part of a composite glyph (OpenType 1.9.1, `glyf`). */
const hasWords = 0x0001;
const hasScale = 0x0008;
const hasMore = 0x0020;
const hasTwoScales = 0x0040;
const hasMatrix = 0x0080;

/** A TrueType font: what it takes to write text without shaping, and to embed the glyphs in use. */
export class TrueTypeFont {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly postscriptName: string;
  /** All other measures are in these units. */
  readonly unitsPerEm: number;
  readonly bounds: readonly [left: number, bottom: number, right: number, top: number];
  readonly ascent: number;
  readonly descent: number;
  readonly xHeight: number;
  readonly capHeight: number;
  /** How much closer or farther the second glyph is than the width of the first. */
  readonly kerning: (left: number, right: number) => number;

  readonly #tables: ReadonlyMap<string, DataView>;
  readonly #glyphs: ReadonlyMap<number, number>;
  readonly #widths: readonly number[];

  constructor(bytes: Uint8Array<ArrayBuffer>, postscriptName: string) {
    this.bytes = bytes;
    this.postscriptName = postscriptName;
    this.#tables = readTables(bytes);
    const head = this.#table('head');
    const horizontal = this.#table('hhea');
    const metrics = this.#table('OS/2');
    this.unitsPerEm = head.getUint16(18);
    const bound = (index: number) => head.getInt16(36 + 2 * index);
    this.bounds = [bound(0), bound(1), bound(2), bound(3)];
    this.ascent = horizontal.getInt16(4);
    this.descent = horizontal.getInt16(6);
    this.xHeight = metrics.getInt16(86);
    this.capHeight = metrics.getInt16(88);
    this.#glyphs = readCharacterMap(this.#table('cmap'));
    this.#widths = this.#readWidths();
    this.kerning = readKerning(this.#table('GPOS'));
  }

  /** The glyph of a character, if the font has one. */
  glyphOf(codePoint: number): number | undefined {
    return this.#glyphs.get(codePoint);
  }

  /** The width of a glyph, without kerning. */
  widthOf(glyph: number): number {
    return this.#widths[glyph] ?? 0;
  }

  /**
   * The file of a font with only these glyphs, in this order. The first is the one for missing
   * characters. Parts of which they are composed follow them.
   */
  subset(glyphs: readonly number[]): Uint8Array {
    const kept = [...glyphs];
    const places = new Map(kept.map((glyph, place) => [glyph, place]));
    const outlines = new Array<Uint8Array>();
    // The parts that an outline adds come at the end of the list.
    for (let place = 0; place < kept.length; place += 1) {
      const outline = this.#outlineOf(kept[place] ?? 0).slice();
      for (const { at, glyph } of partsOf(outline)) {
        let partPlace = places.get(glyph);
        if (partPlace === undefined) {
          places.set(glyph, (partPlace = kept.length));
          kept.push(glyph);
        }
        new DataView(outline.buffer).setUint16(at, partPlace);
      }
      outlines.push(outline);
    }
    return this.#write(kept, outlines);
  }

  /** The tables are those of ISO 32000-1, 9.9. */
  #write(glyphs: readonly number[], outlines: readonly Uint8Array[]): Uint8Array {
    const tables = new Map(
      copiedTables.flatMap((tag) => {
        const { buffer, byteOffset, byteLength } = this.#table(tag);
        const copy = new Uint8Array(buffer, byteOffset, byteLength).slice();
        return byteLength > 0 ? [[tag, copy] as const] : [];
      }),
    );
    const patch = (tag: string, at: number, value: number) => {
      const table = tables.get(tag);
      if (table) new DataView(table.buffer).setUint16(at, value);
    };
    patch('head', 50, 1); // Offsets of 32 bits.
    patch('hhea', 34, glyphs.length);
    patch('maxp', 4, glyphs.length);

    const widths = new DataView(new ArrayBuffer(4 * glyphs.length));
    const offsets = new DataView(new ArrayBuffer(4 * (glyphs.length + 1)));
    let end = 0;
    for (const [place, glyph] of glyphs.entries()) {
      widths.setUint16(4 * place, this.widthOf(glyph));
      widths.setInt16(4 * place + 2, this.#bearingOf(glyph));
      end += padded(outlines[place]?.byteLength ?? 0);
      offsets.setUint32(4 * (place + 1), end);
    }
    const shapes = new Uint8Array(end);
    for (const [place, outline] of outlines.entries()) {
      shapes.set(outline, offsets.getUint32(4 * place));
    }
    tables.set('hmtx', new Uint8Array(widths.buffer));
    tables.set('loca', new Uint8Array(offsets.buffer));
    tables.set('glyf', shapes);
    return writeTables(tables);
  }

  #table(tag: string): DataView {
    return this.#tables.get(tag) ?? new DataView(new ArrayBuffer(0));
  }

  /** Glyphs after the last width have the same width as that one. */
  #readWidths(): number[] {
    const table = this.#table('hmtx');
    const count = this.#widthCount;
    return Array.from({ length: this.#table('maxp').getUint16(4) }, (_, glyph) =>
      table.getUint16(4 * Math.min(glyph, count - 1)),
    );
  }

  /** The distance of the outline from the left edge. */
  #bearingOf(glyph: number): number {
    const count = this.#widthCount;
    const at = glyph < count ? 4 * glyph + 2 : 4 * count + 2 * (glyph - count);
    return this.#table('hmtx').getInt16(at);
  }

  get #widthCount(): number {
    return this.#table('hhea').getUint16(34);
  }

  #outlineOf(glyph: number): Uint8Array {
    const hasLongOffsets = this.#table('head').getUint16(50) === 1;
    const offsets = this.#table('loca');
    const offset = (index: number) =>
      hasLongOffsets ? offsets.getUint32(4 * index) : 2 * offsets.getUint16(2 * index);
    const { buffer, byteOffset } = this.#table('glyf');
    return new Uint8Array(buffer, byteOffset + offset(glyph), offset(glyph + 1) - offset(glyph));
  }
}

function readTables(bytes: Uint8Array): Map<string, DataView> {
  const { buffer, byteOffset } = bytes;
  const view = new DataView(buffer, byteOffset, bytes.byteLength);
  return new Map(
    Array.from({ length: view.getUint16(4) }, (_, index) => {
      const at = 12 + 16 * index;
      const tag = String.fromCharCode(...bytes.subarray(at, at + 4));
      const table = new DataView(
        buffer,
        byteOffset + view.getUint32(at + 8),
        view.getUint32(at + 12),
      );
      return [tag, table];
    }),
  );
}

/** The glyph of each character. */
function readCharacterMap(cmap: DataView): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const at = cmap.getUint32(8 + 8 * index);
    const format = cmap.getUint16(at);
    if (format === 4) readSegments(cmap, at, glyphs);
    if (format === 12) readGroups(cmap, at, glyphs);
  }
  return glyphs;
}

/** Format 4, for the Basic Multilingual Plane. */
function readSegments(cmap: DataView, start: number, glyphs: Map<number, number>): void {
  const size = cmap.getUint16(start + 6);
  for (let at = start + 14; at < start + 14 + size; at += 2) {
    const last = cmap.getUint16(at);
    const first = cmap.getUint16(at + size + 2);
    const delta = cmap.getUint16(at + 2 * size + 2);
    const rangeAt = at + 3 * size + 2;
    const range = cmap.getUint16(rangeAt);
    for (let codePoint = first; codePoint <= last && codePoint < 0xffff; codePoint += 1) {
      const listed =
        range === 0 ? codePoint : cmap.getUint16(rangeAt + range + 2 * (codePoint - first));
      const glyph = range !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(codePoint, glyph);
    }
  }
}

/** Format 12, for all planes. */
function readGroups(cmap: DataView, start: number, glyphs: Map<number, number>): void {
  for (let at = start + 16; at < start + 16 + 12 * cmap.getUint32(start + 12); at += 12) {
    const first = cmap.getUint32(at);
    for (let codePoint = first; codePoint <= cmap.getUint32(at + 4); codePoint += 1) {
      glyphs.set(codePoint, cmap.getUint32(at + 8) + codePoint - first);
    }
  }
}

/** The glyphs of which an outline is composed, and where it names them. */
function partsOf(outline: Uint8Array<ArrayBuffer>): { at: number; glyph: number }[] {
  const view = new DataView(outline.buffer);
  const parts: { at: number; glyph: number }[] = [];
  if (outline.byteLength === 0 || view.getInt16(0) >= 0) return parts;
  let at = 10;
  for (let flags = hasMore; flags & hasMore;) {
    flags = view.getUint16(at);
    parts.push({ at: at + 2, glyph: view.getUint16(at + 2) });
    const scales = flags & hasMatrix ? 4 : flags & hasTwoScales ? 2 : flags & hasScale ? 1 : 0;
    at += 4 + (flags & hasWords ? 4 : 2) + 2 * scales;
  }
  return parts;
}

/** Tables begin at multiples of four. */
const padded = (length: number): number => Math.ceil(length / 4) * 4;

function writeTables(tables: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const directory = 12 + 16 * tables.size;
  const length = [...tables.values()].reduce((sum, table) => sum + padded(table.byteLength), 0);
  const bytes = new Uint8Array(directory + length);
  const view = new DataView(bytes.buffer);
  const entries = Math.floor(Math.log2(tables.size));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, tables.size);
  view.setUint16(6, 16 * 2 ** entries);
  view.setUint16(8, entries);
  view.setUint16(10, 16 * (tables.size - 2 ** entries));
  let start = directory;
  for (const [index, [tag, table]] of [...tables].entries()) {
    const at = 12 + 16 * index;
    for (let letter = 0; letter < 4; letter += 1) bytes[at + letter] = tag.charCodeAt(letter);
    bytes.set(table, start);
    if (tag === 'head') view.setUint32(start + 8, 0);
    view.setUint32(at + 4, checksumOf(view, start, table.byteLength));
    view.setUint32(at + 8, start);
    view.setUint32(at + 12, table.byteLength);
    start += padded(table.byteLength);
  }
  const head = [...tables.keys()].indexOf('head');
  const adjustment = 0xb1b0afba - checksumOf(view, 0, bytes.byteLength);
  view.setUint32(view.getUint32(12 + 16 * head + 8) + 8, adjustment >>> 0);
  return bytes;
}

function checksumOf(view: DataView, start: number, length: number): number {
  let sum = 0;
  for (let at = start; at < start + length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
