'use client';

import { Activity, useState } from 'react';
import type { SessionView } from 'kv-review';
import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import 'kv-review/react';
import { getToken } from './token';

export function Reviews({ view }: { view: SessionView }) {
  const [sessionId, open] = useState('');
  return (
    <kv-review-provider endpoint="/kv" getToken={getToken}>
      <kv-awaiting-badge />
      <Activity mode={sessionId ? 'hidden' : 'visible'}>
        <kv-session-list view={view} onkv-session-open={({ detail }) => open(detail.sessionId)} />
      </Activity>
      {sessionId && (
        <>
          <button onClick={() => open('')}>Back to the list</button>
          <kv-session-details sessionId={sessionId} onkv-decision-complete={() => open('')} />
        </>
      )}
    </kv-review-provider>
  );
}
