import { getToken } from './token.js';

const main = document.querySelector('main');
const template = document.querySelector('template');

function renderReviews() {
  main.replaceChildren(template.content.cloneNode(true));
  const list = main.querySelector('kv-session-list');
  const details = main.querySelector('kv-session-details');
  const open = (sessionId) => {
    details.sessionId = sessionId;
    details.parentElement.hidden = sessionId === '';
    list.hidden = sessionId !== '';
  };
  main.querySelector('kv-review-provider').getToken = getToken;
  main.querySelector('button').addEventListener('click', () => open(''));
  list.addEventListener('kv-session-open', ({ detail }) => open(detail.sessionId));
  details.addEventListener('kv-decision-complete', () => open(''));
}

function show(page) {
  if (page === 'home') return main.replaceChildren('Home');
  if (!main.querySelector('kv-session-list')) renderReviews();
  main.querySelector('kv-session-list').view = page;
}

for (const button of document.querySelector('nav').children) {
  button.addEventListener('click', () => show(button.id));
}
show('awaiting');
