import { operations } from './operations.js';

/** What a session may hold, and what a page may do with it, without an operation of its own. */
const withoutOperation = ['screening', 'export'] as const;

const ofOperations = Object.entries(operations).flatMap(([name, operation]) =>
  'capability' in operation ? [{ name, capability: operation.capability }] : [],
);

/** What an adapter can do beyond reading; an element hides or explains what is missing. */
export type Capability =
  (typeof ofOperations)[number]['capability'] | (typeof withoutOperation)[number];

/** Every capability that this version of the kit knows. */
export const capabilities: readonly Capability[] = [
  ...new Set(ofOperations.map(({ capability }) => capability)),
  ...withoutOperation,
];

export const isCapability = (name: string): name is Capability =>
  capabilities.some((known) => known === name);

/** What an adapter declares when it has the operation; `undefined` where it declares nothing. */
export const capabilityOf = (name: string): Capability | undefined =>
  ofOperations.find((operation) => operation.name === name)?.capability;

/** The capabilities of the operations that an adapter brings. */
export const capabilitiesOf = (methods: object): Capability[] =>
  capabilities.filter((known) =>
    ofOperations.some(({ name, capability }) => capability === known && name in methods),
  );
