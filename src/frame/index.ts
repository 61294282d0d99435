export {
  connectFrame,
  type FrameConnection,
  type FramedConsole,
  type FramedProvider,
  type FrameOptions,
} from './connect-frame.js';
