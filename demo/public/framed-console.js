// The page in the frame of framing.html. It names the hosts that may show it, and gets everything else from them.
import './kit/define/review-console.js';
import './kit/define/review-provider.js';
import { connectFrame } from './kit/frame.js';

const { protocol, port } = location;

connectFrame({
  hosts: [`${protocol}//127.0.0.1:${port}`],
  provider: document.querySelector('kv-review-provider'),
  console: document.querySelector('kv-review-console'),
});
