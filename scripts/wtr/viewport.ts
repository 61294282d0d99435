import { setTimeout } from 'node:timers/promises';
import type { TestRunnerPlugin } from '@web/test-runner';
import * as v from 'valibot';

const viewportSize = v.object({ width: v.number(), height: v.number() });

/** In CSS pixels. */
export type ViewportSize = v.InferOutput<typeof viewportSize>;

/** The part of the launchers of Chromium and Firefox that reaches a page. */
interface Paged {
  getPage(sessionId: string): { setViewport(size: ViewportSize): Promise<void> };
}

/** The part of WebKit's launcher that reaches the window. */
interface Driven {
  readonly driver: {
    execute(script: string): Promise<unknown>;
    getWindowSize(): Promise<ViewportSize>;
    setWindowSize(width: number, height: number): Promise<unknown>;
  };
}

const isPaged = (launcher: object): launcher is Paged => 'getPage' in launcher;
const isDriven = (launcher: object): launcher is Driven => 'driver' in launcher;

/** Makes the window as much larger as its bars and borders are. */
async function setWindow({ driver }: Driven, { width, height }: ViewportSize): Promise<void> {
  const read = async () =>
    v.parse(
      viewportSize,
      await driver.execute('return { width: innerWidth, height: innerHeight }'),
    );
  const [inner, outer] = [await read(), await driver.getWindowSize()];
  await driver.setWindowSize(
    width + outer.width - inner.width,
    height + outer.height - inner.height,
  );
  for (let tries = 0; tries < 40; tries++) {
    const actual = await read();
    if (actual.width === width && actual.height === height) return;
    await setTimeout(50);
  }
  throw new Error(`The viewport could not be made ${width} × ${height}.`);
}

/** Answers the command `viewport` in every browser. The runner's own command lacks WebDriver. */
export function viewport(): TestRunnerPlugin {
  return {
    name: 'viewport',
    async executeCommand({ command, payload, session }): Promise<true | undefined> {
      if (command !== 'viewport') return undefined;
      const size = v.parse(viewportSize, payload);
      const launcher: object = session.browser;
      if (isPaged(launcher)) await launcher.getPage(session.id).setViewport(size);
      else if (isDriven(launcher)) await setWindow(launcher, size);
      else throw new TypeError('This browser has no way to set the viewport.');
      return true;
    },
  };
}
