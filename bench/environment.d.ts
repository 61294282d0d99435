/** What the build and the pages of the bench add. */

declare module 'virtual:contestant' {
  export const mount: import('./grids/contestant.ts').Mount;
}

declare module '*.css';

interface PerformanceObserverInit {
  /** Event Timing. TypeScript does not know it yet. */
  durationThreshold?: number;
}

declare module 'virtual:writer' {
  export const write: import('./documents/writer.ts').Write;
}

declare module 'pdfmake/build/fonts/Roboto.js' {
  const fonts: object;
  export default fonts;
}

declare module 'pdfmake/build/pdfmake.js' {
  const pdfMake: {
    addFontContainer(fonts: object): void;
    createPdf(definition: object): { getBuffer(): Promise<Uint8Array> };
  };
  export default pdfMake;
}

declare module 'virtual:scene' {}
