/** Runs inside a frame of reject-dialog.test.ts. */
import { awaiting, createApi } from './review-page.js';

import 'kv-review/define/reject-dialog';
import 'kv-review/define/review-provider';

const provider = document.createElement('kv-review-provider');
provider.locale = 'en';
provider.addEventListener('kv-review-connect', () => provider.toggleAttribute('data-ready', true));
provider.api = createApi();
const dialog = document.createElement('kv-reject-dialog');
dialog.session = awaiting;
provider.append(dialog);
document.body.append(provider);
