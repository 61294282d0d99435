/** The kit's list over the reference backend, as a host page that keeps its token in memory. */
import { createKitList } from '../rows/kit-list.ts';

const provider = createKitList();
provider.endpoint = '/backend';
provider.getToken = async () => {
  const response = await fetch('/backend/token');
  const { token } = (await response.json()) as { token: string };
  return token;
};
document.body.append(provider);
