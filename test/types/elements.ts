/** Host pages that must and must not compile. The code never runs. */
import type { KvEventMap } from 'kv-review';
import type { Session } from 'kv-review/model';
import 'kv-review/all';

declare const session: Session;

const list = document.createElement('kv-session-list');
const details = document.createElement('kv-session-details');
const dialog = document.createElement('kv-reject-dialog');

list.view = 'awaiting';
// @ts-expect-error A list has three views.
list.view = 'open';
// @ts-expect-error Columns are an attribute's text, not a list.
list.columns = ['date'];
// @ts-expect-error The selection is derived from the attributes.
list.selection = {};

list.addEventListener('kv-session-open', ({ detail }) => {
  details.sessionId = detail.sessionId;
  // @ts-expect-error An event carries no personal data.
  details.title = detail.firstName;
});

list.addEventListener('kv-error', ({ detail: { code } }) => {
  if (code === 'unauthenticated') details.sessionId = '';
  // @ts-expect-error A code that does not exist.
  if (code === 'signed-out') details.sessionId = '';
});

dialog.session = session;
dialog.show();
// @ts-expect-error A dialog takes a session, not its id.
dialog.session = session.id;

/** Events bubble to the page with their types. */
document.addEventListener('kv-decision-complete', ({ detail }) => {
  const { verdict }: KvEventMap['kv-decision-complete']['detail'] = detail;
  // @ts-expect-error There are two verdicts.
  if (verdict === 'approve') details.sessionId = '';
});

// @ts-expect-error Internal state is private.
list.peeked = undefined;
