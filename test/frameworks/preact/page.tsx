/** Pages in Preact that must and must not compile. The code never runs. */
import { useRef, useState } from 'preact/hooks';
import type { KvSessionList } from 'kv-review';
import { createMemoryApi } from 'kv-review/api/memory';
import 'kv-review/preact';

const api = createMemoryApi({ sessions: [] });

export function Page() {
  const list = useRef<KvSessionList>(null);
  const [sessionId, open] = useState('');
  return (
    <kv-review-provider api={api} locale="ka" theme="auto" class="page">
      <kv-session-list
        ref={list}
        view="awaiting"
        documentType="passport"
        poll-interval={5}
        heading-level="3"
        id="list"
        onClick={() => void list.current?.refresh()}
        onkv-session-open={({ detail, currentTarget }) => {
          currentTarget.view = 'all';
          open(detail.sessionId);
        }}
        onkv-error={(event) => {
          if (event.detail.retryable) event.preventDefault();
        }}
      >
        <button slot="toolbar">Help</button>
      </kv-session-list>
      <kv-review-console session-id={sessionId} auto-advance routing="hash" pages={[]} />
    </kv-review-provider>
  );
}

export const refused = [
  // @ts-expect-error A list has three views.
  <kv-session-list view="open" />,
  // @ts-expect-error A property that no list has.
  <kv-session-list colums="date" />,
  // @ts-expect-error The selection is derived from the attributes.
  <kv-session-list selection={undefined} />,
  // @ts-expect-error An interval is a number.
  <kv-session-list poll-interval="often" />,
  // @ts-expect-error Preact would write the text `false`.
  <kv-review-console auto-advance={false} />,
  // @ts-expect-error An event carries no personal data.
  <kv-session-list onkv-session-open={({ detail }) => detail.firstName} />,
  // @ts-expect-error A handler of another event.
  <kv-session-list onkv-session-open={(event: CustomEvent<{ count: number }>) => event} />,
  // @ts-expect-error The adapter is an object.
  <kv-review-provider api="/kv" />,
  // @ts-expect-error An element that the kit does not have.
  <kv-sessions />,
];
