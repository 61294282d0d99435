/**
 * Folded names as text, so that a comparison need not transliterate. Each line has the number of the
 * name in its entry (0 for the main name) and its parts: `0 iusuf=iusuf -hsn=hsn`. A hyphen marks a
 * part in an abjad.
 */
import { isParticle, type NameToken } from './fold-name.ts';
import type { FoldedEntry, FoldedName, WatchListEntry } from './match.ts';

export function writeFoldedNames({ entry, names }: FoldedEntry): string {
  return names
    .map(({ tokens, alias }) => {
      const number = alias === null ? 0 : 1 + entry.aliases.indexOf(alias);
      const parts = tokens.map(
        ({ text, sound, isAbjad }) => `${isAbjad ? '-' : ''}${text}=${sound}`,
      );
      return [number, ...parts].join(' ');
    })
    .join('\n');
}

function readPart(part: string): NameToken {
  const isAbjad = part.startsWith('-');
  const [text = '', sound = ''] = (isAbjad ? part.slice(1) : part).split('=');
  return { text, sound, isAbjad, isParticle: isParticle(text) };
}

/** An entry with its stored folded names. */
export function readFoldedEntry(entry: WatchListEntry, written: string): FoldedEntry {
  const names = written.split('\n').map((line): FoldedName => {
    const [number, ...parts] = line.split(' ');
    return { tokens: parts.map(readPart), alias: entry.aliases[Number(number) - 1] ?? null };
  });
  return { entry, names };
}
