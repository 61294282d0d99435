/* global document, fetch */
const provider = document.querySelector('kv-review-provider');

/** A session token lasts a minute, so App Bridge makes one for every request. */
provider.getToken = async () => {
  const response = await fetch('/review-token', {
    method: 'POST',
    headers: { authorization: `Bearer ${await globalThis.shopify.idToken()}` },
  });
  if (!response.ok) throw new Error(`No token: ${response.status}`);
  return response.text();
};
// Last, so that the first request has a token.
provider.endpoint = provider.dataset.endpoint;
