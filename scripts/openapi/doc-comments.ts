/** Reads the doc comments of operations, from which OpenAPI takes its texts. */
import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import ts from 'typescript';
import { root } from '../entries.ts';

/** The doc comment of an operation. */
export interface Documentation {
  readonly facet: string;
  readonly description: string;
  readonly summary: string;
  readonly answer: string;
}

export interface DocComments {
  /** The doc comment of each facet, by the name of its file. */
  readonly facets: ReadonlyMap<string, string>;
  /** @throws Error when an operation has no doc comment. */
  of(operation: string): Documentation;
}

const unwrap = (text: string): string => text.replace(/(\S)\n(?=\S)/g, '$1 ').trim();

const commentOf = (comment: ts.JSDoc['comment']): string =>
  unwrap(ts.getTextOfJSDocComment(comment) ?? '');

function tagText(node: ts.Node, name: string): string {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === name);
  if (!tag) throw new Error(`A doc comment of the operations lacks @${name}: ${node.getText()}`);
  return commentOf(tag.comment);
}

const docOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .map((doc) => commentOf(doc.comment))
    .join('');

/** The members of `… = { … } as const satisfies …`. */
function entriesOf(statement: ts.Statement): ts.ObjectLiteralExpression | undefined {
  if (!ts.isVariableStatement(statement)) return undefined;
  const value = statement.declarationList.declarations[0]?.initializer;
  if (!value || !ts.isSatisfiesExpression(value) || !ts.isAsExpression(value.expression)) {
    return undefined;
  }
  const literal = value.expression.expression;
  return ts.isObjectLiteralExpression(literal) ? literal : undefined;
}

/** Reads the doc comments of each facet in a folder, and of each of its operations. */
export function readDocComments(folder: string): DocComments {
  const facets = new Map<string, string>();
  const operations = new Map<string, Documentation>();
  for (const file of globSync('*.ts', { cwd: join(root, folder) }).sort()) {
    const text = readFileSync(join(root, folder, file), 'utf8');
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const facet = basename(file, '.ts');
    for (const statement of source.statements) {
      const entries = entriesOf(statement);
      if (!entries) continue;
      facets.set(facet, docOf(statement));
      for (const member of entries.properties) {
        operations.set(member.name?.getText() ?? '', {
          facet,
          description: docOf(member),
          summary: tagText(member, 'summary'),
          answer: tagText(member, 'returns'),
        });
      }
    }
  }
  return {
    facets,
    of(operation) {
      const found = operations.get(operation);
      if (!found) throw new Error(`The operation ${operation} has no doc comment.`);
      return found;
    },
  };
}
