import { isCalendarDate } from '../model/calendar-date.js';

/** The days that can be asked for; a year that is still being typed lies before. */
const firstDay = '1900-01-01';
const lastDay = '2999-12-31';

/** Whether a day can be asked for. An empty text asks for none. */
export const isDay = (text: string): boolean =>
  text === '' || (isCalendarDate(text) && text >= firstDay && text <= lastDay);
