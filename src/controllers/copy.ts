import type { LitElement } from 'lit';

/** The outcome of the last copy. `name` is the label of the text, not the text. */
export interface CopyOutcome {
  readonly name: string;
  readonly isCopied: boolean;
}

/** Copies texts to the clipboard and stores the outcome of the last copy. */
export class CopyController {
  outcome: CopyOutcome | undefined;

  readonly #host: LitElement;

  constructor(host: LitElement) {
    this.#host = host;
  }

  /** If the browser does not allow it, the text is shown and selected, so that the user can copy it. */
  async copy(name: string, text: string): Promise<boolean> {
    const isCopied = await write(text);
    this.outcome = { name, isCopied };
    this.#host.requestUpdate();
    if (!isCopied) void this.#selectShown();
    return isCopied;
  }

  /** Discards the outcome, for example when the session changes. */
  clear(): void {
    this.outcome = undefined;
  }

  async #selectShown(): Promise<void> {
    await this.#host.updateComplete;
    const field = this.#host.renderRoot.querySelector<HTMLInputElement>('.copy-text');
    field?.focus();
    field?.select();
  }
}

/** The clipboard exists in secure contexts only. A frame needs `allow="clipboard-write"` for it. */
async function write(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return writeByCommand(text);
  }
}

/** The command works in a frame without `clipboard-write`, and without a selection if a listener sets the data. */
function writeByCommand(text: string): boolean {
  let isCopied = false;
  const onCopy = (event: ClipboardEvent): void => {
    event.preventDefault();
    event.stopImmediatePropagation();
    event.clipboardData?.setData('text/plain', text);
    isCopied = event.clipboardData !== null;
  };
  addEventListener('copy', onCopy, { capture: true });
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- nothing else copies without the permission
  const isDone = document.execCommand('copy');
  removeEventListener('copy', onCopy, { capture: true });
  return isDone && isCopied;
}
