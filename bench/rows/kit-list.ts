/** The kit's list in its provider, set up by attributes, as a page with markup alone would. */
import 'kv-review/define/review-provider';
import 'kv-review/define/session-list';
import './kit-list.css';

const chosenColumns = [
  ...['selfie', 'first-name', 'last-name', 'date', 'document', 'liveness', 'verified'],
  ...['document-number', 'personal-number', 'document-type', 'match-level'],
];

export function createKitList(): HTMLElementTagNameMap['kv-review-provider'] {
  const provider = document.createElement('kv-review-provider');
  const list = document.createElement('kv-session-list');
  list.setAttribute('columns', chosenColumns.join(' '));
  provider.append(list);
  return provider;
}
