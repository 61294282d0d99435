import { Component, CUSTOM_ELEMENTS_SCHEMA, input, signal } from '@angular/core';
import type { SessionView } from 'kv-review';
import 'kv-review/define/awaiting-badge';
import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';
import 'kv-review/define/session-list';
import { getToken } from './token';

@Component({
  selector: 'app-reviews',
  schemas: [CUSTOM_ELEMENTS_SCHEMA],
  template: `
    <kv-review-provider endpoint="/kv" [getToken]="getToken">
      <kv-awaiting-badge />
      <kv-session-list
        [view]="view()"
        [hidden]="sessionId() !== ''"
        (kv-session-open)="sessionId.set($event.detail.sessionId)"
      />
      @if (sessionId()) {
        <button (click)="sessionId.set('')">Back to the list</button>
        <kv-session-details [sessionId]="sessionId()" (kv-decision-complete)="sessionId.set('')" />
      }
    </kv-review-provider>
  `,
})
export class Reviews {
  readonly view = input.required<SessionView>();
  protected readonly sessionId = signal('');
  protected readonly getToken = getToken;
}
