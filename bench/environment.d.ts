/** What the build and the pages of the bench add. */

declare module 'virtual:contestant' {
  export const mount: import('./grids/contestant.ts').Mount;
}

declare module '*.css';

interface PerformanceObserverInit {
  /** Event Timing. TypeScript does not know it yet. */
  durationThreshold?: number;
}
