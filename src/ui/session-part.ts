import { nothing } from 'lit';

import { detailsTexts } from '../i18n/en.details.js';
import type { Session } from '../model/session.js';
import { printStyles } from '../styles/print.js';
import { scrollMarginStyles } from '../styles/scroll-margin.js';
import { property } from './decorators.js';
import { KvElement } from './kv-element.js';

/**
 * The base of elements that show one part of a session. They show nothing once the user is signed
 * out.
 */
export abstract class SessionPart extends KvElement {
  static override styles = [...KvElement.styles, scrollMarginStyles, printStyles];
  static override readonly texts = detailsTexts;

  /** The session; without one the element is empty. */
  @property({ attribute: false }) session?: Session | undefined;

  protected abstract renderPart(session: Session): unknown;

  protected override render(): unknown {
    const { session, connection } = this;
    return session && connection.status !== 'failed' ? this.renderPart(session) : nothing;
  }
}
