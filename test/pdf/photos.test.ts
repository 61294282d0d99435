import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PDFDocument } from '@cantoo/pdf-lib';
import { exportPdf } from 'kv-review/export/pdf';
import sharp from 'sharp';

import { renderPhoto } from '../../demo/server/photos.ts';
import { metadataIn, plantMetadata } from './metadata.ts';
import { options, rejected } from './sessions.ts';

const photos = rejected.attempts.at(-1)?.photos ?? [];

/** The photos of the session as a phone would have taken them. */
const taken = await Promise.all(
  photos.map(async (photo) => {
    const blob = await renderPhoto(rejected, photo, 'full');
    return { id: photo.id, bytes: plantMetadata(new Uint8Array(await blob.arrayBuffer())) };
  }),
);

describe('abuse case 5: of photos with EXIF, a place, XMP and a comment', () => {
  it('each is refused as it is', async () => {
    for (const photo of taken) {
      await assert.rejects(exportPdf(rejected, { ...options, photos: [photo] }), TypeError);
    }
  });

  it('nothing but the pictures is in the file when sharp has written them anew', async () => {
    const clean = await Promise.all(
      taken.map(async ({ id, bytes }) => ({
        id,
        bytes: new Uint8Array(await sharp(bytes).autoOrient().jpeg().toBuffer()),
      })),
    );
    const bytes = await exportPdf(rejected, { ...options, photos: clean });
    assert.deepEqual(metadataIn(bytes), []);
  });

  it('all is found in a file that they were put into as they are', async () => {
    const [photo] = taken;
    assert.ok(photo);
    const document = await PDFDocument.create();
    document.addPage().drawImage(await document.embedJpg(photo.bytes));
    const found = metadataIn(await document.save()).join(' ');
    for (const trace of ['EXIF:Make', 'XMP:Creator', 'PlantedCamera', 'PlantedComment', 'GPS']) {
      assert.ok(found.includes(trace), trace);
    }
  });
});
