// Elements of the page. Text becomes text: nothing here, or elsewhere, makes HTML of it.

/** Return an element with attributes, and children: elements, or values that are shown as text. */
export function element(tag, attributes = {}, ...children) {
  const created = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value !== null && value !== undefined && value !== false) created.setAttribute(name, value === true ? '' : value);
  }
  for (const child of children) {
    if (child !== null && child !== undefined) created.append(child instanceof Node ? child : String(child));
  }
  return created;
}

/** Return text that a client or a server wrote, with its line breaks. */
export function foreign(tag, text) {
  return element(tag, { class: 'foreign', dir: 'auto' }, text);
}

/** Return a block of JSON, code, or another text whose spaces matter; it can be scrolled with the keyboard. */
export function block(text, label) {
  return element('pre', { class: 'foreign', tabindex: '0', role: 'region', 'aria-label': label }, text);
}

/** Return a section with a heading. */
export function section(title, ...children) {
  return element('section', {}, element('h3', {}, title), ...children);
}

/** Return something that is unfolded on demand; its content is made when that happens. */
export function unfoldable(title, makeContent, attributes = {}) {
  const details = element('details', attributes, element('summary', {}, title));
  details.addEventListener('toggle', () => {
    if (details.open && details.childElementCount === 1) details.append(element('div', { class: 'inside' }, ...makeContent()));
  });
  return details;
}

/** Return a button that calls a function. */
export function button(label, onClick) {
  const created = element('button', { type: 'button' }, label);
  created.addEventListener('click', onClick);
  return created;
}

/** Return a table with a row of headings, and rows of cells: elements or values. */
export function table(headings, rows) {
  const head = element('tr', {}, ...headings.map((heading) => element('th', { scope: 'col' }, heading)));
  const body = rows.map((cells) => element('tr', {}, ...cells.map(cell)));
  return element('div', { class: 'table' }, element('table', {}, element('thead', {}, head), element('tbody', {}, ...body)));
}

function cell(content) {
  return content instanceof HTMLTableCellElement ? content : element('td', {}, content);
}

/** Return the seconds of a request, or of an event, in a readable unit. */
export function duration(seconds) {
  if (seconds === null) return 'running';
  return seconds < 1 ? `${Math.round(seconds * 1000)} ms` : `${seconds.toFixed(2)} s`;
}

/** Return a time of the day from seconds since 1970. */
export function timeOfDay(seconds) {
  return new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
}
