/** The program of a decoder process: it answers one image after the other, until the server ends. */
import * as v from 'valibot';

import { encodeImage, ImageRefusal } from './encode-image.ts';
import { imageRequest, type ImageAnswer } from './image.ts';

async function answer(request: unknown): Promise<ImageAnswer> {
  try {
    return { is: 'prepared', image: await encodeImage(v.parse(imageRequest, request)) };
  } catch (error) {
    if (error instanceof ImageRefusal) return { is: 'refused', message: error.message };
    throw error;
  }
}

// Any other error ends the process, and with it the image.
process.on('message', (request) => {
  void answer(request).then((message) => process.send?.(message));
});
process.on('disconnect', () => process.exit());
// A terminal sends these to all of its processes, and the server still needs its decoders.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
