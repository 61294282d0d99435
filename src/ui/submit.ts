/**
 * Submits a form, also in a sandboxed frame without `allow-forms`, where browsers dispatch no `submit` event.
 * The form must be `novalidate`: otherwise it is not known why there was no event.
 */
export function submitForm(
  form: HTMLFormElement | null | undefined,
  submitter: HTMLElement | null = null,
): void {
  let isSubmitted = false as boolean;
  const onSubmit = (): void => void (isSubmitted = true);
  form?.addEventListener('submit', onSubmit, { capture: true });
  form?.requestSubmit(submitter);
  form?.removeEventListener('submit', onSubmit, { capture: true });
  if (isSubmitted) return;
  form?.dispatchEvent(
    new SubmitEvent('submit', { submitter, bubbles: true, composed: true, cancelable: true }),
  );
}

/** The `click` listener of a submit button, which Enter in a field of its form clicks, too. */
export function submitOnClick(event: Event): void {
  event.preventDefault();
  const button = event.currentTarget;
  if (button instanceof HTMLButtonElement) submitForm(button.form, button);
}
