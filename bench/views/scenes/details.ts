/** The details of the session in the address. */
import 'kv-review/define/review-provider';
import 'kv-review/define/session-details';
import { createApi } from '../api.ts';

const provider = document.createElement('kv-review-provider');
provider.api = createApi();
const details = document.createElement('kv-session-details');
details.setAttribute('session-id', new URLSearchParams(location.search).get('session') ?? '');
provider.append(details);
document.body.append(provider);
