import { html, type TemplateResult } from 'lit';

import type { KvEventMap } from '../../context/events.js';
import type { Claim } from '../../model/claim.js';
import type { Session } from '../../model/session.js';
import { KvAttemptHistory } from '../attempt-history/attempt-history.js';
import { KvEditDialog } from '../edit-dialog/edit-dialog.js';
import { KvFieldEvidence } from '../field-evidence/field-evidence.js';
import { KvMrzReport } from '../mrz-report/mrz-report.js';
import { KvPhotoViewer } from '../photo-viewer/photo-viewer.js';
import { KvRejectDialog } from '../reject-dialog/reject-dialog.js';
import { KvTimeline } from '../timeline/timeline.js';
import { KvRelatedSessions } from '../related-sessions/related-sessions.js';
import { KvVerifyDialog } from '../verify-dialog/verify-dialog.js';
import { photoDialogStyles } from './photo-dialog.styles.js';

export { renderPhotoDialog } from './photo-dialog.js';

/** The elements that a user opens: dialogs, the viewer, the sections that are closed at first. */
export const elements = {
  'kv-attempt-history': KvAttemptHistory,
  'kv-edit-dialog': KvEditDialog,
  'kv-field-evidence': KvFieldEvidence,
  'kv-mrz-report': KvMrzReport,
  'kv-photo-viewer': KvPhotoViewer,
  'kv-reject-dialog': KvRejectDialog,
  'kv-timeline': KvTimeline,
  'kv-related-sessions': KvRelatedSessions,
  'kv-verify-dialog': KvVerifyDialog,
};
export const styles = [photoDialogStyles];

/** A dialog of the session, by the method that opens it. */
export type DialogName = 'edit' | 'reject' | 'verify';

export interface Dialogs {
  readonly session: Session | undefined;
  /** Whether some of the client's data is hidden. */
  readonly isSubjectHidden: boolean;
  /** Whether the digits choose no reasons. */
  readonly noShortcuts: boolean;
  /** Resolves with the user's claim; `undefined` if sessions cannot be claimed. */
  readonly awaitClaim: (() => Promise<Claim | undefined>) | undefined;
  readonly onDecided: (event: KvEventMap['kv-decision-complete']) => void;
  readonly onClose: () => void;
}

/** The dialogs that decide. They stay through every state, because they keep what the agent has written. */
export function renderDecisionDialogs(dialogs: Dialogs): TemplateResult {
  const { session, isSubjectHidden, noShortcuts, awaitClaim, onDecided, onClose } = dialogs;
  return html`<kv-verify-dialog
      .session=${session}
      .isSubjectHidden=${isSubjectHidden}
      .awaitClaim=${awaitClaim}
      @kv-decision-complete=${onDecided}
      @kv-dialog-close=${onClose}
    ></kv-verify-dialog>
    <kv-reject-dialog
      .session=${session}
      .noShortcuts=${noShortcuts}
      .isSubjectHidden=${isSubjectHidden}
      .awaitClaim=${awaitClaim}
      @kv-decision-complete=${onDecided}
      @kv-dialog-close=${onClose}
    ></kv-reject-dialog>`;
}

/** The sheet that edits the client, beside the session if there is room. */
export const renderEditSheet = ({ session, onClose }: Dialogs, isBeside: boolean): TemplateResult =>
  html`<kv-edit-dialog
    .session=${session}
    ?beside=${isBeside}
    @kv-dialog-close=${onClose}
  ></kv-edit-dialog>`;
