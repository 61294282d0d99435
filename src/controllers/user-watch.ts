import type { Workspace } from '../api/workspace.js';

/** Detects that another user or company has replaced the last one. */
export class UserWatch {
  #identity: string | undefined;

  /**
   * Whether the user differs from the one of the last call. Being signed out does not count as a
   * change.
   */
  hasChanged(workspace: Workspace | undefined): boolean {
    if (!workspace) return false;
    const identity = JSON.stringify([workspace.company.id, workspace.actor.id]);
    const hasChanged = this.#identity !== undefined && this.#identity !== identity;
    this.#identity = identity;
    return hasChanged;
  }
}
