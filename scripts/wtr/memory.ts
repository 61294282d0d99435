import type { TestRunnerPlugin } from '@web/test-runner';

/** The numbers of live objects in the page after a garbage collection. */
export interface LiveObjects {
  readonly nodes: number;
  readonly listeners: number;
}

interface DevTools {
  send(method: 'HeapProfiler.collectGarbage'): Promise<unknown>;
  send(method: 'Memory.getDOMCounters'): Promise<{ nodes: number; jsEventListeners: number }>;
  detach(): Promise<void>;
}

/** The part of Chromium's launcher that reaches the DevTools of a page. */
interface Inspectable {
  getPage(sessionId: string): { createCDPSession(): Promise<DevTools> };
}

const isInspectable = (launcher: object): launcher is Inspectable => 'getPage' in launcher;

/**
 * Answers the command `live-objects`: with `LiveObjects` in Chromium, with `unknown` in other engines,
 * which do not count objects. Not with `null`: the test runner would treat the command as unhandled.
 */
export function liveObjects(browser: string): TestRunnerPlugin {
  return {
    name: 'live-objects',
    async executeCommand({ command, session }): Promise<LiveObjects | 'unknown' | undefined> {
      if (command !== 'live-objects') return undefined;
      const launcher: object = session.browser;
      if (browser !== 'chromium' || !isInspectable(launcher)) return 'unknown';
      const tools = await launcher.getPage(session.id).createCDPSession();
      try {
        await tools.send('HeapProfiler.collectGarbage');
        const { nodes, jsEventListeners: listeners } = await tools.send('Memory.getDOMCounters');
        return { nodes, listeners };
      } finally {
        await tools.detach();
      }
    },
  };
}
