import { redeemCode } from '../../api/code-exchange/redeem-code.js';
import type { GetToken } from '../../api/http/index.js';

type Token = Promise<string | null>;

/** Asks the host page for a token, by an event; `null` if no listener answers while it is dispatched. */
export type AskHost = (refresh: boolean) => string | null | Promise<string | null>;

/** The share of a token's lifetime after which the next one is requested, in time for a slow host. */
const requestAfter = 0.8;

/**
 * The tokens of a page that can only set an attribute: each is exchanged for a code. When a token is
 * requested and no code is there, it asks the host page, and waits for the code.
 */
export class CodeTokens {
  readonly #baseUrl: string;
  readonly #ask: AskHost;
  readonly #isInUse: () => boolean;
  /** The token for the next request. */
  #held: Token | undefined;
  /** The token of the last request. */
  #given: Token | undefined;
  #code: string | undefined;
  #receive: ((code: string) => void) | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param isInUse - Whether anything is shown for which a token is requested ahead. */
  constructor(baseUrl: string, ask: AskHost, isInUse: () => boolean) {
    this.#baseUrl = baseUrl;
    this.#ask = ask;
    this.#isInUse = isInUse;
  }

  /**
   * Takes a code.
   * @returns whether a token was waiting for it. Otherwise the code is a new sign-in.
   */
  take(code: string): boolean {
    const receive = this.#receive;
    this.#receive = undefined;
    if (receive) {
      receive(code);
      return true;
    }
    this.#code = code;
    this.#held = undefined;
    return false;
  }

  /** For the HTTP client. A token that was requested ahead replaces one that the backend refuses. */
  readonly getToken: GetToken = ({ refresh }) => {
    if (this.#receive) this.#askAgain(refresh);
    else if (refresh && this.#held === this.#given) this.#held = undefined;
    const token = (this.#held ??= this.#request(refresh));
    this.#given = token;
    return token;
  };

  /** A host page may have missed the event while it loaded. */
  #askAgain(refresh: boolean): void {
    void Promise.resolve(this.#ask(refresh)).catch(() => undefined);
  }

  #request(refresh: boolean): Token {
    const token = this.#acquire(refresh);
    token.catch(() => {
      if (this.#held === token) this.#held = undefined;
    });
    return token;
  }

  async #acquire(refresh: boolean): Token {
    const answer = this.#code === undefined ? await this.#ask(refresh) : null;
    return answer ?? this.#exchange(await this.#nextCode());
  }

  #nextCode(): string | Promise<string> {
    const code = this.#code;
    this.#code = undefined;
    return code ?? new Promise((resolve) => (this.#receive = resolve));
  }

  async #exchange(code: string): Promise<string> {
    const { token, expiresIn } = await redeemCode(code, this.#baseUrl);
    clearTimeout(this.#timer);
    const request = (): void => {
      if (this.#isInUse()) this.#held = this.#request(false);
    };
    this.#timer = setTimeout(request, expiresIn * 1000 * requestAfter);
    return token;
  }
}
