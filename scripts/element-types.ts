/** Asks the compiler for the types of public members and events, with aliases of literals expanded. */
import { join } from 'node:path';
import ts from 'typescript';
import { root } from './entries.ts';

interface MethodTypes {
  readonly parameters: readonly {
    readonly name: string;
    readonly optional: boolean;
    readonly type: string;
  }[];
  readonly returns: string;
}

export interface KitTypes {
  propertyOf(className: string, property: string): string;
  methodOf(className: string, method: string): MethodTypes;
  /** `CustomEvent<…>`, with the members of its detail. */
  eventOf(name: string): string;
}

function readProgram(): { checker: ts.TypeChecker; exported: Map<string, ts.Symbol> } {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.build.json'), (path) =>
    ts.sys.readFile(path),
  ) as { config: object };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, root);
  const entry = join(root, 'src/index.ts');
  const program = ts.createProgram([entry], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(entry);
  const module = source && checker.getSymbolAtLocation(source);
  if (!module) throw new Error('src/index.ts exports nothing.');
  const symbols = checker.getExportsOfModule(module);
  return { checker, exported: new Map(symbols.map((symbol) => [symbol.name, symbol])) };
}

/** In a text, `null` and `undefined` stand last. */
const rank = ({ flags }: ts.Type): number =>
  flags & ts.TypeFlags.Undefined ? 2 : flags & ts.TypeFlags.Null ? 1 : 0;

/** `string & {}`, which admits any string beside known ones. */
const isAnyString = (type: ts.Type): boolean =>
  type.isIntersection() && type.types.some(({ flags }) => (flags & ts.TypeFlags.String) !== 0);

const isLiteral = (type: ts.Type): boolean =>
  type.isStringLiteral() || type.isNumberLiteral() || isAnyString(type) || rank(type) > 0;

/** What the source says about a symbol's type. */
function annotationOf({ valueDeclaration: declaration }: ts.Symbol): string | undefined {
  if (!declaration) return undefined;
  if (
    !ts.isPropertyDeclaration(declaration) &&
    !ts.isGetAccessor(declaration) &&
    !ts.isParameter(declaration)
  ) {
    return undefined;
  }
  const text = declaration.type?.getText().replaceAll(/\s+/g, ' ');
  const isOptional = ts.isPropertyDeclaration(declaration) && declaration.questionToken;
  return text && isOptional && !text.endsWith('| undefined') ? `${text} | undefined` : text;
}

const isOptionalParameter = ({ valueDeclaration: declaration }: ts.Symbol): boolean =>
  declaration !== undefined &&
  ts.isParameter(declaration) &&
  (declaration.questionToken !== undefined || declaration.initializer !== undefined);

/** Reads the types of what `src/index.ts` exports. */
export function kitTypes(): KitTypes {
  const { checker, exported } = readProgram();

  const print = (type: ts.Type): string =>
    type.isStringLiteral()
      ? `'${type.value}'`
      : checker.typeToString(type, undefined, ts.TypeFormatFlags.NoTruncation);

  function find(name: string): ts.Type {
    const symbol = exported.get(name);
    if (!symbol) throw new Error(`src/index.ts does not export ${name}.`);
    const isAlias = (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    return checker.getDeclaredTypeOfSymbol(isAlias ? checker.getAliasedSymbol(symbol) : symbol);
  }

  function member(className: string, name: string): ts.Symbol {
    const symbol = find(className).getProperty(name);
    if (!symbol) throw new Error(`${className} has no member ${name}.`);
    return symbol;
  }

  /** The literals of a type, or of the elements of an array; `undefined` for any other type. */
  function literalsOf(type: ts.Type): string | undefined {
    if (checker.isArrayType(type)) {
      const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number);
      const literals = element?.isUnion() ? literalsOf(element) : undefined;
      const isReadonly = type.symbol.name === 'ReadonlyArray';
      return literals && `${isReadonly ? 'readonly ' : ''}(${literals})[]`;
    }
    if (!type.isUnion() || !type.types.every(isLiteral)) return undefined;
    // Sorted, because the compiler's order depends on the files that it has read before.
    const parts = type.types
      .map((part) => ({
        rank: rank(part),
        text: isAnyString(part) ? 'string' : print(part),
      }))
      .sort((a, b) => a.rank - b.rank || (a.text < b.text ? -1 : 1));
    return parts.map(({ text }) => text).join(' | ');
  }

  const typeOf = (symbol: ts.Symbol): string => {
    const type = checker.getTypeOfSymbol(symbol);
    return literalsOf(type) ?? annotationOf(symbol) ?? print(type);
  };

  return {
    propertyOf: (className, property) => typeOf(member(className, property)),
    methodOf: (className, method) => {
      const type = checker.getTypeOfSymbol(member(className, method));
      const [signature] = type.getCallSignatures();
      if (!signature) throw new Error(`${className}.${method} is not a method.`);
      return {
        parameters: signature.getParameters().map((parameter) => ({
          name: parameter.name,
          optional: isOptionalParameter(parameter),
          type: typeOf(parameter),
        })),
        returns: print(signature.getReturnType()),
      };
    },
    eventOf: (name) => {
      const detail = find('KvEventDetails').getProperty(name);
      if (!detail) throw new Error(`KvEventDetails has no event ${name}.`);
      const members = checker.getPropertiesOfType(checker.getTypeOfSymbol(detail));
      const texts = members.map((each) => `${each.name}: ${typeOf(each)}`);
      return `CustomEvent<{ ${texts.join('; ')} }>`;
    },
  };
}
