import type { Workspace } from '../../api/workspace.js';
import { isMaster } from '../../model/permissions.js';

/** Whether there are settings for this user. The backend refuses everybody else, too (spec S9). */
export const mayManage = ({ actor, capabilities }: Workspace): boolean =>
  isMaster(actor.role) && capabilities.includes('settings');
