// The list of requests: newest first, filtered, and within the number that the mock records.

import { duration, element, timeOfDay } from './elements.js';

/** What can be shown: the label, and which rows. */
const FILTERS = {
  all: ['everything', () => true],
  successful: ['successful', (row) => row.status !== null && row.status < 400],
  failed: ['failed', (row) => row.seconds !== null && (row.status === null || row.status >= 400)],
  violations: ['with violations', (row) => row.violations > 0],
  rule: ['with a rule', (row) => row.rule !== null],
  running: ['running', (row) => row.seconds === null],
};

export class RequestList {
  /** `requestLink` returns the address of the details of a request. */
  constructor(requestLink) {
    this.requestLink = requestLink;
    this.entries = new Map(); // by number: the row, its item in the list, and its text for the search
    this.selected = null;
    this.list = document.getElementById('list');
    this.search = document.getElementById('search');
    this.filter = document.getElementById('filter');
    this.filter.append(...Object.entries(FILTERS).map(([value, [label]]) => element('option', { value }, label)));
    this.search.addEventListener('input', () => this.applyFilter());
    this.filter.addEventListener('change', () => this.applyFilter());
    this.list.addEventListener('keydown', (event) => this.moveFocus(event));
  }

  /** Remove all requests. */
  clear() {
    this.entries.clear();
    this.list.replaceChildren();
    this.showCount();
  }

  /** Show rows that are new or have changed, and remove those that the mock does not record any more. */
  update(oldest, rows) {
    for (const [number, entry] of this.entries) {
      if (number < oldest) {
        entry.item.remove();
        this.entries.delete(number);
      }
    }
    for (const row of rows.filter((each) => each.number >= oldest)) this.put(row);
    this.showCount();
  }

  put(row) {
    const known = this.entries.get(row.number);
    const item = known?.item ?? element('li', { 'data-number': row.number }, element('a', { href: this.requestLink(row.number) }));
    item.firstChild.replaceChildren(...rowContent(row));
    const entry = { row, item, text: searchedText(row) };
    this.entries.set(row.number, entry);
    item.hidden = !this.isShown(entry);
    if (!known) this.insert(item, row.number);
    this.mark(item, row.number === this.selected);
  }

  /** Insert an item before the next older one; requests arrive in almost the same order. */
  insert(item, number) {
    let older = this.list.firstElementChild;
    while (older && Number(older.dataset.number) > number) older = older.nextElementSibling;
    this.list.insertBefore(item, older);
  }

  /** Mark the request whose details are shown. */
  select(number) {
    this.selected = number;
    for (const [each, entry] of this.entries) this.mark(entry.item, each === number);
  }

  /** Move the focus to the request whose details were shown, or to the first one. */
  focus() {
    const entry = this.entries.get(this.selected);
    (entry?.item.firstChild ?? this.shownLinks()[0])?.focus();
  }

  mark(item, isSelected) {
    if (isSelected) item.firstChild.setAttribute('aria-current', 'true');
    else item.firstChild.removeAttribute('aria-current');
  }

  applyFilter() {
    for (const entry of this.entries.values()) entry.item.hidden = !this.isShown(entry);
    this.showCount();
  }

  isShown(entry) {
    const [, isIncluded] = FILTERS[this.filter.value];
    const words = this.search.value.toLowerCase().split(/\s+/);
    return isIncluded(entry.row) && words.every((word) => entry.text.includes(word));
  }

  showCount() {
    const total = this.entries.size;
    const shown = [...this.entries.values()].filter((entry) => !entry.item.hidden).length;
    const requests = total === 1 ? '1 request' : `${total} requests`;
    document.getElementById('count').textContent = shown === total ? requests : `${shown} of ${requests}`;
    document.getElementById('empty').hidden = total > 0;
  }

  shownLinks() {
    return [...this.list.querySelectorAll('li:not([hidden]) > a')];
  }

  moveFocus(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    const links = this.shownLinks();
    links[links.indexOf(document.activeElement) + step]?.focus();
    event.preventDefault();
  }
}

function rowContent(row) {
  const hasFailed = row.seconds !== null && (row.status === null || row.status >= 400);
  const marks = [
    row.model && element('span', { class: 'mark' }, row.model),
    row.rule && element('span', { class: 'mark' }, `rule: ${row.rule}`),
    row.fault && element('span', { class: 'mark warning' }, `fault: ${row.fault}`),
    row.violations > 0 && element('span', { class: 'mark bad' }, violationCount(row.violations)),
  ].filter(Boolean);
  return [
    element('span', { class: `status ${hasFailed ? 'bad' : 'good'}` }, row.status ?? (row.seconds === null ? '…' : 'none')),
    element('span', { class: 'target' }, `${row.method} ${row.path}`),
    element('span', { class: 'time' }, `${timeOfDay(row.received_at)} · ${duration(row.seconds)}`),
    row.text && element('bdi', { class: 'excerpt' }, row.text),
    marks.length > 0 && element('span', { class: 'marks' }, ...marks),
  ].filter(Boolean);
}

function violationCount(count) {
  return count === 1 ? '1 violation' : `${count} violations`;
}

function searchedText(row) {
  const values = [row.method, row.path, row.status, row.operation, row.api, row.model, row.rule, row.fault, row.text, row.output];
  return values.filter((value) => value !== null).join(' ').toLowerCase();
}
