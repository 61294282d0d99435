/**
 * Lets elements with `editor-preview` show demo data where the page is the preview of a site's editor. The data
 * loads when it is shown. `kv-review/all` includes this module.
 */
import { demoSource } from '../components/review-provider/demo-source.js';

demoSource.load = () => import('./demo.js');
