import type { ReactiveControllerHost } from 'lit';

/** The outcome of the last copy. `name` is the label of the text, not the text. */
export interface CopyOutcome {
  readonly name: string;
  readonly isCopied: boolean;
}

/** Copies texts to the clipboard and stores the outcome of the last copy. */
export class CopyController {
  outcome: CopyOutcome | undefined;

  readonly #host: ReactiveControllerHost;

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
  }

  /** The clipboard exists in secure contexts only. */
  get isPossible(): boolean {
    return 'clipboard' in navigator;
  }

  async copy(name: string, text: string): Promise<boolean> {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    this.outcome = { name, isCopied };
    this.#host.requestUpdate();
    return isCopied;
  }

  /** Discards the outcome, for example when the session changes. */
  clear(): void {
    this.outcome = undefined;
  }
}
