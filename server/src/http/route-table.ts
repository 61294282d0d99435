import { codeExchange, operationNames, operations, type OperationName } from 'kv-review/api';

/** The routes of the contract and of this server, for `Allow` and for the log. */
export interface RouteTable {
  readonly add: (route: Route) => void;
  /** The methods of the resource at a path, for `Allow`; empty for an unknown path. */
  methodsOf(path: string): readonly string[];
  /** The kind of resource at a path. An unknown path may contain anything and is not logged. */
  resourceOf(path: string): string | undefined;
  /** The name of the port's operation at a route; `undefined` for any other route. */
  nameOf(method: string, path: string): OperationName | undefined;
}

/** An operation of the contract, or of this server. */
export interface Route {
  readonly method: string;
  /** URI template (RFC 6570, level 1). */
  readonly path: string;
}

/** The first name after the version. Ids may follow. */
const nameIn = (path: string): string => path.split('/')[2] ?? '';

const patternOf = (path: string): string => `^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`;

export function createRouteTable(): RouteTable {
  const methods = new Map<string, Set<string>>();
  const names = new Set<string>();

  const add = ({ method, path }: Route): void => {
    const pattern = patternOf(path);
    const known = methods.get(pattern) ?? new Set();
    for (const name of method === 'GET' ? ['GET', 'HEAD'] : [method]) known.add(name);
    methods.set(pattern, known);
    names.add(nameIn(path));
  };

  for (const name of operationNames) add(operations[name]);
  add(codeExchange.redeemCode);
  return {
    add,
    methodsOf: (path) =>
      [...methods].flatMap(([pattern, known]) =>
        new RegExp(pattern).test(path) ? [...known] : [],
      ),
    resourceOf(path) {
      const name = nameIn(path);
      return names.has(name) ? name : undefined;
    },
    nameOf(method, path) {
      const read = method === 'HEAD' ? 'GET' : method;
      return operationNames.find(
        (name) =>
          operations[name].method === read &&
          new RegExp(patternOf(operations[name].path)).test(path),
      );
    },
  };
}
