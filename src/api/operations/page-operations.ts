import { decisions } from './decisions.js';
import { live } from './live.js';
import { screening } from './screening.js';
import { sessions } from './sessions.js';

/** The operations of pages for agents: their entries load at once. */
export type PageOperations = typeof sessions & typeof decisions & typeof screening & typeof live;

export const pageOperations: PageOperations = {
  ...sessions,
  ...decisions,
  ...screening,
  ...live,
};

/** The operations of all facets. An intersection type, so that each keeps its doc comment. */
export type Operations = PageOperations & typeof import('./on-demand.js').onDemandOperations;

/** The name of a method of the port; `operationId` in the OpenAPI document. */
export type OperationName = keyof Operations;

/** The operations whose entries load with their first call, because most pages never make one. */
const onDemandNames = [
  'recordActivity',
  'listActivity',
  'listActivityUsers',
  'exportActivity',
  'getActivityChain',
  'checkActivityChain',
  'getActivityHead',
  'getSettings',
  'getSettingsVersion',
  'saveSettings',
  'countSettingUse',
  'previewSettings',
  'listWebHooks',
  'addWebHook',
  'changeWebHook',
  'removeWebHook',
  'replaceWebHookSecret',
  'testWebHook',
  'listWebHookDeliveries',
  'redeliverWebHook',
  'getBranding',
  'getLogo',
  'saveLogo',
  'removeLogo',
  'getStatistics',
  'getTimeline',
  'claimSession',
  'renewClaim',
  'releaseClaim',
  'takeOverClaim',
  'listClaimReceivers',
  'handOverClaim',
  'claimNext',
  'listRelatedSessions',
] as const;
export type OnDemandName = (typeof onDemandNames)[number];

export const operationNames = [
  ...Object.keys(pageOperations),
  ...onDemandNames,
] as readonly OperationName[];

export const isPageOperation = (name: OperationName): name is keyof PageOperations =>
  name in pageOperations;
