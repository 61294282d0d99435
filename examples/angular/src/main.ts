import { Component, signal } from '@angular/core';
import { bootstrapApplication } from '@angular/platform-browser';
import { Reviews } from './reviews';

/** The portal around the reviews: a home page, and two views of the list. */
@Component({
  selector: 'app-portal',
  imports: [Reviews],
  template: `
    <nav>
      <button (click)="page.set('home')">Home</button>
      <button (click)="page.set('awaiting')">Awaiting action</button>
      <button (click)="page.set('rejected')">Rejections</button>
    </nav>
    @let view = page();
    @if (view === 'home') {
      <h1>Home</h1>
    } @else {
      <app-reviews [view]="view" />
    }
  `,
})
class Portal {
  protected readonly page = signal<'home' | 'awaiting' | 'rejected'>('awaiting');
}

await bootstrapApplication(Portal);
