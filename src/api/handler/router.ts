import { operationNames, operationOf, type OperationName } from '../operations/operations.js';
import { isPathIdentifier } from '../path.js';

export type Found =
  | { readonly kind: 'no-path' }
  | { readonly kind: 'no-method'; readonly allowed: readonly string[] }
  | {
      readonly kind: 'route';
      readonly name: OperationName;
      /** The ids in the path, decoded, in order. */
      readonly ids: readonly string[];
    };

interface Pattern {
  readonly name: OperationName;
  readonly method: string;
  readonly segments: readonly string[];
}

const patterns: readonly Pattern[] = operationNames.map((name) => {
  const { method, path } = operationOf(name);
  return { name, method, segments: path.split('/') };
});

function decodeIdentifier(segment: string): string | undefined {
  try {
    const id = decodeURIComponent(segment);
    return isPathIdentifier(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The ids in the path, or `undefined` if the pattern does not match. */
function match(pattern: Pattern, segments: readonly string[]): string[] | undefined {
  if (segments.length !== pattern.segments.length) return undefined;
  const ids: string[] = [];
  for (const [index, expected] of pattern.segments.entries()) {
    const segment = segments[index] ?? '';
    if (!expected.startsWith('{')) {
      if (segment !== expected) return undefined;
      continue;
    }
    const id = decodeIdentifier(segment);
    if (id === undefined) return undefined;
    ids.push(id);
  }
  return ids;
}

/** Writes `kyc/` and `/kyc` in the same way: `/kyc`. */
export function normalizeBasePath(basePath = ''): string {
  const trimmed = basePath.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `/${trimmed}`;
}

/** Finds the route of a path whose ids are still encoded. `HEAD` is treated as `GET`. */
export function findRoute(pathname: string, method: string, basePath: string): Found {
  if (!pathname.startsWith(`${basePath}/`)) return { kind: 'no-path' };
  const segments = pathname.slice(basePath.length).split('/');
  const expected = method === 'HEAD' ? 'GET' : method;
  const allowed: string[] = [];
  for (const pattern of patterns) {
    const ids = match(pattern, segments);
    if (!ids) continue;
    if (pattern.method === expected) return { kind: 'route', name: pattern.name, ids };
    allowed.push(pattern.method, ...(pattern.method === 'GET' ? ['HEAD'] : []));
  }
  return allowed.length > 0 ? { kind: 'no-method', allowed } : { kind: 'no-path' };
}
