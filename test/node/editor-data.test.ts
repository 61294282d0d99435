import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import cssService, { type CSSDataV1 } from 'vscode-css-languageservice';
import htmlService, { type HTMLDataV1 } from 'vscode-html-languageservice';

const read = (file: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../dist', file), 'utf8'));

/** The text without its `|`, and the position where it was. */
function atCursor(language: string, marked: string) {
  const text = marked.replace('|', '');
  const document = htmlService.TextDocument.create(`file:///page.${language}`, language, 1, text);
  return { document, position: document.positionAt(marked.indexOf('|')) };
}

describe('the data for editors', () => {
  const html = htmlService.getLanguageService({
    useDefaultDataProvider: false,
    customDataProviders: [
      htmlService.newHTMLDataProvider('kit', read('vscode.html-custom-data.json') as HTMLDataV1),
    ],
  });
  const css = cssService.getCSSLanguageService({
    useDefaultDataProvider: false,
    customDataProviders: [
      cssService.newCSSDataProvider(read('vscode.css-custom-data.json') as CSSDataV1),
    ],
  });

  const completeHtml = (marked: string): string[] => {
    const { document, position } = atCursor('html', marked);
    return html
      .doComplete(document, position, html.parseHTMLDocument(document))
      .items.map(({ label }) => label);
  };
  const completeCss = (marked: string): string[] => {
    const { document, position } = atCursor('css', marked);
    return css
      .doComplete(document, position, css.parseStylesheet(document))
      .items.map(({ label }) => label);
  };

  it('offers elements, attributes and the values that each may have [editor-attributes]', () => {
    assert.ok(completeHtml('<kv-|').includes('kv-session-list'));
    assert.ok(completeHtml('<kv-session-list |>').includes('poll-interval'));
    assert.deepEqual(completeHtml('<kv-session-list view="|">').sort(), [
      'all',
      'awaiting',
      'rejected',
    ]);
    assert.deepEqual(completeHtml('<kv-session-list columns="|">'), []);
  });

  it('writes boolean attributes without a value', () => {
    const { document, position } = atCursor('html', '<kv-review-console |>');
    const { items } = html.doComplete(document, position, html.parseHTMLDocument(document));
    const [attribute] = items.filter(({ label }) => label === 'auto-advance');
    assert.equal(attribute?.textEdit?.newText, 'auto-advance');
  });

  it('says what an element is, and which events and parts it has [editor-hover]', () => {
    const { document, position } = atCursor('html', '<kv-session|-list>');
    const hover = html.doHover(document, position, html.parseHTMLDocument(document));
    const text = JSON.stringify(hover?.contents);
    assert.match(text, /The list of verification sessions/);
    assert.match(text, /kv-session-open/);
    assert.match(text, /toolbar/);
  });

  it('offers design tokens, properties of elements, and parts [editor-styles]', () => {
    const properties = completeCss('kv-session-list { | }');
    assert.ok(properties.includes('--kv-session-list-row-height'));
    assert.ok(properties.includes('--kv-color-accent'), properties.join());
    assert.ok(completeCss('kv-session-list::|').includes('::part(row)'));
  });
});

interface WebTypes {
  name: string;
  version: string;
  contributions: {
    html: {
      elements: {
        name: string;
        attributes: { name: string; value: { type: string; kind?: string } }[];
        js: { events: { name: string; type: string }[] };
      }[];
    };
  };
}

describe('web-types', () => {
  it('has each element with the types of its attributes and events [web-types]', () => {
    const { name, version } = JSON.parse(
      readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'),
    ) as { name: string; version: string };
    const types = read('web-types.json') as WebTypes;
    assert.deepEqual([types.name, types.version], [name, version]);
    const [list] = types.contributions.html.elements.filter(
      ({ name }) => name === 'kv-session-list',
    );
    assert.equal(
      list?.attributes.find(({ name }) => name === 'view')?.value.type,
      "'all' | 'awaiting' | 'rejected'",
    );
    assert.equal(
      list.js.events.find(({ name }) => name === 'kv-session-open')?.type,
      'CustomEvent<{ sessionId: string }>',
    );
  });
});
