// The page around the frame. It signs the user in and has links of its own, but never the data of clients.
import './kit/define/review-frame.js';

const { protocol, port, search } = location;
// A link such as /framing.html?user=u-ada opens the page as that user.
const userId = new URLSearchParams(search).get('user') ?? 'u-nino';
const frame = document.querySelector('kv-review-frame');
let token;

frame.getToken = async ({ refresh }) => {
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
// The same server by another name of this machine is another origin. Open this page on 127.0.0.1.
frame.src = `${protocol}//localhost:${port}/framed-console.html`;

function markCurrentLink() {
  for (const link of document.querySelectorAll('.sections a')) {
    if (link.hash === `#${frame.view}`) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
}

// The links of this page and those in the frame lead to the same pages.
document.querySelector('.sections').addEventListener('click', async (event) => {
  const link = event.target.closest('a');
  if (!link) return;
  event.preventDefault();
  // Settings that were changed and not saved would be out of sight.
  if (!(await frame.confirmLeave())) return;
  frame.sessionId = '';
  frame.view = link.hash.slice(1);
  markCurrentLink();
});
frame.addEventListener('kv-route-change', markCurrentLink);
markCurrentLink();

document.getElementById('language').addEventListener('change', ({ target }) => {
  frame.locale = target.value;
  document.documentElement.dir = target.value === 'ar' ? 'rtl' : 'ltr';
});
document.getElementById('theme').addEventListener('change', ({ target }) => {
  document.documentElement.dataset.theme = target.value;
  frame.theme = target.value;
});
