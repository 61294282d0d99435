/**
 * A number in [0, 1) that depends only on the arguments. Unlike a sequence of random numbers, it does
 * not depend on the order in which several elements make their calls.
 */
export function chance(seed: number, name: string, occurrence: number): number {
  let hash = 0x811c9dc5 ^ seed;
  for (const text of [name, String(occurrence)]) {
    for (let at = 0; at < text.length; at += 1) {
      hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
    }
    hash = Math.imul(hash ^ 0xff, 0x01000193);
  }
  // FNV-1a mixes the high bits badly; the finalizer of MurmurHash3 corrects that.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
