/** As `GetToken` returns it. */
type Answer = string | null | Promise<string | null>;

/**
 * Asks the host page for a bearer token. A listener answers while the event is dispatched, at once or with a
 * promise. `detail` can be cloned, for hosts that pass events on to another realm.
 */
export class TokenRequestEvent extends CustomEvent<{ refresh: boolean }> {
  #answer: Answer | undefined;

  constructor(refresh: boolean) {
    super('kv-token-request', { detail: { refresh }, bubbles: true, composed: true });
  }

  /** The token that a listener has answered with; `null` without an answer. */
  get answer(): Answer {
    return this.#answer ?? null;
  }

  /** Answers with the token; `null` if a cookie authenticates the user. Only one listener can answer. */
  respondWith(token: Answer): void {
    if (this.eventPhase === Event.NONE || this.#answer !== undefined) {
      throw new DOMException(
        'Call respondWith() once, while the event is dispatched.',
        'InvalidStateError',
      );
    }
    this.stopImmediatePropagation();
    this.#answer = token;
  }
}
