const signatureLength = 8;
/** The length and type before the data of a chunk, and the CRC after it (PNG specification, 5.3). */
const chunkOverhead = 12;

/**
 * Whether a PNG is animated: `acTL` stands before the first `IDAT` (PNG specification, third
 * edition, 11.3.6). libvips decodes only the default image and does not report the others.
 */
export function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let position = signatureLength;
  while (position + chunkOverhead <= bytes.length) {
    const type = String.fromCharCode(...bytes.subarray(position + 4, position + 8));
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
    position += chunkOverhead + view.getUint32(position);
  }
  return false;
}
