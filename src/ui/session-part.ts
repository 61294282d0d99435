import { nothing } from 'lit';
import { property } from 'lit/decorators.js';

import { reviewTexts } from '../i18n/en.review.js';
import type { Session } from '../model/session.js';
import type { Workspace } from '../model/workspace.js';
import { KvElement } from './kv-element.js';

/** Shows one part of a session that it is given, and nothing of it after the user was signed out. */
export abstract class SessionPart extends KvElement {
  static override readonly texts = reviewTexts;
  /** The session; without one the element is empty. */
  @property({ attribute: false }) session?: Session | undefined;

  protected get workspace(): Workspace | undefined {
    return this.connection.status === 'connected' ? this.connection.workspace : undefined;
  }

  protected override render(): unknown {
    const { session, connection } = this;
    return session && connection.status !== 'failed' ? this.renderPart(session) : nothing;
  }

  protected abstract renderPart(session: Session): unknown;
}
