import { operations } from './operations.js';

/** A capability that has no operation of its own. */
const withoutOperation = ['screening'] as const;

const ofOperations = Object.entries(operations).flatMap(([name, operation]) =>
  'capability' in operation ? [{ name, capability: operation.capability }] : [],
);

/** Something that an adapter can do beyond reading. Elements hide or explain what is missing. */
export type Capability =
  (typeof ofOperations)[number]['capability'] | (typeof withoutOperation)[number];

/** Every capability that this version of the kit knows. */
export const capabilities: readonly Capability[] = [
  ...new Set(ofOperations.map(({ capability }) => capability)),
  ...withoutOperation,
];

export const isCapability = (name: string): name is Capability =>
  capabilities.some((known) => known === name);

/** The capability of an operation; `undefined` if it has none. */
export const capabilityOf = (name: string): Capability | undefined =>
  ofOperations.find((operation) => operation.name === name)?.capability;

/** The capabilities of the operations that an adapter has. */
export const capabilitiesOf = (methods: object): Capability[] =>
  capabilities.filter((known) =>
    ofOperations.some(({ name, capability }) => capability === known && name in methods),
  );
