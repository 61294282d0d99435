import type { ReactiveControllerHost } from 'lit';

/** What became of the last copy: `name` is what it is called, not what was copied. */
export interface CopyOutcome {
  readonly name: string;
  readonly isCopied: boolean;
}

/** Puts texts into the clipboard and remembers what became of the last one. */
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

  async copy(name: string, text: string): Promise<void> {
    const isCopied = await navigator.clipboard.writeText(text).then(
      () => true,
      () => false,
    );
    this.outcome = { name, isCopied };
    this.#host.requestUpdate();
  }

  /** For another session. */
  clear(): void {
    this.outcome = undefined;
  }
}
