import type { Workspace } from '../api/workspace.js';

/** Notices when another user, or another company, takes the place of the one before. */
export class UserWatch {
  #identity: string | undefined;

  /** Whether the user differs from that of the last call. To be signed out counts as no difference. */
  hasChanged(workspace: Workspace | undefined): boolean {
    if (!workspace) return false;
    const identity = JSON.stringify([workspace.company.id, workspace.actor.id]);
    const hasChanged = this.#identity !== undefined && this.#identity !== identity;
    this.#identity = identity;
    return hasChanged;
  }
}
