import type { Session, Verdict } from 'kv-review/model';
import { html, type TemplateResult } from 'lit';
import { userEvent, within } from 'storybook/test';

import { inside } from './shadow.js';

export interface DialogArgs {
  session: Session;
  /** Whether the host allows a decision when it receives `kv-decision-request`. */
  isAllowedByHost: boolean;
}

interface PlayContext {
  readonly canvasElement: HTMLElement;
}

const dialogs = {
  verify: { tag: 'kv-verify-dialog', opener: 'Verify…', submit: 'Verify' },
  reject: { tag: 'kv-reject-dialog', opener: 'Reject…', submit: 'Reject' },
} as const;

const open = (event: Event): void => {
  const { nextElementSibling } = event.currentTarget as Element;
  (nextElementSibling as HTMLElementTagNameMap['kv-verify-dialog']).show();
};

/** The field's visible box covers the input itself. */
const clickLabel = (field: HTMLElement): Promise<void> =>
  userEvent.click(field.closest('label') ?? field);

/** A button of the host and the dialog that it opens. */
export function renderDialog(verdict: Verdict, { session, isAllowedByHost }: DialogArgs) {
  const onRequest = (event: Event): void => {
    if (!isAllowedByHost) event.preventDefault();
  };
  const opener = html`<button type="button" @click=${open}>${dialogs[verdict].opener}</button>`;
  const dialog: TemplateResult =
    verdict === 'verify'
      ? html`<kv-verify-dialog
          .session=${session}
          @kv-decision-request=${onRequest}
        ></kv-verify-dialog>`
      : html`<kv-reject-dialog
          .session=${session}
          @kv-decision-request=${onRequest}
        ></kv-reject-dialog>`;
  return html`${opener}${dialog}`;
}

/** An agent's steps in the dialog. */
export function dialogOf(verdict: Verdict, { canvasElement }: PlayContext) {
  const { tag, opener, submit } = dialogs[verdict];
  const queries = () => inside(canvasElement, tag);
  return {
    queries,
    /** Opens the dialog like a host. */
    async open(): Promise<void> {
      await userEvent.click(within(canvasElement).getByRole('button', { name: opener }));
      await (await queries()).findByRole('dialog');
    },
    async writeNote(text: string): Promise<void> {
      await userEvent.type(await (await queries()).findByLabelText(/^Note/), text);
    },
    async chooseGroup(name: string): Promise<void> {
      await clickLabel(await (await queries()).findByRole('radio', { name }));
    },
    async chooseReason(name: string): Promise<void> {
      await clickLabel(await (await queries()).findByRole('checkbox', { name }));
    },
    async press(name: string): Promise<void> {
      await userEvent.click(await (await queries()).findByRole('button', { name }));
    },
    /** Chooses reasons, writes a note and sends the decision. */
    async decide(note = 'Looked at twice.'): Promise<void> {
      await this.open();
      if (verdict === 'reject') {
        await this.chooseGroup('Suspected fraud');
        await this.chooseReason('Fake');
      }
      await this.writeNote(note);
      await this.press(submit);
    },
    /** Waits for a text in the dialog. */
    async says(text: string | RegExp): Promise<void> {
      await (await queries()).findAllByText(text);
    },
  };
}
