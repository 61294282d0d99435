// The portal's own code: sign-in, routing and preferences. kv-review does the rest.
import './kit/kv-review.js';

const byId = (id) => document.getElementById(id);
const provider = byId('provider');
const list = byId('list');
const details = byId('details');

const pages = {
  sessions: { view: 'all', title: 'Sessions', lead: 'Every identity verification of our clients.' },
  awaiting: {
    view: 'awaiting',
    title: 'Awaiting Action',
    lead: 'These sessions await your decision.',
  },
  rejections: {
    view: 'rejected',
    title: 'Rejections',
    lead: 'Sessions that were rejected, with the reasons.',
  },
};

// The token is stored in this variable only.
let token;

async function signIn(userId) {
  const response = await fetch('/portal/sign-in', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ userId }),
  });
  ({ token } = await response.json());
}

async function offerUsers() {
  const users = await (await fetch('/portal/users')).json();
  byId('user').replaceChildren(
    ...users.map(
      ({ id, name, role }) => new Option(role === 'master' ? `${name} (master)` : name, id),
    ),
  );
  // A link such as /?user=u-marek opens the portal as that user, so that you can try two agents side by side.
  const wanted = new URLSearchParams(location.search).get('user');
  if (users.some(({ id }) => id === wanted)) byId('user').value = wanted;
}
const usersOffered = offerUsers();

provider.getToken = async ({ refresh }) => {
  await usersOffered;
  if (refresh || !token) await signIn(byId('user').value);
  return token;
};

byId('user').addEventListener('change', async (event) => {
  await signIn(event.target.value);
  await provider.reconnect();
});
byId('language').addEventListener('change', (event) => {
  provider.locale = event.target.value;
  document.documentElement.dir = event.target.value === 'ar' ? 'rtl' : 'ltr';
});
byId('theme').addEventListener('change', (event) => {
  document.documentElement.dataset.theme = event.target.value;
});

// Routes: #/awaiting is a list, and #/awaiting/<session> is a session of that list.
function showRoute() {
  const [, name, sessionId] = location.hash.split('/');
  const key = Object.hasOwn(pages, name) ? name : 'awaiting';
  const page = pages[key];
  const isDetails = Boolean(sessionId);

  byId('list-page').hidden = isDetails;
  byId('details-page').hidden = !isDetails;
  byId('back').href = `#/${key}`;
  byId('back').textContent = `Back to ${page.title}`;
  byId('list-title').textContent = page.title;
  byId('list-lead').textContent = page.lead;
  document.title = `${page.title} · Tamarind Pay`;
  for (const link of document.querySelectorAll('.sections a')) {
    const isCurrent = link.hash === `#/${key}`;
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  list.view = page.view;
  details.sessionId = isDetails ? decodeURIComponent(sessionId) : '';
  if (isDetails) byId('main').focus();
}

list.addEventListener('kv-session-open', ({ detail }) => {
  location.hash = `${location.hash.split('/').slice(0, 2).join('/') || '#/awaiting'}/${encodeURIComponent(detail.sessionId)}`;
});
addEventListener('hashchange', showRoute);
showRoute();
