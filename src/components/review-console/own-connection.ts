import type { LitElement, ReactiveController } from 'lit';

import type { ConnectionSettings } from '../review-provider/connector.js';
import type { Theme } from '../review-provider/review-provider.js';
import { SharedConnection } from '../review-provider/shared-connection.js';

export const elements = {};
export const styles = [];

/** A console, with the attributes of a provider. */
type Host = LitElement & Omit<ConnectionSettings, 'api'> & { readonly theme?: Theme | undefined };

/** The connection of a console that has an `endpoint` of its own. It is open while the console is in the page. */
class OwnConnection implements ReactiveController {
  readonly #host: Host;
  readonly #takeCode: () => string | undefined;
  #connection: SharedConnection | undefined;
  /** The values of the last options. */
  #values: readonly unknown[] = [];

  constructor(host: Host, takeCode: () => string | undefined) {
    this.#host = host;
    this.#takeCode = takeCode;
    host.addController(this);
  }

  hostConnected(): void {
    this.hostUpdate();
  }

  /** Keeps the connection, and the token of a code with it, for a console that is put back. */
  hostDisconnected(): void {
    this.#connection?.update({ endpoint: undefined });
    this.#values = [];
  }

  hostUpdate(): void {
    const { isConnected, endpoint, getToken, locale, theme, editorPreview } = this.#host;
    if (!isConnected) return;
    if (!endpoint) {
      this.#connection?.disconnect();
      this.#connection = undefined;
      this.#values = [];
      return;
    }
    const options = { endpoint, getToken, locale, theme, editorPreview };
    const connection = (this.#connection ??= this.#open(options));
    // Before the endpoint, so that the first request has the token of the code.
    const code = this.#takeCode();
    if (code !== undefined) connection.takeCode(code);
    const values = Object.values(options);
    if (values.every((value, index) => value === this.#values[index])) return;
    this.#values = values;
    connection.update(options);
  }

  /** A connection without an endpoint yet. */
  #open(options: ConnectionSettings): SharedConnection {
    const connection = new SharedConnection({ ...options, endpoint: undefined }, this.#host);
    connection.join(this.#host);
    return connection;
  }
}

/**
 * Connects a console with an `endpoint`.
 * @param takeCode - Takes the single-use code that the host page has set.
 */
export function start(host: Host, takeCode: () => string | undefined): void {
  new OwnConnection(host, takeCode);
}
