import { createActivityKeys } from './activity/keys.ts';
import { createTokens } from './auth/tokens.ts';
import type { Config } from './config.ts';
import { openDatabase, type Database } from './database/index.ts';
import { followUps } from './follow-ups.ts';
import { createApp } from './http/app.ts';
import { addCompanyRoutes } from './http/company-routes.ts';
import { createGate } from './http/gate.ts';
import { addIngestRoutes } from './http/ingest-routes.ts';
import { createLog, describeError, type Logger } from './log/log.ts';
import { createMasters } from './http/masters.ts';
import { createRateLimits } from './http/rate-limit.ts';
import { createSignInCodes } from './http/sign-in-codes.ts';
import { createDeliveryJobs, type HookDelivery } from './hooks/delivery-jobs.ts';
import { createHookSecrets } from './hooks/secrets.ts';
import { createIngest, type IngestOptions } from './ingest/ingest.ts';
import { startJobs, type JobRunner } from './jobs/runner.ts';
import type { ObjectStore } from './objects/object-store.ts';
import { openObjectStore } from './objects/open-store.ts';
import { keepListCurrent } from './screening/list-file.ts';
import { createPersonKeys } from './screening/person-keys.ts';
import { createSessionScreening, type SessionScreening } from './screening/session-screening.ts';
import { openScreener, watchListOf } from './screening/settings.ts';
import { createReadiness } from './readiness.ts';
import { createUserAdapters, type MissingPhoto } from './review/review-api.ts';
import { createScreeningJobs } from './screening/screening-jobs.ts';
import { createActivityChecks } from './store/activity-checks.ts';
import { createClaimEnds } from './store/claim-ends.ts';
import { createLikenessFills } from './store/likeness-fills.ts';
import { createPhotoRemovals } from './store/object-deletions.ts';

/** A backend that can be mounted on a server, or called without one. */
export interface Backend {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly log: Logger;
  /** Runs background jobs until `close`. */
  readonly jobs: JobRunner;
  /** Resolves when the watch list is up to date with its file, or could not be loaded. */
  readonly listLoaded: Promise<void>;
  fetch(request: Request, env?: object): Response | Promise<Response>;
  /** Call it when all requests have been answered. */
  close(): Promise<void>;
}

export interface BackendOptions {
  readonly now?: () => Date;
  /** Draws the photos of sample sessions. */
  readonly missingPhoto?: MissingPhoto;
  /** Finds the country of an IP address. Without it, conditions on it are "not checked" (spec P4). */
  readonly findIpCountry?: NonNullable<IngestOptions['findIpCountry']>;
  /** Overrides how web hooks are sent. */
  readonly hookDelivery?: HookDelivery;
}

/** @throws Error when the backend cannot start. */
export async function openBackend(
  config: Config,
  { now = () => new Date(), missingPhoto, findIpCountry, hookDelivery }: BackendOptions = {},
): Promise<Backend> {
  const log = createLog(config.logLevel);
  const activityKeys = createActivityKeys(config.activitySecrets);
  const { writing: activityKey } = activityKeys;
  const tokens = createTokens({
    ...config.tokens,
    now,
    onRefused: (reason) => log.debug({ reason }, 'a token was refused'),
  });
  const { keys, ...rules } = config.webHooks;
  const secrets = createHookSecrets(keys);
  const objects = await openObjectStore(config);
  const database = await openDatabase(config.database);

  const screening = openScreening(config, database, { log, now });
  const store = createUserAdapters({
    ...{ database, objects, activityKey, activityKeys, followUps, now, screening },
    webHooks: { secrets, rules },
    ...(missingPhoto ? { missingPhoto } : {}),
    onLogoLeft: (error) => log.error({ error: describeError(error) }, 'a logo was not removed'),
  });
  const ingest = createIngest({
    ...{ database, objects, activityKey, followUps, now, screening },
    ...(findIpCountry ? { findIpCountry } : {}),
    onError: (error) => log.error({ error: describeError(error) }, 'photos were not removed'),
  });
  const limits = createRateLimits(config.limits);
  const gate = createGate({ database, tokens, activityKey, now, limits });
  const masters = createMasters(gate, { database, activityKey, now });
  const codes = createSignInCodes({
    ...{ database, tokens, limits, masters, now },
    onRefused: (reason) => log.warn({ reason }, 'a sign-in code was refused'),
  });
  const source = config.screening?.source;
  const watchLists = source?.kind === 'list' ? [watchListOf(source)] : undefined;
  const app = createApp({
    gate,
    masters,
    codes,
    log,
    now,
    as: (caller) => store.as(caller),
    readiness: createReadiness({ database, location: config.database, objects, watchLists }),
    proxyCount: config.proxyCount,
    routes: [
      (serve) => addIngestRoutes(serve, ingest),
      (serve) => addCompanyRoutes(serve, { masters, database, tokens, now }),
    ],
  });
  const jobs = await startJobs({
    ...{ database, now },
    kinds: [
      createDeliveryJobs({
        ...{ secrets, now },
        delivery: { ...rules, ...hookDelivery },
        onError: (error) =>
          log.error({ error: describeError(error) }, 'a web hook failed with an internal error'),
      }),
      createPhotoRemovals(objects),
      createActivityChecks({
        ...{ database, keys: activityKeys, now },
        onFault: ({ companyId, sequence, kind }) =>
          log.error({ company: companyId, sequence, kind }, 'the activity log is not intact'),
      }),
      createLikenessFills({ database, key: activityKey }),
      createClaimEnds({ database, followUps }),
      ...(screening ? [createScreeningJobs({ screening, activityKey, now })] : []),
    ],
    onError: (error) => log.error({ error: describeError(error) }, 'a background job failed'),
    onSetAside: ({ kind, companyId, error }) =>
      log.error({ kind, company: companyId, error }, 'a background job was set aside'),
  });
  const stopping = new AbortController();
  const listLoaded =
    source?.kind === 'list'
      ? keepListCurrent(database, source, { log, signal: stopping.signal })
      : Promise.resolve();
  return {
    database,
    objects,
    log,
    jobs,
    listLoaded,
    fetch: (request, env = {}) => app.fetch(request, env),
    close: async () => {
      stopping.abort();
      await Promise.all([jobs.stop(), listLoaded]);
      await database.close();
    },
  };
}

function openScreening(
  { screening: settings }: Config,
  database: Database,
  { log, now }: { readonly log: Logger; readonly now: () => Date },
): SessionScreening | undefined {
  if (!settings) return undefined;
  const screener = openScreener(settings, database, {
    now,
    onFailure: (error) => log.warn({ error: describeError(error) }, 'a screening failed'),
    onChanged: (parts) => log.warn({ parts }, 'matches were changed, so that they can be stored'),
  });
  return createSessionScreening(screener, createPersonKeys(settings.keys));
}
