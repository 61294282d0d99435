import { until } from './review-page.js';

/**
 * Opens a page in a frame of a size, which is the window of the page: its media queries and its
 * dialogs follow that size in every browser.
 */
export async function openWindow(
  [width, height]: readonly [width: number, height: number],
  script: URL,
): Promise<HTMLElementTagNameMap['kv-review-provider']> {
  const frame = document.createElement('iframe');
  Object.assign(frame.style, {
    ...{ position: 'fixed', inset: '0 auto auto 0', border: '0', zIndex: '9' },
    ...{ inlineSize: `${width}px`, blockSize: `${height}px` },
  });
  document.body.append(frame);
  const page = frame.contentDocument!;
  page.documentElement.lang = 'en';
  const element = page.createElement('script');
  element.type = 'module';
  element.src = script.href;
  page.head.append(element);
  const provider = () => page.querySelector('kv-review-provider');
  await until(() => provider()?.hasAttribute('data-ready'), 'the page is ready');
  return provider()!;
}

export function closeWindows(): void {
  for (const frame of document.querySelectorAll('iframe')) frame.remove();
}
