/** The routes of the port and of this server, for `Allow` and for the log. */
export interface RouteTable {
  readonly add: (route: Route) => void;
  /** The methods of the resource at a path, for `Allow`; empty for an unknown path. */
  methodsOf(path: string): readonly string[];
  /** The kind of resource at a path. An unknown path may contain anything and is not logged. */
  resourceOf(path: string): string | undefined;
}

/** An operation of the port, or of this server. */
export interface Route {
  readonly method: string;
  /** URI template (RFC 6570, level 1). */
  readonly path: string;
}

/** The first name after the version. Ids may follow. */
const nameIn = (path: string): string => path.split('/')[2] ?? '';

export function createRouteTable(contract: readonly Route[]): RouteTable {
  const methods = new Map<string, Set<string>>();
  const names = new Set<string>();

  const add = ({ method, path }: Route): void => {
    const pattern = `^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`;
    const known = methods.get(pattern) ?? new Set();
    for (const name of method === 'GET' ? ['GET', 'HEAD'] : [method]) known.add(name);
    methods.set(pattern, known);
    names.add(nameIn(path));
  };

  for (const route of contract) add(route);
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
  };
}
