// The page only has to provide the token of the signed-in user.
import './kit/kv-review.js';

// A link such as /console.html?user=u-marek opens the page as that user.
const userId = new URLSearchParams(location.search).get('user') ?? 'u-nino';
let token;

document.querySelector('kv-review-provider').getToken = async ({ refresh }) => {
  if (refresh || !token) {
    const response = await fetch('/portal/sign-in', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ userId }),
    });
    ({ token } = await response.json());
  }
  return token;
};
