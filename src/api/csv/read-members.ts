/** One member of a JSON object. */
export interface Member {
  readonly name: string;
  readonly value: unknown;
}

/**
 * Reads the members of a JSON object in their order, with repeated names (RFC 8259, section 4).
 * Returns `undefined` for any other text. `JSON.parse` alone drops repeated names, and moves numeric
 * names to the front.
 */
export function readMembers(json: string): Member[] | undefined {
  try {
    const object: unknown = JSON.parse(json);
    if (typeof object !== 'object' || object === null || Array.isArray(object)) return undefined;
  } catch {
    return undefined;
  }
  return splitMembers(json).map(({ name, value }) => ({
    name: JSON.parse(name) as string,
    value: JSON.parse(value) as unknown,
  }));
}

/** Expects the text of a well-formed object. */
function splitMembers(json: string): { name: string; value: string }[] {
  const members: { name: string; value: string }[] = [];
  let depth = 0;
  let start = 0;
  let name: string | undefined;
  for (const { 0: token, index } of json.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs)) {
    if (token === '}' || token === ']') depth -= 1;
    const isEnd = (depth === 1 && token === ',') || depth === 0;
    if (isEnd && name !== undefined) {
      members.push({ name, value: json.slice(start, index) });
      name = undefined;
    } else if (depth === 1 && token === ':') {
      start = index + 1;
    } else if (depth === 1 && name === undefined && token.startsWith('"')) {
      name = token;
    }
    if (token === '{' || token === '[') depth += 1;
  }
  return members;
}
