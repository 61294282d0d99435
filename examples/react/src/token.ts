/** A route of your portal, which returns a token for the signed-in user. */
export async function getToken(): Promise<string> {
  const response = await fetch('/review-token', { method: 'POST' });
  if (!response.ok) throw new Error('The portal did not return a token.');
  return response.text();
}
