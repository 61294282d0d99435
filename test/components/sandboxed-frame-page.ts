/** Runs inside the frame of sandboxed-frame.test.ts. */
import { createMemoryApi } from 'kv-review/api/memory';
import { sampleSessions, sampleWorkspace } from 'kv-review/testing';

import 'kv-review/define/download-pdf';
import 'kv-review/define/export-csv';
import 'kv-review/define/notes';
import 'kv-review/define/review-provider';
import 'kv-review/define/settings-awaiting';
import 'kv-review/define/verify-dialog';

const { actor, ...workspace } = sampleWorkspace({ role: 'master' });
const sessions = sampleSessions({ count: 60, seed: 5 });
const awaiting = sessions.find(({ status }) => status === 'awaiting');
const provider = document.createElement('kv-review-provider');
provider.locale = 'en';
provider.api = createMemoryApi({ sessions, actor, workspace });
const download = document.createElement('kv-download-pdf');
download.session = sessions.find(({ status }) => status === 'rejected');
const notes = document.createElement('kv-notes');
notes.session = awaiting;
const verify = document.createElement('kv-verify-dialog');
verify.session = awaiting;
provider.append(
  document.createElement('kv-export-csv'),
  download,
  notes,
  verify,
  document.createElement('kv-settings-awaiting'),
);
document.body.append(provider);
