import { useState } from 'preact/hooks';
import type { SessionView } from 'kv-review';
import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import 'kv-review/preact';
import { getToken } from './token';

export function Reviews({ view }: { view: SessionView }) {
  const [sessionId, open] = useState('');
  return (
    <kv-review-provider endpoint="/kv" getToken={getToken}>
      <kv-awaiting-badge />
      <kv-session-list
        view={view}
        hidden={sessionId !== ''}
        onkv-session-open={({ detail }) => open(detail.sessionId)}
      />
      {sessionId && (
        <>
          <button onClick={() => open('')}>Back to the list</button>
          <kv-session-details sessionId={sessionId} onkv-decision-complete={() => open('')} />
        </>
      )}
    </kv-review-provider>
  );
}
