import type { NamedSecret } from '../auth/named-secrets.ts';
import type { Database } from '../database/index.ts';
import type { WatchList } from './list-loader.ts';
import { createListScreener } from './list-store.ts';
import type { Screener, ScreenerOptions } from './screener.ts';
import { createYenteScreener, type YenteOptions } from './yente.ts';

/** A watch list in a file in the form of `targets.simple.csv`. */
export interface WatchListFile {
  readonly path: string;
  /** The list's published name, which agents see. */
  readonly title: string;
  /** 0–1: with a larger share of faulty entries, the file is refused. Default 0.01. */
  readonly maxFaultyShare?: number;
}

/** The source of the lists: a file of our own, or a service. */
export type ScreeningSource =
  | ({ readonly kind: 'list' } & WatchListFile)
  | ({ readonly kind: 'yente' } & Pick<
      YenteOptions,
      'url' | 'dataset' | 'algorithm' | 'threshold' | 'apiKey'
    >);

/** How the clients of all companies are screened. */
export interface ScreeningSettings {
  readonly source: ScreeningSource;
  /** Milliseconds after which a screening is `unknown`. */
  readonly timeoutMs: number;
  /** Keys under which people are remembered; the first one writes. */
  readonly keys: readonly NamedSecret[];
}

/** The list in the database. There is only one. */
export const watchListOf = ({ title }: WatchListFile): WatchList => ({ id: 'watch-list', title });

export function openScreener(
  { source, timeoutMs }: Pick<ScreeningSettings, 'source' | 'timeoutMs'>,
  database: Database,
  options: Pick<ScreenerOptions, 'now' | 'onFailure' | 'onChanged'>,
): Screener {
  if (source.kind === 'yente') return createYenteScreener({ ...source, ...options, timeoutMs });
  const requiredLists = [watchListOf(source)];
  return createListScreener(database, { ...options, timeoutMs, requiredLists });
}
