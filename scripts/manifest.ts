/**
 * Reads the elements from their classes and JSDoc. The published manifest, the pages of docs/elements, the
 * data of editors and the types of frameworks are all made of the result.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, relative } from 'node:path';
import { kitTypes, type KitTypes } from './element-types.ts';
import { root } from './entries.ts';

interface Named {
  readonly name: string;
  readonly description?: string;
}

interface Typed {
  readonly type: { readonly text: string };
}

export interface Field extends Named, Typed {
  readonly kind: 'field';
  readonly default?: string;
  readonly readonly?: true;
  readonly attribute?: string;
  readonly reflects?: true;
}

export interface Parameter extends Named, Typed {
  readonly optional?: true;
  readonly default?: string;
}

export interface Method extends Named {
  readonly kind: 'method';
  readonly parameters: readonly Parameter[];
  readonly return: Typed;
}

export interface Attribute extends Named, Typed {
  readonly fieldName: string;
  readonly default?: string;
}

export type EventOfElement = Named & Typed;

export interface CssProperty extends Named {
  readonly default?: string;
}

/** One element, as in the schema of https://github.com/webcomponents/custom-elements-manifest. */
export interface ElementDeclaration extends Named {
  readonly kind: 'class';
  readonly customElement: true;
  readonly tagName: string;
  readonly superclass: { readonly name: string; readonly package: string };
  readonly summary: string;
  readonly description: string;
  /** The HTML of `@example`; not a part of the schema. */
  readonly example: string;
  readonly attributes: readonly Attribute[];
  readonly members: readonly (Field | Method)[];
  readonly events: readonly EventOfElement[];
  readonly slots: readonly Named[];
  readonly cssParts: readonly Named[];
  readonly cssProperties: readonly CssProperty[];
}

/** What the analyzer writes of a class. */
interface Analyzed {
  readonly name: string;
  readonly tagName: string;
  readonly summary?: string;
  readonly description?: string;
  readonly example?: string;
  readonly members?: readonly (AnalyzedMember & {
    readonly kind: 'field' | 'method';
    readonly static?: boolean;
    readonly privacy?: 'public' | 'protected' | 'private';
  })[];
  readonly events?: readonly { readonly name?: string; readonly description?: string }[];
  readonly slots?: readonly Named[];
  readonly cssParts?: readonly Named[];
  readonly cssProperties?: readonly CssProperty[];
}

type AnalyzedMember = Named & {
  readonly default?: string;
  readonly readonly?: boolean;
  readonly attribute?: string;
  readonly reflects?: boolean;
  readonly parameters?: readonly (Named & { readonly default?: string })[];
};

function analyze(): Analyzed[] {
  // The analyzer writes only below the folder in which it runs.
  mkdirSync(join(root, '.cache'), { recursive: true });
  const outdir = mkdtempSync(join(root, '.cache/manifest-'));
  try {
    const cem = join(root, 'node_modules/@custom-elements-manifest/analyzer/cem.js');
    const args = [cem, 'analyze', '--quiet', '--outdir', relative(root, outdir)];
    const { status, stderr } = spawnSync(process.execPath, args, { cwd: root, encoding: 'utf8' });
    if (status !== 0) throw new Error(`The elements could not be analyzed. ${stderr}`);
    const text = readFileSync(join(outdir, 'custom-elements.json'), 'utf8');
    const { modules } = JSON.parse(text) as { modules: { declarations: Partial<Analyzed>[] }[] };
    return modules
      .flatMap(({ declarations }) => declarations)
      .filter((declaration): declaration is Analyzed => declaration.tagName !== undefined)
      .sort((a, b) => a.tagName.localeCompare(b.tagName, 'en'));
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const named = ({ name, description }: Named): Named => ({
  name,
  ...(description && { description }),
});

const withDefault = (value: string | undefined) => (value === undefined ? {} : { default: value });

function field(className: string, member: AnalyzedMember, types: KitTypes): Field {
  const { attribute, default: value, readonly, reflects } = member;
  return {
    kind: 'field',
    ...named(member),
    type: { text: types.propertyOf(className, member.name) },
    ...withDefault(value === 'undefined' ? undefined : value),
    ...(readonly && { readonly }),
    ...(attribute && { attribute }),
    ...(reflects && { reflects }),
  };
}

function method(className: string, member: AnalyzedMember, types: KitTypes): Method {
  const { parameters, returns } = types.methodOf(className, member.name);
  const documented = new Map(member.parameters?.map((each) => [each.name, each]));
  return {
    kind: 'method',
    ...named(member),
    parameters: parameters.map(({ name, optional, type }) => ({
      ...named(documented.get(name) ?? { name }),
      type: { text: type },
      ...(optional && { optional }),
      ...withDefault(documented.get(name)?.default),
    })),
    return: { type: { text: returns } },
  };
}

/** An attribute has no value for `undefined`: it is absent. */
const attributeOf = ({ attribute, name, description, type, default: value }: Field): Attribute => ({
  ...named({ name: attribute ?? name, ...(description && { description }) }),
  type: { text: type.text.replace(/ \| undefined$/, '') },
  ...withDefault(value),
  fieldName: name,
});

function elementOf(analyzed: Analyzed, types: KitTypes): ElementDeclaration {
  const { name, tagName, summary, description, example, members = [], events = [] } = analyzed;
  if (!summary || !description) throw new Error(`<${tagName}> lacks a summary or a description.`);
  if (!example) throw new Error(`<${tagName}> has no @example.`);
  const own = members.filter(
    ({ name, privacy, static: isStatic }) =>
      !isStatic && privacy !== 'private' && privacy !== 'protected' && !name.startsWith('#'),
  );
  const fields = own.filter(({ kind }) => kind === 'field').map((each) => field(name, each, types));
  const methods = own
    .filter(({ kind }) => kind === 'method')
    .map((each) => method(name, each, types));
  return {
    kind: 'class',
    customElement: true,
    name,
    tagName,
    superclass: { name: 'LitElement', package: 'lit' },
    summary,
    description,
    example,
    attributes: fields.filter(({ attribute }) => attribute !== undefined).map(attributeOf),
    members: [...fields, ...methods],
    // The analyzer adds each `new CustomEvent(type)` as an event of the name `type`.
    events: events
      .filter(({ name }) => name?.startsWith('kv-'))
      .map(({ name = '', description = '' }) => ({
        ...named({ name, description }),
        type: { text: types.eventOf(name) },
      })),
    slots: (analyzed.slots ?? []).map(named),
    cssParts: (analyzed.cssParts ?? []).map(named),
    cssProperties: (analyzed.cssProperties ?? []).map((property) => ({
      ...named(property),
      ...withDefault(property.default),
    })),
  };
}

/** All elements, sorted by their tags. */
export function readElements(): ElementDeclaration[] {
  const types = kitTypes();
  return analyze().map((each) => elementOf(each, types));
}

/** The entry of the package that defines a tag, without the name of the package. */
export const definitionOf = (tagName: string): string => `define/${tagName.slice('kv-'.length)}`;

/** The manifest: one module for each element. Each path is one that the exports map has. */
export function manifestOf(elements: readonly ElementDeclaration[]): object {
  return {
    schemaVersion: '2.1.0',
    modules: elements.map((element) => {
      const { name, tagName } = element;
      const path = definitionOf(tagName);
      const declaration = { name, module: path };
      return {
        kind: 'javascript-module',
        path,
        declarations: [element],
        exports: [
          { kind: 'js', name, declaration },
          { kind: 'custom-element-definition', name: tagName, declaration },
        ],
      };
    }),
  };
}

/** What HTML says of the elements that they do not have: tags and attributes. */
export function unknownNames(
  elements: readonly Pick<ElementDeclaration, 'tagName' | 'attributes'>[],
  html: string,
): string[] {
  const known = new Map(
    elements.map(({ tagName, attributes }) => [
      tagName,
      new Set(attributes.map(({ name }) => name)),
    ]),
  );
  return [...html.matchAll(/<(kv-[\w-]+)((?:"[^"]*"|[^>"])*)>/g)].flatMap(
    ([, tag = '', rest = '']) => {
      const attributes = known.get(tag);
      if (!attributes) return [`<${tag}> does not exist`];
      return [...rest.matchAll(/([\w-]+)(?:="[^"]*")?/g)]
        .map(([, name = '']) => name)
        .filter((name) => !attributes.has(name) && !ofAllElements.test(name))
        .map((name) => `<${tag}> has no attribute ${name}`);
    },
  );
}

const ofAllElements = /^(class|id|slot|lang|dir|hidden|(data|aria)-[\w-]+)$/;
