import { codeExchange, type SignInName } from '../operations/code-exchange.js';
import type { Operation } from '../operations/operation.js';
import { operationNames, operationOf, type OperationName } from '../operations/operations.js';
import { isPathIdentifier } from '../path.js';

/** The name of an operation of the contract. */
export type RouteName = OperationName | SignInName;

export type Found =
  | { readonly kind: 'sign-in'; readonly name: SignInName }
  | { readonly kind: 'no-path' }
  | { readonly kind: 'no-method'; readonly allowed: readonly string[] }
  | {
      readonly kind: 'route';
      readonly name: OperationName;
      /** The ids in the path, decoded, in order. */
      readonly ids: readonly string[];
    };

interface Pattern {
  readonly name: RouteName;
  readonly method: string;
  readonly segments: readonly string[];
}

const patternOf = (
  name: RouteName,
  { method, path }: Pick<Operation, 'method' | 'path'>,
): Pattern => ({ name, method, segments: path.split('/') });

const patterns: readonly Pattern[] = [
  ...operationNames.map((name) => patternOf(name, operationOf(name))),
  patternOf('redeemCode', codeExchange.redeemCode),
];

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
    const { name } = pattern;
    if (pattern.method === expected) {
      return name === 'redeemCode' ? { kind: 'sign-in', name } : { kind: 'route', name, ids };
    }
    allowed.push(pattern.method, ...(pattern.method === 'GET' ? ['HEAD'] : []));
  }
  return allowed.length > 0 ? { kind: 'no-method', allowed } : { kind: 'no-path' };
}
