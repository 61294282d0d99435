import { crc32, createDeflate, deflateSync } from 'node:zlib';

import sharp, { type Sharp } from 'sharp';

const pngSignature = Buffer.from('89504e470d0a1a0a', 'hex');
const endOfImageHeader = 33;

/** What a camera would see: no two pixels of a row alike, nothing that compresses to nothing. */
export function scene(width: number, height: number): Sharp {
  const pixels = Buffer.alloc(width * height * 3);
  let state = 1;
  for (let index = 0; index < pixels.length; index += 1) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    pixels[index] = ((index / 3) % width) / 2 + (state >>> 28);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export function pngChunk(type: string, data: Uint8Array): Buffer {
  const content = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(content));
  return Buffer.concat([length, content, checksum]);
}

export const withPngChunk = (png: Buffer, chunk: Buffer): Buffer =>
  Buffer.concat([png.subarray(0, endOfImageHeader), chunk, png.subarray(endOfImageHeader)]);

/** A black image of one bit a pixel, which compresses to a thousandth and less. */
export function blackPng(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 1;
  const rows = Buffer.alloc(height * (Math.ceil(width / 8) + 1));
  return Buffer.concat([
    pngSignature,
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(rows, { level: 9 })),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

/** Zeros, compressed piece by piece so that the test itself stays small. */
export async function compressedZeros(megabytes: number): Promise<Buffer> {
  const deflate = createDeflate({ level: 9 });
  const output: Buffer[] = [];
  deflate.on('data', (piece: Buffer) => output.push(piece));
  const piece = Buffer.alloc(1_000_000);
  for (let count = 0; count < megabytes; count += 1) {
    if (!deflate.write(piece)) await new Promise((resolve) => deflate.once('drain', resolve));
  }
  await new Promise<void>((resolve) => deflate.end(resolve));
  return Buffer.concat(output);
}

const startOfScan = Buffer.from('ffda', 'hex');

/** A JPEG whose frame header (SOF0) declares other dimensions. */
export function withJpegSize(jpeg: Buffer, width: number, height: number): Buffer {
  const bytes = Buffer.from(jpeg);
  const frame = bytes.indexOf(Buffer.from('ffc0', 'hex'));
  bytes.writeUInt16BE(height, frame + 5);
  bytes.writeUInt16BE(width, frame + 7);
  return bytes;
}

/** As some telephones write it: the spectral selection of a sequential scan ends at 0, not 63. */
export function withOddScanParameters(jpeg: Buffer): Buffer {
  const bytes = Buffer.from(jpeg);
  const scan = bytes.indexOf(startOfScan);
  bytes[scan + 2 + bytes.readUInt16BE(scan + 2) - 2] = 0;
  return bytes;
}

/** A comment segment right behind the start of the image. */
export function withJpegComment(jpeg: Buffer, text: string): Buffer {
  const data = Buffer.from(text);
  const header = Buffer.from([0xff, 0xfe, 0, 0]);
  header.writeUInt16BE(data.length + 2, 2);
  return Buffer.concat([jpeg.subarray(0, 2), header, data, jpeg.subarray(2)]);
}

/** The marker of each segment up to the first scan, and where it begins. */
function segmentsOf(jpeg: Buffer): { marker: number; start: number }[] {
  const segments: { marker: number; start: number }[] = [];
  let start = 2;
  do {
    segments.push({ marker: jpeg[start + 1]!, start });
    start += 2 + jpeg.readUInt16BE(start + 2);
  } while (segments.at(-1)!.marker !== 0xda);
  return segments;
}

/** Bytes that belong to no segment, before the first segment with this marker. */
export function withStrayBytes(jpeg: Buffer, marker: number, stray: Uint8Array): Buffer {
  const { start } = segmentsOf(jpeg).find((segment) => segment.marker === marker)!;
  return Buffer.concat([jpeg.subarray(0, start), stray, jpeg.subarray(start)]);
}

/** A JPEG whose `APPn` segments are replaced by one. */
export function withApplicationSegment(jpeg: Buffer, marker: number, content: Uint8Array): Buffer {
  const tables = segmentsOf(jpeg).find((segment) => segment.marker < 0xe0)!;
  const header = Buffer.from([0xff, marker, 0, content.length + 2]);
  return Buffer.concat([jpeg.subarray(0, 2), header, content, jpeg.subarray(tables.start)]);
}

export const jfif = (major: number, minor: number): Buffer =>
  Buffer.from([...Buffer.from('JFIF\0'), major, minor, 0, 0, 1, 0, 1, 0, 0]);

export const adobe = (transform: number): Buffer =>
  Buffer.from([...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, transform]);
