/** Reads what a page takes, through the DevTools protocol. */
import type { CDPSession, Page } from 'playwright-core';

export interface Memory {
  /** Bytes of the JavaScript heap, the browser's compiled code included. */
  readonly heap: number;
  /** DOM nodes, attached or not. */
  readonly nodes: number;
  readonly listeners: number;
}

export class Meter {
  /** Counts the time that the main thread ran on a processor, not the time that passed. */
  static async attach(page: Page): Promise<Meter> {
    const session = await page.context().newCDPSession(page);
    await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    await session.send('HeapProfiler.enable');
    return new Meter(session);
  }

  readonly #session: CDPSession;

  private constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Milliseconds of the main thread's processor time so far. */
  async processorTime(): Promise<number> {
    return (await this.#read('TaskDuration')) * 1000;
  }

  async memory(): Promise<Memory> {
    // What a collection frees can make more unreachable, such as the listeners of a wrapper.
    for (let round = 0; round < 3; round += 1)
      await this.#session.send('HeapProfiler.collectGarbage');
    return {
      heap: await this.#read('JSHeapUsedSize'),
      nodes: await this.#read('Nodes'),
      listeners: await this.#read('JSEventListeners'),
    };
  }

  /** Bytes of what scripts hold: objects, arrays, functions and strings, but not compiled code. */
  async heldByScripts(): Promise<number> {
    await this.memory();
    const chunks: string[] = [];
    const collect = ({ chunk }: { chunk: string }): void => void chunks.push(chunk);
    this.#session.on('HeapProfiler.addHeapSnapshotChunk', collect);
    await this.#session.send('HeapProfiler.takeHeapSnapshot', { reportProgress: false });
    this.#session.off('HeapProfiler.addHeapSnapshotChunk', collect);
    return sizeOfObjects(JSON.parse(chunks.join('')) as HeapSnapshot);
  }

  /** A slow mobile network, as Lighthouse defines it, and a processor a quarter as fast. */
  async slowDown(): Promise<void> {
    await this.#session.send('Network.enable');
    await this.#session.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 150,
      downloadThroughput: (1600 * 1024) / 8,
      uploadThroughput: (750 * 1024) / 8,
    });
    await this.#session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  }

  async #read(name: string): Promise<number> {
    const { metrics } = await this.#session.send('Performance.getMetrics');
    const metric = metrics.find((one) => one.name === name);
    if (!metric) throw new Error(`This Chromium has no metric ${name}.`);
    return metric.value;
  }
}

/** The parts that are read here of the format of Chromium's heap snapshots. */
interface HeapSnapshot {
  readonly snapshot: {
    readonly meta: {
      readonly node_fields: readonly string[];
      readonly node_types: readonly [readonly string[], ...unknown[]];
    };
  };
  readonly nodes: readonly number[];
}

/** What the browser keeps for itself. */
const ofBrowser: ReadonlySet<string | undefined> = new Set([
  'code',
  'hidden',
  'native',
  'object shape',
  'synthetic',
]);

function sizeOfObjects({ snapshot: { meta }, nodes }: HeapSnapshot): number {
  const fields = meta.node_fields;
  const typeAt = fields.indexOf('type');
  const sizeAt = fields.indexOf('self_size');
  let bytes = 0;
  for (let start = 0; start < nodes.length; start += fields.length) {
    const type = meta.node_types[0][nodes[start + typeAt] ?? -1];
    if (!ofBrowser.has(type)) bytes += nodes[start + sizeAt] ?? 0;
  }
  return bytes;
}
