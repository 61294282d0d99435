/**
 * Writes two OpenAPI 3.1 documents. `openapi.json` describes the port, which every backend serves.
 * `server/openapi.json` describes the other routes of the reference backend. Each is published with its
 * package, and is under version control, so that a review shows every change of the contract. `--check`
 * changes nothing, and fails when one is out of date.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import { root } from './entries.ts';
import { createContractDocument } from './openapi/contract.ts';
import { createServerDocument } from './openapi/server.ts';

const documents = {
  'openapi.json': createContractDocument,
  'server/openapi.json': createServerDocument,
};

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

for (const [file, create] of Object.entries(documents)) {
  const filepath = join(root, file);
  const style = await resolveConfig(filepath);
  const text = await format(JSON.stringify(create()), { ...style, filepath });
  if (!values.check) writeFileSync(filepath, text);
  else if (readFileSync(filepath, 'utf8') !== text) {
    console.error(`Out of date: ${file}. Run \`npm run openapi\`.`);
    process.exitCode = 1;
  }
}
