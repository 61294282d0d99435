/**
 * Whether this engine can hand a stream to a service worker. In WebKit, which cannot, Mock Service
 * Worker sends a response only when its body has ended.
 */
export function canTransferStreams(): boolean {
  const stream = new ReadableStream({ start: (controller) => controller.close() });
  const { port1, port2 } = new MessageChannel();
  try {
    port1.postMessage(stream, [stream]);
    return true;
  } catch {
    return false;
  } finally {
    port1.close();
    port2.close();
  }
}
