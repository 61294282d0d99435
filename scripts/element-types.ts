/** Resolves a type name of the manifest to its literals, such as `'all' | 'awaiting' | 'rejected'`. */
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './entries.ts';

export type TypeLookup = (className: string, property: string) => string | undefined;

const isLiteral = (type: ts.Type): boolean =>
  type.isStringLiteral() || (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;

/** Finds the literals of a property's type. Any other type keeps its name from the source. */
export function literalTypes(): TypeLookup {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), (path) =>
    ts.sys.readFile(path),
  ) as {
    config: object;
  };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const entry = join(root, 'src/index.ts');
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error('src/index.ts exports nothing.');
  const classes = new Map(
    checker.getExportsOfModule(module).map((symbol) => [symbol.name, symbol] as const),
  );
  return (className, property) => {
    const symbol = classes.get(className);
    const member = symbol && checker.getDeclaredTypeOfSymbol(symbol).getProperty(property);
    const type = member && checker.getTypeOfSymbol(member);
    if (!type?.isUnion() || !type.types.every(isLiteral)) return undefined;
    // Sorted, because the compiler's order depends on the files that it has read before.
    return type.types
      .map((part) => (part.isStringLiteral() ? `'${part.value}'` : checker.typeToString(part)))
      .sort()
      .join(' | ');
  };
}
