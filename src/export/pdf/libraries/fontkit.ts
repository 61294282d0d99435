/** What shapes text. It is loaded only for a text that needs it. */
export { create, type Font } from 'fontkit';
