/** The whole back office in one tag. */
import 'kv-review/define/review-console';
import 'kv-review/define/review-provider';
import { createApi } from '../api.ts';

const provider = document.createElement('kv-review-provider');
provider.api = createApi();
provider.append(document.createElement('kv-review-console'));
document.body.append(provider);
