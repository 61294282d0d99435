import { pageOperations } from './page-operations.js';

/** The capabilities without an operation. */
const withoutOperation = ['screening', 'due'] as const;

/** The capabilities of the operations that load on demand. */
const onDemand = [
  'record-activity',
  'settings',
  'policy-preview',
  'web-hooks',
  'branding',
  'activity',
  'statistics',
  'timeline',
  'claims',
  'related',
] as const;

const ofPages = Object.values(pageOperations).flatMap((operation) =>
  'capability' in operation ? [operation.capability] : [],
);

/** Something that an adapter can do beyond reading. Elements hide or explain what is missing. */
export type Capability =
  (typeof ofPages)[number] | (typeof onDemand)[number] | (typeof withoutOperation)[number];

/** Every capability that this version of the kit knows. */
export const capabilities: readonly Capability[] = [
  ...new Set([...ofPages, ...onDemand, ...withoutOperation]),
];

export const isCapability = (name: string): name is Capability =>
  capabilities.some((known) => known === name);
