import { executeServerCommand } from '@web/test-runner-commands';

export interface ViewportSize {
  readonly width: number;
  readonly height: number;
}

/** Sets the size of the viewport, in CSS pixels. */
export async function setViewport(size: ViewportSize): Promise<void> {
  await executeServerCommand('viewport', size);
}
