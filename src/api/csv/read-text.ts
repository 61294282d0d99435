/** Decodes a file as UTF-8, or as UTF-16, which Excel also writes. */
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
  // Without a byte order mark: a column name begins with ASCII.
  if (second === 0) return 'utf-16le';
  if (first === 0) return 'utf-16be';
  return 'utf-8';
}
