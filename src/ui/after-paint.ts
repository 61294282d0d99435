/** Runs once the browser has shown, and told assistive technology of, what was rendered last. */
export function afterPaint(run: () => void): void {
  requestAnimationFrame(() => setTimeout(run));
}
