/** The next part of a CSV file. */
export interface CsvChunk {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** The number of rows in the file so far, without the header. */
  readonly count: number;
}

/** A CSV file that is still being written. */
export interface CsvFile {
  /** The number of rows in the complete file, without the header: sessions, or entries of the log. */
  readonly count: number;
  /**
   * Read it once. It rejects with a `ReviewError` when the file cannot be completed, so a file that
   * ended without an error is complete. Leaving the iteration frees its resources.
   */
  readonly chunks: AsyncIterable<CsvChunk>;
}
