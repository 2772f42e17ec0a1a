// The page: its connection to the mock, and which view it shows. The address has the view: #requests/12, #contract.

import { contractView } from './contract.js';
import { element } from './elements.js';
import { requestDetails } from './request_details.js';
import { RequestList } from './request_list.js';
import { openRuleDialog } from './rule_dialog.js';

const ENDPOINTS = '/_mock/window';

const requestsView = document.getElementById('requests-view');
const contractPane = document.getElementById('contract-view');
const details = document.getElementById('details');
const connection = document.getElementById('connection');
const hint = details.firstElementChild;

const list = new RequestList((number) => `#requests/${number}`);
let usesRules = false;
let shown = null; // the number of the request whose details are shown

function connect() {
  const source = new EventSource(`${ENDPOINTS}/requests`);
  source.addEventListener('mock', (event) => {
    const mock = JSON.parse(event.data);
    usesRules = mock.uses_rules;
    document.getElementById('base-url').textContent = location.origin + mock.base_path;
    list.clear();
    showConnection('Live', false);
  });
  source.addEventListener('requests', (event) => {
    const { oldest, rows } = JSON.parse(event.data);
    list.update(oldest, rows);
    if (rows.some((row) => row.number === shown)) loadDetails(shown);
  });
  source.addEventListener('error', () => {
    showConnection('The mock cannot be reached', true);
    // The browser gives up after a response with an error status.
    if (source.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
  });
}

function showConnection(text, isLost) {
  connection.textContent = text;
  connection.classList.toggle('lost', isLost);
}

/** Show what the address names. */
async function showView() {
  const [view, number] = location.hash.slice(1).split('/');
  const isContract = view === 'contract';
  requestsView.hidden = isContract;
  contractPane.hidden = !isContract;
  for (const [id, isCurrent] of [['requests-link', !isContract], ['contract-link', isContract]]) {
    const link = document.getElementById(id);
    if (isCurrent) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  }
  document.title = `${isContract ? 'Contract' : 'Requests'} · aimlkit mock`;
  if (isContract) await showContract();
  else await showRequest(number ? Number(number) : null);
}

async function showRequest(number) {
  const previous = shown;
  shown = number;
  requestsView.classList.toggle('with-details', number !== null);
  if (number === null) {
    details.replaceChildren(hint);
    if (previous !== null) list.focus();
    list.select(null);
    return;
  }
  list.select(number);
  await loadDetails(number);
  if (shown === number) document.getElementById('details-title')?.focus();
}

/** Load the details of a request, and show them unless another one was chosen meanwhile. */
async function loadDetails(number) {
  let content;
  try {
    const request = await load(`requests/${number}`);
    content = requestDetails(request, usesRules ? openRuleDialog : null);
  } catch (problem) {
    content = [element('a', { class: 'back', href: '#requests' }, '← All requests'), element('p', { class: 'bad' }, problem.message)];
  }
  if (shown !== number) return;
  const hadFocus = details.contains(document.activeElement);
  details.replaceChildren(...content);
  if (hadFocus) document.getElementById('details-title')?.focus();
}

async function showContract() {
  if (contractPane.childElementCount > 0) return;
  try {
    contractPane.replaceChildren(...contractView(await load('contract')));
  } catch (problem) {
    contractPane.replaceChildren();
    showConnection(problem.message, true);
  }
}

async function load(path) {
  const response = await fetch(`${ENDPOINTS}/${path}`);
  const value = await response.json();
  if (!response.ok) throw new Error(value.message ?? `status ${response.status}`);
  return value;
}

document.getElementById('skip').addEventListener('click', (event) => {
  event.preventDefault(); // the address names the view
  (contractPane.hidden ? details : contractPane).focus();
});
document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && shown !== null && !document.querySelector('dialog[open]')) location.hash = '#requests';
});
addEventListener('hashchange', showView);
showView();
connect();
