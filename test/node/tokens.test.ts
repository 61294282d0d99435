/** The files of the design tokens, as the tools of designers read them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { defineConfig, parse } from '@terrazzo/parser';
import { readTokens } from '../../scripts/design-tokens.ts';
import { root } from '../../scripts/entries.ts';
import { sampleBrands } from '../../stories/support/brands.ts';

const cwd = pathToFileURL(`${root}/`);

/** Parses a file strictly. An error of the format is thrown. */
async function parseTokens(file: string) {
  const filename = new URL(file, cwd);
  const src = readFileSync(join(root, file), 'utf8');
  const { tokens } = await parse([{ filename, src }], { config: defineConfig({}, { cwd }) });
  return tokens;
}

describe('design tokens as JSON', () => {
  it('are valid in the format, and contain every token in each scheme [tokens-json]', async () => {
    const tokens = await parseTokens('tokens.json');
    for (const { name } of readTokens()) {
      const color = /^color-(.+)$/.exec(name)?.[1];
      const ids = color ? [`light.color.${color}`, `dark.color.${color}`] : [];
      for (const id of ids) assert.equal(tokens[id]?.$type, 'color', id);
      const properties = Object.values(tokens).map(
        ({ $extensions }) => ($extensions?.['kv-review'] as { property: string }).property,
      );
      assert.ok(properties.includes(`--kv-${name}`), name);
    }
    assert.deepEqual(tokens['light.color.accent']?.$value, {
      alpha: 1,
      colorSpace: 'srgb',
      components: [0.1137, 0.3059, 0.8471],
      hex: '#1d4ed8',
    });
    assert.deepEqual(tokens['radius.s']?.$value, { value: 0.375, unit: 'rem' });
  });

  for (const { name, tokens: given } of sampleBrands) {
    it(`of the sample brand ${name} are valid, and all are tokens of the kit [brands-json]`, async () => {
      const file = `docs/embedding/brands/${name.toLowerCase()}.tokens.json`;
      const tokens = await parseTokens(file);
      const known = new Set(readTokens().map((token) => token.name));
      assert.deepEqual(
        Object.keys(given).filter((property) => !known.has(property)),
        [],
      );
      const count = Object.keys(given).reduce(
        (sum, property) => sum + (property.startsWith('color-') ? 2 : 1),
        0,
      );
      assert.equal(Object.keys(tokens).length, count);
    });
  }

  it('are refused when they do not follow the format', async () => {
    const wrong = JSON.stringify({ a: { $type: 'color', $value: { colorSpace: 'srgb' } } });
    const config = defineConfig({}, { cwd });
    await assert.rejects(parse([{ filename: new URL('wrong.json', cwd), src: wrong }], { config }));
  });
});
