import { statistics, statisticsQuery } from '../../model/statistics.js';

export const getStatistics = { input: statisticsQuery, answer: statistics };
