import { isPathIdentifier, routes, type OperationId } from './contract.js';

type Found =
  | { readonly kind: 'no-path' }
  | { readonly kind: 'no-method'; readonly allowed: readonly string[] }
  | {
      readonly kind: 'route';
      readonly operation: OperationId;
      readonly path: Readonly<Record<string, string>>;
    };

interface Pattern {
  readonly operation: OperationId;
  readonly method: string;
  readonly segments: readonly string[];
}

const patterns: readonly Pattern[] = Object.entries(routes).map(
  ([operation, { method, path }]) => ({
    operation: operation as OperationId,
    method,
    segments: path.split('/'),
  }),
);

function decodeIdentifier(segment: string): string | undefined {
  try {
    const id = decodeURIComponent(segment);
    return isPathIdentifier(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

/** The ids in the path, or `undefined` where it is another path. */
function match(pattern: Pattern, segments: readonly string[]): Record<string, string> | undefined {
  if (segments.length !== pattern.segments.length) return undefined;
  const ids: Record<string, string> = {};
  for (const [index, wanted] of pattern.segments.entries()) {
    const segment = segments[index] ?? '';
    if (!wanted.startsWith('{')) {
      if (segment !== wanted) return undefined;
      continue;
    }
    const id = decodeIdentifier(segment);
    if (id === undefined) return undefined;
    ids[wanted.slice(1, -1)] = id;
  }
  return ids;
}

/** `kyc/` and `/kyc` are the same: `/kyc`. */
export function normalizeBasePath(basePath = ''): string {
  const trimmed = basePath.replace(/^\/+|\/+$/g, '');
  return trimmed === '' ? '' : `/${trimmed}`;
}

/** Finds the route of a path as `URL` writes it, ids still encoded. `HEAD` goes where `GET` goes. */
export function findRoute(pathname: string, method: string, basePath: string): Found {
  if (!pathname.startsWith(`${basePath}/`)) return { kind: 'no-path' };
  const segments = pathname.slice(basePath.length).split('/');
  const wanted = method === 'HEAD' ? 'GET' : method;
  const allowed: string[] = [];
  for (const pattern of patterns) {
    const path = match(pattern, segments);
    if (!path) continue;
    if (pattern.method === wanted) return { kind: 'route', operation: pattern.operation, path };
    allowed.push(pattern.method, ...(pattern.method === 'GET' ? ['HEAD'] : []));
  }
  return allowed.length > 0 ? { kind: 'no-method', allowed } : { kind: 'no-path' };
}
