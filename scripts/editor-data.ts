/**
 * What editors read: custom data of VS Code for HTML and CSS
 * (https://github.com/microsoft/vscode-custom-data), and web-types of JetBrains' editors
 * (https://github.com/JetBrains/web-types).
 */
import { definitionOf, type CssProperty, type ElementDeclaration } from './manifest.ts';

type Elements = readonly ElementDeclaration[];

interface Described {
  readonly name: string;
  readonly description?: string;
}

const markdown = (value: string) => ({ kind: 'markdown', value });

function listed(title: string, items: readonly Described[]): string {
  const lines = items.map(
    ({ name, description = '' }) => `- \`${name || '(default)'}\`: ${description}\n`,
  );
  return lines.length > 0 ? `\n\n**${title}**\n\n${lines.join('')}` : '';
}

/** VS Code shows events, slots and parts nowhere else. */
const about = ({ summary, description, events, slots, cssParts }: ElementDeclaration): string =>
  `${summary}\n\n${description}${listed('Events', events)}${listed('Slots', slots)}${listed('Parts', cssParts)}`;

/** The values that a union of literals names. */
const literalsOf = (type: string): string[] =>
  [...type.matchAll(/'([^']*)'/g)].map(([, value = '']) => value);

/** `html.customData` of VS Code. */
export const htmlData = (elements: Elements): object => ({
  version: 1.1,
  tags: elements.map((element) => ({
    name: element.tagName,
    description: markdown(about(element)),
    attributes: element.attributes.map(({ name, description = '', type }) => ({
      name,
      description: markdown(description),
      // The set `v` is VS Code's name for attributes without a value.
      ...(type.text === 'boolean'
        ? { valueSet: 'v' }
        : { values: literalsOf(type.text).map((value) => ({ name: value })) }),
    })),
  })),
});

/** The parts of all elements by name, with what each element says of it. */
function partsOf(elements: Elements): Map<string, string[]> {
  const parts = new Map<string, string[]>();
  for (const { tagName, cssParts } of elements) {
    for (const { name, description = '' } of cssParts) {
      parts.set(name, [...(parts.get(name) ?? []), `\`<${tagName}>\`: ${description}`]);
    }
  }
  return parts;
}

/** `css.customData` of VS Code. */
export const cssData = (elements: Elements, tokens: readonly CssProperty[]): object => ({
  version: 1.1,
  properties: [...tokens, ...elements.flatMap(({ cssProperties }) => cssProperties)].map(
    ({ name, description = 'A design token of all elements.', default: value }) => ({
      name,
      description: markdown(description + (value ? `\n\nDefault: \`${value}\`` : '')),
    }),
  ),
  pseudoElements: [...partsOf(elements)].map(([name, texts]) => ({
    name: `::part(${name})`,
    description: markdown(texts.join('\n\n')),
  })),
});

const described = ({ name, description }: Described): Described => ({
  name,
  ...(description && { description }),
});

const cssProperty = ({ default: value, ...property }: CssProperty) => ({
  ...described(property),
  ...(value && { default: value }),
});

const webElement = (element: ElementDeclaration): object => ({
  name: element.tagName,
  description: `${element.summary}\n\n${element.description}`,
  source: { module: `kv-review/${definitionOf(element.tagName)}`, symbol: element.name },
  attributes: element.attributes.map(({ type, default: value, ...attribute }) => ({
    ...described(attribute),
    value: { type: type.text, ...(type.text === 'boolean' && { kind: 'no-value' }) },
    ...(value && { default: value }),
  })),
  slots: element.slots.map(described),
  js: {
    properties: element.members
      .filter((member) => member.kind === 'field')
      .map(({ type, readonly, ...property }) => ({
        ...described(property),
        type: type.text,
        ...(readonly && { 'read-only': true }),
      })),
    events: element.events.map(({ type, ...event }) => ({ ...described(event), type: type.text })),
  },
  css: {
    parts: element.cssParts.map(described),
    properties: element.cssProperties.map(cssProperty),
  },
});

/** What `web-types` of package.json names. */
export const webTypes = (
  elements: Elements,
  tokens: readonly CssProperty[],
  version: string,
): object => ({
  $schema: 'https://raw.githubusercontent.com/JetBrains/web-types/master/schema/web-types.json',
  name: 'kv-review',
  version,
  'js-types-syntax': 'typescript',
  'description-markup': 'markdown',
  contributions: {
    html: { elements: elements.map(webElement) },
    css: { properties: tokens.map(cssProperty) },
  },
});
