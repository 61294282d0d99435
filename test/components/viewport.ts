import { executeServerCommand } from '@web/test-runner-commands';

export interface ViewportSize {
  readonly width: number;
  readonly height: number;
}

const isWebKit = /AppleWebKit(?!.*Chrome)/.test(navigator.userAgent);

/** WebKit's test browser has no narrower window than 447 px. */
export const canBeSet = ({ width }: ViewportSize): boolean => !isWebKit || width >= 447;

/** Sets the size of the viewport, in CSS pixels. */
export async function setViewport(size: ViewportSize): Promise<void> {
  await executeServerCommand('viewport', size);
}
