/** A browser may read the file only some time after the click. */
const readDelayMs = 3000;

/** Gives a file to the browser's downloads, which do not tell whether they saved it. */
export function download(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), readDelayMs);
}
