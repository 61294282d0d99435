/** A file being written, of which nobody sees anything before `close`. */
export interface NewFile {
  write(chunk: string): Promise<void>;
  /** Saves the file. */
  close(): Promise<void>;
  /** Leaves nothing behind. */
  discard(): Promise<void>;
}

/** File System Access, where a browser has it (WICG, showSaveFilePicker). */
interface SavePicker {
  showSaveFilePicker?: (options: {
    suggestedName: string;
    types: { accept: Record<string, string[]> }[];
  }) => Promise<FileSystemFileHandle>;
}

/**
 * Asks where to save a file and writes it there as it comes; where a browser or a frame cannot, the
 * file is downloaded when it is complete. Call it from a click, before anything is awaited.
 * `undefined` when the user has closed the dialog.
 */
export async function newFile(name: string, type: string): Promise<NewFile | undefined> {
  const picker = (globalThis as SavePicker).showSaveFilePicker;
  if (!picker) return new DownloadedFile(name, type);
  let handle: FileSystemFileHandle;
  try {
    const extension = name.slice(name.lastIndexOf('.'));
    handle = await picker.call(globalThis, {
      suggestedName: name,
      types: [{ accept: { [type]: [extension] } }],
    });
  } catch (error) {
    // Else a frame of another origin, or no click: a download may still be allowed.
    return isAbort(error) ? undefined : new DownloadedFile(name, type);
  }
  return new PickedFile(await handle.createWritable());
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

class PickedFile implements NewFile {
  readonly #stream: FileSystemWritableFileStream;

  constructor(stream: FileSystemWritableFileStream) {
    this.#stream = stream;
  }

  write(chunk: string): Promise<void> {
    return this.#stream.write(chunk);
  }

  close(): Promise<void> {
    return this.#stream.close();
  }

  discard(): Promise<void> {
    return this.#stream.abort();
  }
}

/** How long, in milliseconds, a browser may take to begin the download. */
const downloadStart = 10_000;

class DownloadedFile implements NewFile {
  readonly #name: string;
  readonly #type: string;
  /** Blobs, not strings: a browser may keep them outside the memory of the page. */
  #parts: Blob[] = [];

  constructor(name: string, type: string) {
    this.#name = name;
    this.#type = type;
  }

  write(chunk: string): Promise<void> {
    this.#parts.push(new Blob([chunk]));
    return Promise.resolve();
  }

  close(): Promise<void> {
    const url = URL.createObjectURL(new Blob(this.#parts, { type: `${this.#type};charset=utf-8` }));
    this.#parts = [];
    const link = document.createElement('a');
    link.href = url;
    link.download = this.#name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), downloadStart);
    return Promise.resolve();
  }

  discard(): Promise<void> {
    this.#parts = [];
    return Promise.resolve();
  }
}
