/** The command of the package: `npx kv-review rename --prefix acme`. */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { RenameError, renamePackage } from './rename.ts';

const usage = `kv-review rename --prefix acme [--out acme-review] [--name acme-review]

Writes a copy of this package whose tags begin with another prefix, such as
<acme-session-list> instead of <kv-session-list>, so that two versions of the
kit work on one page.

  --prefix  what the tags begin with
  --out     the folder of the copy (default: <prefix>-review)
  --name    the name of the copy as a package (default: <prefix>-review)
`;

/** This file is at dist/command/kv-review.js of the package. */
const source = fileURLToPath(new URL('../..', import.meta.url));

function rename(prefix: string, { out, name }: { out?: string; name?: string }): void {
  const folder = resolve(out ?? `${prefix}-review`);
  const packageName = name ?? `${prefix}-review`;
  const { version, tags } = renamePackage({ source, out: folder, prefix, name: packageName });
  console.log(
    `${folder} is ${packageName} ${version}, with ${tags.length} tags such as <${prefix}-session-list>.`,
  );
}

function main(args: readonly string[]): number {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        help: { type: 'boolean', default: false },
        name: { type: 'string' },
        out: { type: 'string' },
        prefix: { type: 'string' },
      },
    });
    if (values.help) {
      console.log(usage);
      return 0;
    }
    const [command, ...others] = positionals;
    if (command !== 'rename' || others.length > 0 || values.prefix === undefined) {
      console.error(usage);
      return 2;
    }
    rename(values.prefix, values);
    return 0;
  } catch (error) {
    const isExpected =
      error instanceof RenameError ||
      (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE'));
    if (!isExpected) throw error;
    console.error(error.message);
    return 2;
  }
}

process.exitCode = main(process.argv.slice(2));
