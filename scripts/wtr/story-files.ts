import { globSync } from 'node:fs';
import { basename } from 'node:path';
import type { Plugin } from '@web/dev-server-core';
import { root } from '../entries.ts';

const specifier = 'virtual:stories';
const path = '/__stories__.js';

/**
 * Provides `virtual:stories`, which exports the module of every file of stories by the name of its
 * element. `KV_STORIES=photo` limits it to one file.
 */
export function storyFiles(): Plugin {
  return {
    name: 'story-files',
    resolveImport({ source }) {
      return source === specifier ? path : undefined;
    },
    serve(context) {
      if (context.path !== path) return undefined;
      const files = globSync(`stories/**/${process.env.KV_STORIES ?? '*'}.stories.ts`, {
        cwd: root,
      }).sort();
      return files
        .map((file) => {
          const name = JSON.stringify(basename(file, '.stories.ts'));
          return `export * as ${name} from ${JSON.stringify(`/${file.replaceAll('\\', '/')}`)};`;
        })
        .join('\n');
    },
  };
}
