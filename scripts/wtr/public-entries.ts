import type { Plugin } from '@web/dev-server-core';
import { findSource } from '../entries.ts';

/** Resolves `kv-review/…` to the sources, so that tests import what embedders import. */
export function publicEntries(): Plugin {
  return {
    name: 'public-entries',
    resolveImport({ source }) {
      if (source !== 'kv-review' && !source.startsWith('kv-review/')) return undefined;
      const path = findSource(source);
      if (!path) throw new Error(`${source} is not an entry of the exports map.`);
      return `/${path}`;
    },
  };
}
