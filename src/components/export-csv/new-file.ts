import type { DownloadOutcome } from '../../ui/file-offer.js';

/** `saved`: the file is where the user chose to save it. */
export type FileOutcome = 'saved' | DownloadOutcome;

/** Gives a complete file to the browser's downloads. */
export type OfferFile = (file: Blob, name: string) => Promise<DownloadOutcome>;

/** A file being written. Nothing of it is visible before `close`. */
export interface NewFile {
  write(chunk: string | Uint8Array<ArrayBuffer>): Promise<void>;
  /** Empties the file, to write it again. */
  restart(): Promise<void>;
  /** Saves the file, or gives it to the browser's downloads. */
  close(): Promise<FileOutcome>;
  /** Removes the written data. */
  discard(): Promise<void>;
}

/** File System Access API (WICG), which only some browsers have. */
interface SavePicker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle>;
}

/**
 * Asks the user where to save a file, and writes it there chunk by chunk. Where a browser or a frame
 * does not allow that, the file is downloaded once it is complete. Call this function from a click,
 * before you await anything.
 * @returns `undefined` if the user has closed the dialog.
 */
export async function newFile(
  name: string,
  type: string,
  offer: OfferFile,
): Promise<NewFile | undefined> {
  const picker = (globalThis as SavePicker).showSaveFilePicker;
  if (!picker) return new DownloadedFile(name, type, offer);
  let handle: FileSystemFileHandle;
  try {
    const extension = name.slice(name.lastIndexOf('.'));
    handle = await picker.call(globalThis, {
      suggestedName: name,
      types: [{ accept: { [type]: [extension] } }],
    });
  } catch (error) {
    // In a frame of another origin, or without a click, a download may still be allowed.
    return isAbort(error) ? undefined : new DownloadedFile(name, type, offer);
  }
  return new PickedFile(await handle.createWritable());
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

class PickedFile implements NewFile {
  readonly #stream: FileSystemWritableFileStream;

  constructor(stream: FileSystemWritableFileStream) {
    this.#stream = stream;
  }

  write(chunk: string | Uint8Array<ArrayBuffer>): Promise<void> {
    return this.#stream.write(chunk);
  }

  async restart(): Promise<void> {
    await this.#stream.truncate(0);
    await this.#stream.seek(0);
  }

  async close(): Promise<FileOutcome> {
    await this.#stream.close();
    return 'saved';
  }

  discard(): Promise<void> {
    return this.#stream.abort();
  }
}

class DownloadedFile implements NewFile {
  readonly #name: string;
  readonly #type: string;
  readonly #offer: OfferFile;
  /** Blobs instead of strings, because a browser may store them outside the page's memory. */
  #parts: Blob[] = [];

  constructor(name: string, type: string, offer: OfferFile) {
    this.#name = name;
    this.#type = type;
    this.#offer = offer;
  }

  write(chunk: string | Uint8Array<ArrayBuffer>): Promise<void> {
    this.#parts.push(new Blob([chunk]));
    return Promise.resolve();
  }

  restart(): Promise<void> {
    this.#parts = [];
    return Promise.resolve();
  }

  close(): Promise<FileOutcome> {
    const file = new Blob(this.#parts, { type: `${this.#type};charset=utf-8` });
    this.#parts = [];
    return this.#offer(file, this.#name);
  }

  discard(): Promise<void> {
    this.#parts = [];
    return Promise.resolve();
  }
}
