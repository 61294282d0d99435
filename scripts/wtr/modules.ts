import type { Middleware } from '@web/dev-server-core';
import type { TestRunnerPlugin } from '@web/test-runner';
import * as v from 'valibot';

/** What happens to requests for a module: they wait, fail, or get their answer. */
const order = v.object({ path: v.string(), answer: v.picklist(['hold', 'fail', 'serve']) });
export type ModuleOrder = v.InferOutput<typeof order>;

interface Held {
  requests: number;
  answer: PromiseWithResolvers<'fail' | 'serve'>;
}

function served(): Held {
  const held: Held = { requests: 0, answer: Promise.withResolvers() };
  held.answer.resolve('serve');
  return held;
}

/**
 * Lets a test decide when one of these modules loads in its page, and whether it does, in every
 * browser. The command returns how often the module has been requested.
 */
export function modules(paths: readonly string[]): {
  readonly plugin: TestRunnerPlugin;
  readonly middleware: Middleware;
} {
  const all = new Map(paths.map((path) => [path, served()]));
  return {
    middleware: async (context, next) => {
      const held = all.get(context.path);
      if (!held) {
        await next();
        return;
      }
      held.requests += 1;
      if ((await held.answer.promise) === 'fail') context.status = 503;
      else await next();
      // The runner lets browsers keep every file, but each window must request this one.
      context.set('vary', '*');
    },
    plugin: {
      name: 'modules',
      executeCommand({ command, payload }): number | undefined {
        if (command !== 'module') return undefined;
        const { path, answer } = v.parse(order, payload);
        const held = all.get(path);
        if (!held) throw new Error(`The runner cannot hold ${path}.`);
        // Requests that wait get this answer, and later ones too.
        if (answer !== 'hold') held.answer.resolve(answer);
        held.answer = Promise.withResolvers();
        if (answer !== 'hold') held.answer.resolve(answer);
        return held.requests;
      },
    },
  };
}
