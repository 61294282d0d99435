/**
 * Processes that decode images. A thread could not be ended while it decodes, and an image that
 * crashes a decoder would end the server.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';

import { ReviewError } from 'kv-review/api';
import * as v from 'valibot';

import { imageAnswer, type ImageAnswer, type ImageRequest } from './image.ts';

/** Milliseconds after which a decoder without work ends. */
const maxIdleMs = 30_000;

const idle = new Set<ChildProcess>();

function startDecoder(): ChildProcess {
  // The same ending as this module: `.ts` here, `.js` when built.
  const path = import.meta.url.replace(/decoders(?=\.\w+$)/, 'decoder-process');
  const decoder = fork(new URL(path), {
    // The secrets of the server are none of a decoder's business.
    env: {},
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  decoder.on('exit', () => idle.delete(decoder));
  // Without a listener, a process that cannot be started would end the server.
  decoder.on('error', () => idle.delete(decoder));
  return decoder;
}

function takeDecoder(): ChildProcess {
  const [free = startDecoder()] = idle;
  idle.delete(free);
  free.ref();
  free.channel?.ref();
  return free;
}

function giveBack(decoder: ChildProcess): void {
  if (!decoder.connected) return;
  idle.add(decoder);
  decoder.unref();
  decoder.channel?.unref();
  setTimeout(() => {
    if (idle.delete(decoder)) decoder.disconnect();
  }, maxIdleMs).unref();
}

/**
 * Decodes an image in another process, which is killed when it takes too long.
 * @throws ReviewError `timeout`, or `unavailable` when the process ends or answers nonsense.
 */
export async function decodeElsewhere(
  request: ImageRequest,
  timeoutMs: number,
): Promise<ImageAnswer> {
  const decoder = takeDecoder();
  const settled = new AbortController();
  const { signal } = settled;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new ReviewError('timeout', 'An image took too long to decode.')),
      timeoutMs,
    );
  });
  const ended = once(decoder, 'exit', { signal }).then(() => {
    throw new ReviewError('unavailable', 'A decoder of images ended.');
  });
  const answered = once(decoder, 'message', { signal }).then(([message]) => {
    const { output, success } = v.safeParse(imageAnswer, message);
    if (success) return output;
    throw new ReviewError('unavailable', 'A decoder of images failed.');
  });
  try {
    decoder.send(request);
    const answer = await Promise.race([answered, ended, late]);
    giveBack(decoder);
    return answer;
  } catch (error) {
    decoder.kill('SIGKILL');
    throw error;
  } finally {
    clearTimeout(timer);
    settled.abort();
  }
}
