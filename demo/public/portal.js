// The portal's own code: sign-in, routing and preferences. kv-review does the rest.
import './kit/kv-review.js';

const byId = (id) => document.getElementById(id);
const provider = byId('provider');
const list = byId('list');
const details = byId('details');
const dashboard = byId('dashboard');
const activity = byId('activity');
const settings = byId('settings');

const pages = {
  all: { title: 'Sessions', lead: 'Every identity verification of our clients.' },
  awaiting: {
    title: 'Awaiting Action',
    lead: 'These sessions await your decision.',
  },
  rejected: {
    title: 'Rejections',
    lead: 'Sessions that were rejected, with the reasons.',
  },
};

// Each section of the settings has a page with its tag.
const settingsTags = {
  awaiting: 'kv-settings-awaiting',
  countries: 'kv-settings-countries',
  queue: 'kv-settings-queue',
  session: 'kv-settings-session',
  fields: 'kv-settings-fields',
  hooks: 'kv-settings-hooks',
  branding: 'kv-settings-branding',
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
  provider.dir = document.documentElement.dir = event.target.value === 'ar' ? 'rtl' : 'ltr';
});
byId('theme').addEventListener('change', (event) => {
  document.documentElement.dataset.theme = event.target.value;
});

// Routes: #/awaiting is a list, and #/awaiting/<session> is a session of that list. For master users,
// #/dashboard has the statistics, #/activity is the log, and #/settings/countries is a section of the settings.
let role;
let shownHash = location.hash;

function readRoute() {
  const [, name, ...rest] = location.hash.split('/');
  // Until the role is known, a page for master users is empty.
  if (name === 'dashboard' && role !== 'agent') {
    return { isDashboard: true, title: 'Dashboard', home: '#/dashboard' };
  }
  if (name === 'activity' && role !== 'agent') {
    return { isActivity: true, title: 'Activity log', home: '#/activity', sessionId: rest[0] };
  }
  if (name === 'settings' && role !== 'agent') {
    const section = Object.hasOwn(settingsTags, rest[0]) ? rest[0] : 'awaiting';
    return { section, title: 'Settings', home: `#/settings/${section}`, sessionId: rest[1] };
  }
  if (!Object.hasOwn(pages, name))
    return { ...pages.awaiting, view: 'awaiting', home: '#/awaiting' };
  return { ...pages[name], view: name, home: `#/${name}`, sessionId: rest[0] };
}

/** Makes the element the only one in its place; without a tag, the place is empty. */
function showElement(place, tag) {
  if (place.firstElementChild?.localName !== tag) {
    place.replaceChildren(...(tag ? [document.createElement(tag)] : []));
  }
  return place.firstElementChild;
}

function showRoute() {
  const { view, section, isDashboard, isActivity, title, lead, home, sessionId } = readRoute();
  const isDetails = Boolean(sessionId);
  const isMaster = role === 'master';

  byId('list-page').hidden = isDetails || !view;
  byId('dashboard-page').hidden = !isDashboard || !isMaster;
  byId('settings-page').hidden = isDetails || !section || !isMaster;
  byId('details-page').hidden = !isDetails;
  byId('activity-page').hidden = isDetails || !isActivity || !isMaster;
  byId('dashboard-link').hidden = !isMaster;
  byId('activity-link').hidden = !isMaster;
  byId('settings-link').hidden = !isMaster;
  byId('back').href = home;
  byId('back').textContent = `Back to ${title}`;
  if (view) {
    byId('list-title').textContent = title;
    byId('list-lead').textContent = lead;
    list.view = view;
  }
  document.title = `${title} · Tamarind Pay`;
  for (const link of document.querySelectorAll('.sections a, .tabs a')) {
    const isCurrent = link.hash === home || (section && link.id === 'settings-link');
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  showElement(settings, isMaster ? settingsTags[section] : undefined);
  const shown = showElement(dashboard, isMaster && isDashboard ? 'kv-dashboard' : undefined);
  if (shown) shown.headingLevel = 1;
  const log = showElement(activity, isMaster && isActivity ? 'kv-activity-log' : undefined);
  if (log) log.headingLevel = 0;
  details.sessionId = isDetails ? decodeURIComponent(sessionId) : '';
  if (isDetails) byId('main').focus();
  shownHash = location.hash;
}

// What was entered in the settings stays while the user moves between their pages. The page of web hooks
// is left out: each change of a web hook is saved at once.
async function followAddress() {
  if (location.hash === shownHash) return;
  const { section } = readRoute();
  const keepsChanges = section && section !== 'hooks';
  if (!keepsChanges && !((await settings.firstElementChild?.confirmLeave?.()) ?? true)) {
    location.hash = shownHash;
    return;
  }
  showRoute();
}

// From a list, or from a preview in the settings.
byId('main').addEventListener('kv-session-open', ({ detail }) => {
  location.hash = `${readRoute().home}/${encodeURIComponent(detail.sessionId)}`;
});
// A number of the dashboard leads to the list of the sessions that it counts.
byId('main').addEventListener('kv-sessions-open', ({ detail: { view, ...filters } }) => {
  Object.assign(list, { search: '', ...filters });
  location.hash = view === 'awaiting' ? '#/awaiting' : '#/all';
});
provider.addEventListener('kv-review-connect', ({ detail }) => {
  ({ role } = detail);
  showRoute();
});
addEventListener('hashchange', followAddress);
showRoute();
