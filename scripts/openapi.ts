/**
 * Writes two OpenAPI 3.1 documents. `openapi.json` describes the port, which every backend serves.
 * `server/openapi.json` describes the other routes of the reference backend. `--write` updates both under
 * version control, so that a review shows every change of the contract. `--check` fails when one is out
 * of date. Without an option, the script writes the first document into `dist`, to be published.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { root } from './entries.ts';
import { createContractDocument } from './openapi/contract.ts';
import { createServerDocument } from './openapi/server.ts';

const documents = {
  'openapi.json': createContractDocument,
  'server/openapi.json': createServerDocument,
};

const { values } = parseArgs({
  options: { write: { type: 'boolean' }, check: { type: 'boolean' } },
});

async function textOf(file: string, create: () => object): Promise<string> {
  const filepath = join(root, file);
  const style = await resolveConfig(filepath);
  return format(JSON.stringify(create()), { ...style, filepath });
}

function write(file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}

if (values.check || values.write) {
  for (const [file, create] of Object.entries(documents)) {
    const text = await textOf(file, create);
    if (values.write) write(file, text);
    else if (readFileSync(join(root, file), 'utf8') !== text) {
      console.error(`Out of date: ${file}. Run \`npm run openapi\`.`);
      process.exitCode = 1;
    }
  }
} else {
  write('dist/openapi.json', await textOf('openapi.json', createContractDocument));
}
