/** Decodes a file as UTF-8, or as UTF-16 if it has that byte order mark, as files of Excel do. */
export async function readText(
  source: string | Blob,
): Promise<{ readonly text: string; readonly isValid: boolean }> {
  if (typeof source === 'string') return { text: source.replace(/^\ufeff/, ''), isValid: true };
  const bytes = new Uint8Array(await source.arrayBuffer());
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), isValid: true };
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), isValid: false };
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
