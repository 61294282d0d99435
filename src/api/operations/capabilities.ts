import { capabilities, type Capability } from './capability-names.js';
import { operations } from './operations.js';

export { capabilities, isCapability, type Capability } from './capability-names.js';

const ofOperations: readonly { readonly name: string; readonly capability: Capability }[] =
  Object.entries(operations).flatMap(([name, operation]) =>
    'capability' in operation ? [{ name, capability: operation.capability }] : [],
  );

/** The capability of an operation; `undefined` if it has none. */
export const capabilityOf = (name: string): Capability | undefined =>
  ofOperations.find((operation) => operation.name === name)?.capability;

/** The capabilities of the operations that an adapter has. */
export const capabilitiesOf = (methods: object): Capability[] =>
  capabilities.filter((known) =>
    ofOperations.some(({ name, capability }) => capability === known && name in methods),
  );
