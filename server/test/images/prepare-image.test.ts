import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { gzipSync } from 'node:zlib';

import fc from 'fast-check';
import { isReviewError } from 'kv-review/api';
import { imageTypeOf } from 'kv-review/model';
import sharp, { type Sharp } from 'sharp';

import { encodeImage } from '../../src/images/encode-image.ts';
import type { EncodedImage, PreparedImage } from '../../src/images/image.ts';
import {
  defaultImageLimits,
  prepareImage,
  type PrepareImageOptions,
} from '../../src/images/prepare-image.ts';
import {
  adobe,
  compressedZeros,
  jfif,
  blackPng,
  pngChunk,
  scene,
  withApplicationSegment,
  withJpegComment,
  withJpegSize,
  withOddScanParameters,
  withPngChunk,
  withStrayBytes,
} from './files.ts';

let jpeg: Buffer;
let progressive: Buffer;
let png: Buffer;
let webp: Buffer;

before(async () => {
  const picture = scene(600, 400);
  jpeg = await picture.clone().jpeg().toBuffer();
  progressive = await picture.clone().jpeg({ progressive: true }).toBuffer();
  png = await picture.clone().png().toBuffer();
  webp = await picture.clone().webp().toBuffer();
});

describe('An uploaded photo', () => {
  it('stays what it is, and gets a thumbnail', async () => {
    for (const bytes of [jpeg, progressive, png, webp]) {
      const { full, thumbnail } = await prepareImage(bytes);
      assert.equal(full.contentType, imageTypeOf(bytes));
      await assertDeclared(full, 600, 400);
      assert.equal(thumbnail.contentType, 'image/jpeg');
      await assertDeclared(thumbnail, 128, 85);
      assert.ok(thumbnail.bytes.length < 10_000);
    }
  });

  it('keeps every pixel of a PNG, and of a JPEG what the eye sees', async () => {
    const original = await pixels(png);
    assert.deepEqual(await pixels((await prepareImage(png)).full.bytes), original);
    for (const bytes of [jpeg, webp]) {
      const before = await pixels(bytes);
      const after = await pixels((await prepareImage(bytes)).full.bytes);
      const difference = before.reduce((sum, value, at) => sum + Math.abs(value - after[at]!), 0);
      assert.ok(difference / before.length < 3, `${difference / before.length} levels a value`);
    }
  });

  it('is not enlarged to a thumbnail, however small or narrow', async () => {
    for (const [width, height] of [
      [1, 1],
      [40, 30],
      [8, 1],
    ] as const) {
      const { full, thumbnail } = await prepareImage(await scene(width, height).png().toBuffer());
      await assertDeclared(full, width, height);
      await assertDeclared(thumbnail, Math.min(width, 128), Math.min(height, 128));
    }
  });

  it('stands upright, however the camera was held (EXIF orientation 1 to 8)', async () => {
    // Red, green / blue, white, as the viewer must see it.
    const upright = await sharp(Buffer.from([255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255]), {
      raw: { width: 2, height: 2, channels: 3 },
    })
      .resize(64, 32, { fit: 'fill', kernel: 'nearest' })
      .png()
      .toBuffer();
    const turn: ((image: Sharp) => Sharp)[] = [
      (image) => image,
      (image) => image.flop(),
      (image) => image.rotate(180),
      (image) => image.flip(),
      (image) => image.flop().rotate(270),
      (image) => image.rotate(270),
      (image) => image.flop().rotate(90),
      (image) => image.rotate(90),
    ];
    for (const [index, undo] of turn.entries()) {
      const turned = await undo(sharp(upright)).png().toBuffer();
      const held = await sharp(turned)
        .withMetadata({ orientation: index + 1 })
        .jpeg({ quality: 100, chromaSubsampling: '4:4:4' })
        .toBuffer();
      for (const image of Object.values(await prepareImage(held))) {
        await assertDeclared(image, 64, 32);
        assert.deepEqual(await cornerColours(image.bytes), ['red', 'green', 'blue', 'white']);
      }
    }
  });

  it('is stored in sRGB: colours of another profile are converted', async () => {
    const wide = await sharp({
      create: { width: 32, height: 32, channels: 3, background: { r: 200, g: 80, b: 60 } },
    })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const raw = await sharp(wide, { ignoreIcc: true }).raw().toBuffer();
    assert.notEqual(raw[0], 200);
    const converted = await pixels((await prepareImage(wide)).full.bytes);
    for (const [at, wanted] of [200, 80, 60].entries()) {
      assert.ok(Math.abs(converted[at]! - wanted) <= 2, `${converted[at]} is not ${wanted}`);
    }
  });

  it('comes out in sRGB of eight bits from grey, CMYK, 16 bits and palettes', async () => {
    const files = [
      await scene(64, 64).greyscale().jpeg().toBuffer(),
      await scene(64, 64).toColourspace('cmyk').jpeg().toBuffer(),
      await scene(64, 64).toColourspace('rgb16').png().toBuffer(),
      await scene(64, 64).png({ palette: true }).toBuffer(),
      blackPng(64, 64),
    ];
    for (const file of files) {
      for (const image of Object.values(await prepareImage(file))) {
        const { space, depth, hasProfile } = await sharp(image.bytes).metadata();
        assert.deepEqual(
          { space, depth, hasProfile },
          {
            space: 'srgb',
            depth: 'uchar',
            hasProfile: false,
          },
        );
      }
    }
  });

  it('is not see-through: it looks alike on dark and on bright ground', async () => {
    const transparent = await sharp({
      create: { width: 200, height: 200, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();
    for (const file of [transparent, await sharp(transparent).webp().toBuffer()]) {
      for (const image of Object.values(await prepareImage(file))) {
        assert.equal((await sharp(image.bytes).metadata()).hasAlpha, false);
        assert.ok((await pixels(image.bytes)).every((value) => value > 250));
      }
    }
  });

  it('gives the same bytes every time', async () => {
    for (const file of [jpeg, png, webp]) {
      const [first, second] = await Promise.all([prepareImage(file), prepareImage(file)]);
      assert.deepEqual(second, first);
    }
  });

  it('is accepted with the flaws that cameras are known for', async () => {
    const padded = Buffer.concat([jpeg.subarray(0, -2), Buffer.alloc(9), jpeg.subarray(-2)]);
    for (const file of [padded, withOddScanParameters(jpeg)]) {
      assert.equal((await prepareImage(file)).full.width, 600);
    }
  });

  /** What Pixel phones write: a segment that begins with `00 E1`, here with markers in its content. */
  const mismarked = Buffer.from('00e1000affd8ffd9fffe4142', 'hex');
  const strays = [mismarked, Buffer.from([1, 2, 3]), Buffer.alloc(1), Buffer.from('ff00ff', 'hex')];

  it('is accepted with bytes between its segments, and looks the same', async () => {
    // An EXIF segment first: what begins otherwise than with FF D8 FF is not a photo to a browser.
    const photo = withApplicationSegment(jpeg, 0xe1, Buffer.from('Exif\0\0'));
    const expected = await prepareImage(photo);
    const beforeSegments = [0xdb, 0xc0, 0xc4, 0xda];
    for (const marker of beforeSegments) {
      for (const stray of strays) {
        assert.deepEqual(await prepareImage(withStrayBytes(photo, marker, stray)), expected);
      }
    }
    const everywhere = beforeSegments.reduce(
      (file, marker) => withStrayBytes(file, marker, mismarked),
      photo,
    );
    assert.deepEqual(await prepareImage(everywhere), expected);
  });

  it('is accepted with a version of JFIF that does not exist, and looks the same', async () => {
    const expected = await prepareImage(withApplicationSegment(jpeg, 0xe0, jfif(1, 1)));
    for (const version of [jfif(2, 1), jfif(0, 0), jfif(255, 255)]) {
      const file = withApplicationSegment(jpeg, 0xe0, version);
      assert.deepEqual(await prepareImage(file), expected);
    }
  });

  it('is accepted with an unknown colour transform, and looks as in a browser', async () => {
    const cmyk = await scene(60, 40).toColourspace('cmyk').jpeg().toBuffer();
    for (const [photo, assumed, unknown] of [
      [jpeg, 1, [2, 3, 100]],
      [cmyk, 2, [1, 3, 100]],
    ] as const) {
      const expected = await prepareImage(withApplicationSegment(photo, 0xee, adobe(assumed)));
      for (const transform of unknown) {
        const file = withApplicationSegment(photo, 0xee, adobe(transform));
        assert.deepEqual(await prepareImage(file), expected);
      }
    }
  });

  it('is refused when it is cut off or damaged besides, which libjpeg does not report', async () => {
    const flawed = [
      withStrayBytes(jpeg, 0xc0, mismarked),
      withApplicationSegment(jpeg, 0xe0, jfif(2, 1)),
      withApplicationSegment(jpeg, 0xee, adobe(100)),
      withOddScanParameters(jpeg),
    ];
    for (const file of flawed) {
      await assertRefused(file.subarray(0, Math.floor(file.length * 0.9)), /^a damaged or/);
      await assertRefused(withDamage(file), /^a damaged or/);
    }
  });
});

/** No Huffman code consists of ones only (ITU-T T.81, C.2); of a PNG the CRC is wrong. */
function withDamage(file: Buffer): Buffer {
  const damaged = Buffer.from(file);
  return damaged.fill('ff00', damaged.length >> 1, (damaged.length >> 1) + 40, 'hex');
}

describe('abuse case 5: what an uploaded photo carries besides its pixels', () => {
  const secret = 'Rustaveli-Avenue-42';
  const script = '<script>alert(document.domain)</script>';

  it('vanishes: EXIF with GPS, XMP, colour profile, comments, text', async () => {
    const xmp = `<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`;
    const tagged = (picture: Sharp): Sharp =>
      picture
        .withExif({
          IFD0: { ImageDescription: secret, Artist: script, Make: secret },
          IFD3: { GPSLatitude: '41/1 42/1 0/1', GPSLatitudeRef: 'N', GPSAreaInformation: secret },
        })
        .withXmp(xmp)
        .withIccProfile('p3');
    const text = (type: string): Buffer =>
      pngChunk(
        type,
        Buffer.from(`Comment\0${type === 'iTXt' ? '\0\0\0\0' : ''}${secret} ${script}`),
      );
    const taggedPng = await tagged(scene(300, 200)).png().toBuffer();
    const files = [
      await tagged(scene(300, 200)).jpeg().toBuffer(),
      await tagged(scene(300, 200)).webp().toBuffer(),
      taggedPng,
      withPngChunk(withPngChunk(taggedPng, text('tEXt')), text('iTXt')),
      withJpegComment(jpeg, `${secret} ${script}`),
    ];
    for (const file of files) {
      assert.ok(file.includes(secret));
      const prepared = await prepareImage(file);
      assertHoldsNone(prepared, [
        secret,
        '<script',
        'GPS',
        'Exif',
        'EXIF',
        'eXIf',
        'xmpmeta',
        'XMP',
      ]);
      assertHoldsNone(prepared, ['ICC_PROFILE', 'iCCP', 'ICCP', 'tEXt', 'iTXt', 'zTXt', 'Artist']);
      for (const image of Object.values(prepared)) {
        const { exif, xmp, icc, iptc, comments, orientation } = await sharp(image.bytes).metadata();
        assert.deepEqual([exif, xmp, icc, iptc, comments, orientation], Array(6).fill(undefined));
      }
    }
  });

  it('vanishes: files behind the picture, which make it two files in one', async () => {
    const hidden = [
      Buffer.from(`<html><body>${script}</body></html>`),
      gzipSync('an archive'),
      Buffer.from('PK\x03\x04 an archive, <script'),
      Buffer.from('%PDF-1.7 <script'),
    ];
    for (const picture of [jpeg, png, webp]) {
      for (const other of hidden) {
        const prepared = await prepareImage(Buffer.concat([picture, other]));
        assertHoldsNone(prepared, [other, '<script']);
        assert.equal(prepared.full.width, 600);
      }
    }
  });
});

describe('abuse case 4: what only claims to be a photo', () => {
  it('is refused by its first bytes', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
    const files: (string | Uint8Array)[] = [
      ...[svg, `\ufeff${svg}`, `<?xml version="1.0"?>${svg}`, gzipSync(svg)],
      ...['<!doctype html><script>alert(1)</script>', '%PDF-1.7', 'BM', 'II*\0', 'MM\0*', 'text'],
      ...[
        'GIF89a',
        '\0\0\0\x1cftypavif',
        '\0\0\0\x0cjXL ',
        'RIFF\0\0\0\0WAVE',
        '\xff\xd8',
        'P6 1 1 255',
      ],
      await scene(9, 9).gif().toBuffer(),
      await scene(9, 9).tiff().toBuffer(),
      await scene(9, 9).avif().toBuffer(),
    ];
    for (const file of files) {
      const bytes = typeof file === 'string' ? Buffer.from(file, 'latin1') : file;
      await assertRefused(bytes, /^neither JPEG, PNG nor WebP$/);
    }
  });

  it('is refused when only the first bytes are those of a photo', async () => {
    for (const picture of [jpeg, png, webp]) {
      const html = Buffer.from('<html><script>alert(1)</script></html>'.repeat(50));
      await assertRefused(Buffer.concat([picture.subarray(0, 16), html]), /damaged/);
    }
  });

  it('is refused by libvips itself, should it ever get there', async () => {
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>';
    for (const bytes of [Buffer.from(svg), await scene(9, 9).gif().toBuffer()]) {
      await assert.rejects(sharp(bytes).metadata(), /unsupported image format/);
    }
  });
});

describe('A photo that is too much or too little', () => {
  it('is refused when empty', () => assertRefused(Buffer.alloc(0), /^an empty file$/));

  it('is refused when it has more bytes than allowed, and accepted with as many', async () => {
    await assertRefused(png, /^\d+ bytes; at most \d+ are allowed$/, {
      maxBytes: png.length - 1,
    });
    await prepareImage(png, { maxBytes: png.length });
  });

  it('is refused when it has more pixels than allowed, and accepted with as many', async () => {
    for (const file of [jpeg, png, webp]) {
      await assertRefused(file, /^600 × 400 pixels; at most 239999 in total are allowed$/, {
        maxPixels: 600 * 400 - 1,
      });
      await prepareImage(file, { maxPixels: 600 * 400 });
    }
  });

  it('is refused when it is too long or too narrow, however few pixels it has', async () => {
    for (const [file, message] of [
      [blackPng(1, 50_000_000), /^1 × 50000000 pixels; at most 12000 are allowed on each side$/],
      [blackPng(25_000_000, 2), /^25000000 × 2 pixels; at most 12000/],
      [withJpegSize(jpeg, 65_500, 700), /^65500 × 700 pixels; at most 12000/],
      [withJpegSize(jpeg, 700, 65_500), /^700 × 65500 pixels; at most 12000/],
      [blackPng(12_001, 4000), /^12001 × 4000 pixels; at most 12000/],
      [blackPng(900, 100), /^900 × 100 pixels; a side may have at most 8 times the other$/],
      [blackPng(1, 9), /^1 × 9 pixels; a side may have at most 8/],
    ] as const) {
      await assertRefused(file, message);
    }
    for (const [width, height] of [
      [12_000, 4000],
      [800, 100],
      [1, 8],
    ] as const) {
      assert.equal((await prepareImage(blackPng(width, height))).full.height, height);
    }
  });

  it('is given up when it takes too long, and the next one is taken', async () => {
    const slow = await sharp({
      create: { width: 7000, height: 7000, channels: 3, background: 'white' },
    })
      .png({ progressive: true })
      .toBuffer();
    // All decoders at once, and none is left behind.
    const all = ['a', 'a', 'b'].map((companyId) =>
      assert.rejects(prepareImage(slow, { companyId, timeoutMs: 50 }), { code: 'timeout' }),
    );
    await Promise.all(all);
    assert.equal((await prepareImage(png, { companyId: 'a' })).full.width, 600);
  });

  it('is refused as a bomb before a pixel is decoded', async () => {
    const bomb = blackPng(16_384, 16_384);
    assert.ok(bomb.length < 50_000);
    const hugeWebp = await sharp({
      create: { width: 16_383, height: 3500, channels: 3, background: 'black' },
    })
      .webp({ lossless: true, effort: 0 })
      .toBuffer();
    const before = peakMemory();
    for (const [file, message] of [
      [bomb, /^16384 × 16384 pixels/],
      [withJpegSize(jpeg, 65_500, 65_500), /^65500 × 65500 pixels/],
      [hugeWebp, /^16383 × 3500 pixels/],
    ] as const) {
      await assert.rejects(encodeHere(file), { message });
    }
    assert.ok(peakMemory() - before < 60e6, `${peakMemory() - before} bytes more`);
  });

  it('is not unpacked where it hides a bomb in its metadata', async () => {
    const zeros = await compressedZeros(400);
    assert.ok(zeros.length < 500_000);
    const header = {
      zTXt: Buffer.from('Comment\0\0'),
      iCCP: Buffer.from('profile\0\0'),
      iTXt: Buffer.from('XML:com.adobe.xmp\0\x01\0\0\0'),
    };
    const before = peakMemory();
    for (const [type, start] of Object.entries(header)) {
      const { full } = await encodeHere(
        withPngChunk(png, pngChunk(type, Buffer.concat([start, zeros]))),
      );
      assert.equal(full.width, 600);
    }
    assert.ok(peakMemory() - before < 100e6, `${peakMemory() - before} bytes more`);
  });

  it('is refused when its end is missing', async () => {
    for (const file of [jpeg, progressive, png, webp]) {
      for (const share of [0.01, 0.1, 0.5, 0.9, 0.99]) {
        await assertRefused(file.subarray(0, Math.floor(file.length * share)), /^a damaged or/);
      }
    }
  });

  it('is refused when damaged where the format can tell', async () => {
    for (const file of [jpeg, png]) {
      await assertRefused(withDamage(file), /^a damaged or incomplete file$/);
    }
  });

  it('is refused when animated', async () => {
    const animatedWebp = await sharp(
      [await scene(40, 40).png().toBuffer(), await scene(40, 40).negate().png().toBuffer()],
      { join: { animated: true } },
    )
      .webp({ delay: [100, 100] })
      .toBuffer();
    const animatedPng = withPngChunk(png, pngChunk('acTL', Buffer.from([0, 0, 0, 2, 0, 0, 0, 0])));
    for (const file of [animatedWebp, animatedPng]) await assertRefused(file, /^an animation/);
  });
});

describe('Whatever bytes come', () => {
  const bytes = fc.uint8Array({ maxLength: 400 });

  it('random ones are refused', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, (file) => assertRefused(file)),
      { numRuns: 300 },
    );
  });

  it('random ones behind the first bytes of a photo are refused', async () => {
    const start = fc.constantFrom(
      ...[jpeg, progressive, png, webp].flatMap((file) =>
        [12, 20, 33, 60, 200].map((length) => file.subarray(0, length)),
      ),
    );
    await fc.assert(
      fc.asyncProperty(start, bytes, (first, rest) => assertRefused(Buffer.concat([first, rest]))),
      { numRuns: 300 },
    );
  });

  it('a photo with bytes changed, cut out or doubled is refused or encoded again', async () => {
    const small = await Promise.all([
      scene(90, 60).jpeg().toBuffer(),
      scene(90, 60).jpeg({ progressive: true }).toBuffer(),
      scene(90, 60).png().toBuffer(),
      scene(90, 60).webp().toBuffer(),
      scene(90, 60).webp({ lossless: true }).toBuffer(),
    ]);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...small),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.nat(60),
        fc.uint8Array({ maxLength: 60 }),
        async (file, share, removed, inserted) => {
          const at = Math.floor(share * share * file.length);
          const changed = Buffer.concat([
            file.subarray(0, at),
            inserted,
            file.subarray(at + removed),
          ]);
          const prepared = await prepareImage(changed, { maxPixels: 1e6 }).catch(invalidMessage);
          if (typeof prepared === 'string') return;
          await assertDeclared(prepared.full, prepared.full.width, prepared.full.height);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('While photos are decoded', () => {
  it('the server answers others', async () => {
    const photo = await scene(2000, 1500).jpeg().toBuffer();
    const work = { isDone: false };
    const decoding = Promise.all(Array.from({ length: 4 }, () => prepareImage(photo)));
    void decoding.finally(() => (work.isDone = true));
    let turns = 0;
    while (!work.isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      turns += 1;
    }
    await decoding;
    assert.ok(turns > 1000, `The event loop turned ${turns} times.`);
  });
});

/** In this process, whose memory is measured. */
async function encodeHere(bytes: Uint8Array): Promise<PreparedImage> {
  const type = imageTypeOf(bytes);
  assert.ok(type);
  return encodeImage({ bytes, type, limits: defaultImageLimits, keepsTransparency: false });
}

async function assertRefused(
  bytes: Uint8Array,
  message = /^(?:an empty file|neither|a damaged|an animation|\d+ × \d+ pixels)/,
  options: PrepareImageOptions = {},
): Promise<void> {
  const found = await prepareImage(bytes, options).then(
    () => assert.fail(`Accepted: ${Buffer.from(bytes).toString('base64').slice(0, 600)}`),
    invalidMessage,
  );
  assert.match(found, message);
}

/** The words of the one part that `invalid` names; fails for any other error. */
function invalidMessage(error: unknown): string {
  if (!isReviewError(error)) throw error;
  assert.equal(error.code, 'invalid');
  assert.equal(error.details.parts?.length, 1);
  return error.details.parts[0]!.message;
}

it('A refusal points at the image in the request', async () => {
  await assert.rejects(prepareImage(Buffer.from('text'), { pointer: '/selfie' }), (error) => {
    assert.ok(isReviewError(error));
    assert.equal(error.details.parts?.[0]?.pointer, '/selfie');
    return true;
  });
});

async function assertDeclared(image: EncodedImage, width: number, height: number): Promise<void> {
  assert.equal(imageTypeOf(image.bytes), image.contentType);
  const header = await sharp(image.bytes).metadata();
  assert.deepEqual([image.width, image.height], [header.width, header.height]);
  assert.deepEqual([header.width, header.height], [width, height]);
}

function assertHoldsNone(prepared: PreparedImage, forbidden: (string | Buffer)[]): void {
  for (const [size, { bytes }] of Object.entries(prepared)) {
    for (const needle of forbidden) {
      assert.ok(!Buffer.from(bytes).includes(needle), `${size} holds ${needle.toString('latin1')}`);
    }
  }
}

const pixels = (bytes: Uint8Array): Promise<Buffer> => sharp(bytes).raw().toBuffer();

/** Top left, top right, bottom left, bottom right. */
async function cornerColours(bytes: Uint8Array): Promise<string[]> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const names = new Map([
    ['100', 'red'],
    ['010', 'green'],
    ['001', 'blue'],
    ['111', 'white'],
  ]);
  return [4, info.height - 5].flatMap((y) =>
    [4, info.width - 5].map((x) => {
      const at = (y * info.width + x) * info.channels;
      const colour = [...data.subarray(at, at + 3)].map((value) => (value > 127 ? 1 : 0)).join('');
      return names.get(colour) ?? colour;
    }),
  );
}

/** Bytes of memory that the process has had at most. */
const peakMemory = (): number => process.resourceUsage().maxRSS * 1024;
