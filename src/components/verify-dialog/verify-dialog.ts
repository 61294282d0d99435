import type { DecisionInput } from '../../model/decision.js';
import { DecisionDialog } from '../../ui/decision-dialog.js';
import type { IconName } from '../../ui/icon.js';

/**
 * Asks an agent to confirm that a session is verified, with an optional note. It treats the
 * decision as made once the backend has confirmed it.
 *
 * The element keeps the draft when it is closed. It discards the draft when the decision is made,
 * or for another session.
 * @summary The dialog that verifies a session.
 * @tagname kv-verify-dialog
 * @example
 * ```html
 * <kv-verify-dialog></kv-verify-dialog>
 * <script type="module">
 *   import { api } from './api.js';
 *
 *   const dialog = document.querySelector('kv-verify-dialog');
 *   dialog.session = await api.getSession('s-42');
 *   dialog.show();
 * </script>
 * ```
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict, reasons: readonly string[] }>} kv-decision-request - Cancelable: the decision is about to be sent.
 * @fires {CustomEvent<{ sessionId: string, verdict: Verdict }>} kv-decision-complete - The backend has confirmed the decision.
 * @fires {CustomEvent<{ reason: 'cancel' | 'complete' }>} kv-dialog-close - The dialog was closed. Does not bubble.
 * @fires {CustomEvent<{ code: ReviewErrorCode, retryable: boolean }>} kv-error - A request failed.
 * @csspart dialog - The dialog.
 */
export class KvVerifyDialog extends DecisionDialog {
  protected override readonly verdict = 'verify';
  protected override readonly icon: IconName = 'check';

  protected override readInput(note: string | null): DecisionInput {
    return { verdict: 'verify', note };
  }

  protected override focusFirst(): void {
    this.noteField?.focus();
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'kv-verify-dialog': KvVerifyDialog;
  }
}
