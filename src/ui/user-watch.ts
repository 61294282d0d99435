import type { Workspace } from '../model/workspace.js';

/** Notices another user, or another company, who must not see what the one before wrote. */
export class UserWatch {
  #identity: string | undefined;

  /** Whether the user is another one than at the last call; nobody, as after a sign-out, is not. */
  hasChanged(workspace: Workspace | undefined): boolean {
    if (!workspace) return false;
    const identity = JSON.stringify([workspace.company.id, workspace.actor.id]);
    const hasChanged = this.#identity !== undefined && this.#identity !== identity;
    this.#identity = identity;
    return hasChanged;
  }
}
