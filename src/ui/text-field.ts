/** Whether a user types text into this element. */
export const isTextField = (target: EventTarget | null | undefined): boolean =>
  target instanceof Element && target.matches('textarea, input:not([type=radio], [type=checkbox])');
