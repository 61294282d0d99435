/** One member of a JSON object. */
export interface Member {
  readonly name: string;
  /** The text of a string; the JSON text of any other value, which is not changed. */
  readonly value: string;
}

/** More levels than a value that people read has. */
const maxDepth = 64;

/**
 * Reads the members of a JSON object in their order, with repeated names (RFC 8259, section 4).
 * Returns `undefined` for any other text, and for an object with too many levels. `JSON.parse` alone
 * drops repeated names, moves numeric names to the front, and rounds long numbers.
 */
export function readMembers(json: string): Member[] | undefined {
  try {
    const object: unknown = JSON.parse(json);
    if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  } catch {
    return undefined;
  }
  return splitMembers(json)?.map(({ name, value }) => ({
    name: toText(name),
    value: toText(value),
  }));
}

function toText(json: string): string {
  const value: unknown = json.startsWith('"') ? JSON.parse(json) : json;
  return typeof value === 'string' ? value : json;
}

/** Expects the text of a well-formed object. */
function splitMembers(json: string): { name: string; value: string }[] | undefined {
  const members: { name: string; value: string }[] = [];
  let depth = 0;
  let start = 0;
  let name: string | undefined;
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs)) {
    if (token === '}' || token === ']') depth -= 1;
    const isEnd = (depth === 1 && token === ',') || depth === 0;
    if (isEnd && name !== undefined) {
      members.push({ name, value: json.slice(start, index).trim() });
      name = undefined;
    } else if (depth === 1 && token === ':') {
      start = index + 1;
    } else if (depth === 1 && name === undefined && token.startsWith('"')) {
      name = token;
    }
    if (token === '{' || token === '[') depth += 1;
    if (depth > maxDepth) return undefined;
  }
  return members;
}
