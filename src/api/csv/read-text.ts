/** The text of a file: UTF-8, or UTF-16 when a byte order mark says so, as Excel writes it. */
export async function readText(
  source: string | Blob,
): Promise<{ readonly text: string; readonly sound: boolean }> {
  if (typeof source === 'string') return { text: source.replace(/^\ufeff/, ''), sound: true };
  const bytes = new Uint8Array(await source.arrayBuffer());
  const encoding = encodingOf(bytes);
  try {
    return { text: new TextDecoder(encoding, { fatal: true }).decode(bytes), sound: true };
  } catch {
    return { text: new TextDecoder(encoding).decode(bytes), sound: false };
  }
}

function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return 'utf-8';
}
