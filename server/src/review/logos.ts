/** The logo of a company: drawn again as photos are, and stored beside them. */
import { randomUUID } from 'node:crypto';

import { requireVersion, ReviewError, type SaveOptions } from 'kv-review/api';
import { maxLogoSize, noLogoVersion } from 'kv-review/model';

import type { CompanyTransaction, Database } from '../database/index.ts';
import { inCompany } from '../database/index.ts';
import { prepareImage } from '../images/prepare-image.ts';
import type { ObjectStore } from '../objects/object-store.ts';
import { cancelDeletion, planDeletion, removePlanned } from '../store/object-deletions.ts';
import { logoFolder, logoName, readLogoVersion, writeLogoVersion } from '../store/logos.ts';
import { photoKey } from '../store/photos.ts';
import { lockCompany } from '../store/settings.ts';

export interface LogosOptions {
  readonly database: Database;
  readonly objects: ObjectStore;
  readonly now: () => Date;
  /** Receives the errors of logos that could not be removed yet. */
  readonly onError: (error: unknown) => void;
}

/** Runs in the transaction of the change, after it. */
type Then<T> = (transaction: CompanyTransaction) => Promise<T>;

/** The version of the logo that the user saw. */
type Seen = Partial<SaveOptions> | undefined;

export interface Logos {
  /** @throws ReviewError `invalid` for bytes that are not an image, `conflict` when the version is stale */
  save<T>(companyId: string, image: Blob, seen: Seen, then: Then<T>): Promise<T>;
  /**
   * @param then - Receives whether there was a logo.
   * @throws ReviewError `conflict` when the version is stale
   */
  remove<T>(
    companyId: string,
    seen: Seen,
    then: (transaction: CompanyTransaction, was: boolean) => Promise<T>,
  ): Promise<T>;
}

/** A logo is shown small, and may be wider than a photo. */
const limits = { maxBytes: maxLogoSize, maxPixels: 4_000_000, maxSide: 4_000, maxRatio: 20 };

/** Milliseconds after which stored bytes without a row are deleted. */
const uploadTime = 60 * 60 * 1000;

export function createLogos({ database, objects, now, onError }: LogosOptions): Logos {
  const named = (companyId: string, versions: readonly (string | null)[]) => ({
    ...{ companyId, sessionId: logoFolder },
    photoIds: versions.filter((version) => version !== null),
  });

  /** A failure must not fail the request, because the rest is removed in the background. */
  async function removeUnused(companyId: string, versions: readonly (string | null)[]) {
    try {
      await removePlanned({ database, objects, now, onError }, named(companyId, versions));
    } catch (error) {
      onError(error);
    }
  }

  /** Exchanges the version, and plans the removal of the bytes of the former one. */
  async function exchange(
    transaction: CompanyTransaction,
    companyId: string,
    version: string | null,
    seen: Seen,
  ): Promise<string | null> {
    await lockCompany(transaction, companyId);
    const former = await readLogoVersion(transaction, companyId);
    if (version !== null || former !== null) requireVersion(former ?? noLogoVersion, seen);
    if (version !== null && !(await cancelDeletion(transaction, named(companyId, [version])))) {
      throw new ReviewError('unavailable', 'The upload took too long.');
    }
    await writeLogoVersion(transaction, companyId, version);
    await planDeletion(transaction, named(companyId, [former]), now());
    return former;
  }

  return {
    async save(companyId, image, seen, then) {
      const bytes = new Uint8Array(await image.arrayBuffer());
      const { full } = await prepareImage(bytes, { ...limits, companyId, keepsTransparency: true });
      const version = randomUUID();
      await inCompany(database, companyId, (transaction) =>
        planDeletion(
          transaction,
          named(companyId, [version]),
          new Date(now().getTime() + uploadTime),
        ),
      );
      let former: string | null = null;
      try {
        const { bytes: encoded, contentType } = full;
        await objects.put(photoKey(logoName(companyId, version), 'full'), encoded, { contentType });
        return await inCompany(database, companyId, async (transaction) => {
          former = await exchange(transaction, companyId, version, seen);
          return then(transaction);
        });
      } finally {
        await removeUnused(companyId, [former, version]);
      }
    },

    async remove(companyId, seen, then) {
      let former: string | null = null;
      const result = await inCompany(database, companyId, async (transaction) => {
        former = await exchange(transaction, companyId, null, seen);
        return then(transaction, former !== null);
      });
      await removeUnused(companyId, [former]);
      return result;
    },
  };
}
