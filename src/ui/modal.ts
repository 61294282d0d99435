/** Opens or closes a modal dialog, as the state of its host says. */
export function showModal(dialog: HTMLDialogElement | null | undefined, isOpen: boolean): void {
  if (isOpen && !dialog?.open) dialog?.showModal();
  else if (!isOpen && dialog?.open) dialog.close();
}

/** Whether a dialog is still closed when the browser reports it: it may have been opened again since. */
export const isStillClosed = ({ currentTarget }: Event): boolean =>
  currentTarget instanceof HTMLDialogElement && !currentTarget.open;
