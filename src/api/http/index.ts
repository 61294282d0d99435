export { createHttpApi, type HttpApiOptions } from './client.js';
export type { GetToken } from '../bearer-token.js';
