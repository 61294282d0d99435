/**
 * Lets Node import the sources without a build. Their imports name files as a browser does (`.js`), and
 * the server's imports name the package.
 */
import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../entries.ts';

registerHooks({
  resolve(specifier, context, next) {
    const [, entry] = /^kv-review\/(.+)$/.exec(specifier) ?? [];
    if (entry !== undefined) {
      return next(pathToFileURL(join(root, 'src', entry, 'index.ts')).href, context);
    }
    const isSource = specifier.startsWith('.') && context.parentURL?.includes('/src/');
    return next(isSource ? specifier.replace(/\.js$/, '.ts') : specifier, context);
  },
});
