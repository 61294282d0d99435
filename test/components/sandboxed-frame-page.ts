/** Runs inside the frame of sandboxed-frame.test.ts. */
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions, sampleWorkspace } from 'kv-review/testing';

import 'kv-review/define/download-pdf';
import 'kv-review/define/export-csv';
import 'kv-review/define/review-provider';

const { actor, ...workspace } = sampleWorkspace();
const sessions = sampleSessions({ count: 60, seed: 5 });
const provider = document.createElement('kv-review-provider');
provider.locale = 'en';
provider.api = createMemoryApi({ sessions, actor, workspace });
const download = document.createElement('kv-download-pdf');
download.session = sessions.find(({ status }) => status === 'rejected');
provider.append(document.createElement('kv-export-csv'), download);
document.body.append(provider);
