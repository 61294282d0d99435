import { LitElement } from 'lit';

import type { ReviewError } from '../api/errors.js';
import type { ReviewApi } from '../api/review-api.js';
import { absent, connectionContext, type Connection } from '../context/connection.js';
import type { KvElements } from '../context/element-class.js';
import type { KvEventDetails } from '../context/events.js';
import type { LiveSessions } from '../context/live-sessions.js';
import { sessionChangesContext, type SessionChanges } from '../context/session-changes.js';
import type { ProviderLinks } from '../controllers/change.js';
import { LocalizeController } from '../controllers/localize.js';
import type { Messages } from '../i18n/en.js';
import type { Workspace } from '../api/workspace.js';
import { hostStyles, tokens } from '../styles/tokens.js';
import { version } from '../version.js';
import { consume, state } from './decorators.js';

/** Dispatches a public event. Returns false if a listener has cancelled it. */
export const emit = <Type extends keyof KvEventDetails>(
  target: EventTarget,
  type: Type,
  detail: KvEventDetails[Type],
  init?: EventInit,
): boolean =>
  target.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true, ...init }));

/** The base of every element. It provides the connection, the language and typed events. */
export abstract class KvElement extends LitElement {
  static override styles = [tokens, hostStyles];
  /** The version of the kit this class belongs to. */
  static readonly version: string = version;
  /** The elements in the template. They are registered together with this one. */
  static readonly dependencies: KvElements = {};
  declare static register?: (elements: KvElements) => void;

  /** The English texts that the element needs in addition to the basic ones. */
  static readonly texts: Partial<Messages> | undefined = undefined;

  protected readonly localize = new LocalizeController(
    this,
    (this.constructor as typeof KvElement).texts,
  );

  @consume(connectionContext)
  @state()
  protected connection: Connection = absent;

  @consume(sessionChangesContext)
  protected sessionChanges?: SessionChanges;

  /** The provider's adapter, or `undefined` if there is none yet. */
  protected get api(): ReviewApi | undefined {
    return this.connection.api;
  }

  /** The workspace, once it has loaded. */
  protected get workspace(): Workspace | undefined {
    return this.connection.status === 'connected' ? this.connection.workspace : undefined;
  }

  /** The watch that all elements of the provider share. `undefined` if the adapter cannot watch. */
  protected get live(): LiveSessions | undefined {
    return this.connection.status === 'connected' ? this.connection.live : undefined;
  }

  /** How a controller of this element reaches the provider. */
  protected get providerLinks(): ProviderLinks {
    return {
      connection: () => this.connection,
      sessionChanges: () => this.sessionChanges,
      report: this.reportError,
    };
  }

  /** Dispatches a public event. Returns false if a listener has cancelled it. */
  protected emit<Type extends keyof KvEventDetails>(
    type: Type,
    detail: KvEventDetails[Type],
    init?: EventInit,
  ): boolean {
    return emit(this, type, detail, init);
  }

  /**
   * Reports an error to the host page and to the provider, which clears the page when the user is
   * signed out.
   */
  protected readonly reportError = (error: ReviewError): void => {
    if (error.code !== 'aborted') {
      this.emit('kv-error', { code: error.code, retryable: error.retryable });
    }
  };
}
