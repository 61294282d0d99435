import { timelinePage, timelineQuery } from '../../model/timeline.js';

export const getTimeline = { query: timelineQuery, answer: timelinePage };
