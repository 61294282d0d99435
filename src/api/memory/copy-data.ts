/** Copies plain data: what JSON can express. On small objects, several times faster than `structuredClone`. */
export function copyData<Data>(data: Data): Data;
export function copyData(data: unknown): unknown {
  if (typeof data !== 'object' || data === null) return data;
  if (Array.isArray(data)) return data.map<unknown>(copyData);
  const copy: Record<string, unknown> = { ...data };
  for (const key of Object.keys(copy)) copy[key] = copyData(copy[key]);
  return copy;
}
