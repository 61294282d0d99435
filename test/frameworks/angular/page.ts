/**
 * A page in Angular. Its strict templates check events and references of custom elements, and not the
 * properties: `CUSTOM_ELEMENTS_SCHEMA` allows any. The code never runs.
 */
import { Component, CUSTOM_ELEMENTS_SCHEMA, signal } from '@angular/core';
import { createMemoryApi } from 'kv-review/api/memory';
import 'kv-review/all';

@Component({
  selector: 'app-page',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <kv-review-provider [api]="api" locale="ka">
      <kv-session-list
        #list
        view="awaiting"
        (click)="list.refresh()"
        (kv-session-open)="sessionId.set($event.detail.sessionId)"
        (kv-error)="failed($event)"
      />
      <kv-session-details [sessionId]="sessionId()" />
    </kv-review-provider>
    <!-- @ts-expect-error An event carries no personal data. -->
    <kv-session-list (kv-session-open)="sessionId.set($event.detail.firstName)" />
    <!-- @ts-expect-error A handler of another event. -->
    <kv-session-list (kv-awaiting-change)="failed($event)" />
    <!-- @ts-expect-error A method that no list has. -->
    <button (click)="list.approve()">Approve</button>
  `,
})
export class Page {
  readonly api = createMemoryApi({ sessions: [] });
  readonly sessionId = signal('');

  failed({ detail }: CustomEvent<{ retryable: boolean }>): void {
    if (!detail.retryable) this.sessionId.set('');
  }
}
