import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { PDFDocument } from '@cantoo/pdf-lib';
import { exportPdf } from 'kv-review/export/pdf';
import sharp from 'sharp';

import { renderPhoto } from '../../demo/server/photos.ts';
import { metadataIn, plantMetadata } from './metadata.ts';
import { options, rejected } from './sessions.ts';

const photos = rejected.attempts.at(-1)?.photos ?? [];

/** The session's photos with a phone's metadata. */
const taken = await Promise.all(
  photos.map(async (photo) => {
    const blob = await renderPhoto(rejected, photo, 'full');
    return { id: photo.id, bytes: plantMetadata(new Uint8Array(await blob.arrayBuffer())) };
  }),
);

describe('abuse case 5: of photos with EXIF, a place, XMP and a comment', () => {
  it('each is refused with its metadata', async () => {
    for (const photo of taken) {
      await assert.rejects(exportPdf(rejected, { ...options, photos: [photo] }), TypeError);
    }
  });

  it('only the pictures are in the file after sharp has re-encoded them', async () => {
    const clean = await Promise.all(
      taken.map(async ({ id, bytes }) => ({
        id,
        bytes: new Uint8Array(await sharp(bytes).autoOrient().jpeg().toBuffer()),
      })),
    );
    const bytes = await exportPdf(rejected, { ...options, photos: clean });
    assert.deepEqual(metadataIn(bytes), []);
  });

  it('all metadata is found in a file with the original photos', async () => {
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
