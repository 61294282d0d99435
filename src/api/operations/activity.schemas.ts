import { activityReport } from '../../model/activity.js';

export const recordActivity = { input: activityReport };
