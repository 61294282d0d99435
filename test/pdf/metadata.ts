/** A phone's photo, with metadata that must not be in a PDF (abuse case 5). */
import assert from 'node:assert/strict';
import { globSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { newPath, run, save } from './tools.ts';

const planted = ['PlantedCamera', 'PlantedAuthor', 'PlantedComment'];
const traces = [...planted, 'Exif', 'http://ns.adobe.com', 'GPS', '41.7151'];

/** The metadata that ExifTool finds, without those of the file system and the picture itself. */
function metadataOf(path: string): string[] {
  const [tags = {}] = JSON.parse(run('exiftool', '-json', '-G0', '-a', '-ee', path)) as object[];
  return Object.keys(tags).filter((tag) => /^(EXIF|XMP|IPTC|MakerNotes|Composite:GPS)/.test(tag));
}

/** A JPEG with EXIF, a place, XMP and a comment. */
export function plantMetadata(jpeg: Uint8Array): Uint8Array<ArrayBuffer> {
  const path = save(jpeg, 'jpg');
  run(
    'exiftool',
    '-overwrite_original',
    '-EXIF:Make=PlantedCamera',
    '-EXIF:GPSLatitude=41.7151',
    '-EXIF:GPSLatitudeRef=N',
    '-EXIF:GPSLongitude=44.8271',
    '-EXIF:GPSLongitudeRef=E',
    '-XMP-dc:Creator=PlantedAuthor',
    '-XMP-exif:GPSLatitude=41.7151',
    '-Comment=PlantedComment',
    path,
  );
  const found = metadataOf(path).join(' ');
  for (const part of ['EXIF:Make', 'EXIF:GPSLatitude', 'XMP:Creator', 'Composite:GPSPosition']) {
    assert.ok(found.includes(part), `${part} was planted`);
  }
  return new Uint8Array(readFileSync(path));
}

/** The photos' metadata in a PDF, according to ExifTool, its bytes and its pictures. */
export function metadataIn(pdf: Uint8Array): string[] {
  const path = save(pdf);
  const open = newPath('pdf');
  run('qpdf', '--qdf', '--object-streams=disable', path, open);
  const pictures = newPath('pictures');
  mkdirSync(pictures);
  run('pdfimages', '-all', path, join(pictures, 'picture'));
  const files = globSync('*', { cwd: pictures }).map((name) => join(pictures, name));
  assert.ok(files.length > 0, 'there are pictures');
  const bytes = [path, open, ...files].map((file) => readFileSync(file).toString('latin1'));
  return [
    ...[path, ...files].flatMap(metadataOf),
    ...traces.filter((trace) => bytes.some((content) => content.includes(trace))),
  ];
}
