// The details of a request: what was sent, what was responded, and what can be done with it.

import { block, button, duration, element, foreign, section, table, timeOfDay, unfoldable } from './elements.js';

/** Return the elements that show a request. `addRule` is called with a suggested rule; it is null if rules are not used. */
export function requestDetails(request, addRule) {
  return [
    element('a', { class: 'back', href: '#requests' }, '← All requests'),
    element('h2', { id: 'details-title', tabindex: '-1' }, `${request.method} ${request.path}${request.query && `?${request.query}`}`),
    facts(request),
    actions(request, addRule),
    violations(request),
    request.messages && section('Messages', messages(request.messages)),
    section('Response', ...response(request)),
    parameters(request.parameters),
    request.tools.items.length > 0 && section('Tools', ...tools(request.tools)),
    section('Request', unfoldable('Headers', () => [headers(request.headers)]), ...body(request.body, 'Body of the request')),
  ].filter(Boolean);
}

function facts(request) {
  const pairs = [
    ['Status', request.status ?? (request.seconds === null ? 'not yet' : 'no response')],
    ['Time', `${timeOfDay(request.received_at)}, ${duration(request.seconds)}`],
    ['Operation', request.operation || 'not in the contract'],
    ['Model', request.model],
    ['Rule', request.rule ?? (request.model && 'none')],
    ['Fault', request.fault],
    ['Cost', pairsText(request.cost)],
    ['Usage', pairsText(request.usage)],
  ];
  const shown = pairs.filter(([, value]) => value !== null && value !== undefined && value !== '');
  return element('dl', { class: 'facts' }, ...shown.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}

/** Return names with their values in one line. */
function pairsText(values) {
  return Object.entries(values).map(([name, value]) => `${name} ${value}`).join(', ');
}

function actions(request, addRule) {
  const result = element('span', { role: 'status' });
  const buttons = [
    request.curl && button('Copy as curl', () => copy(request.curl, result)),
    request.python && button('Copy as Python', () => copy(request.python, result)),
    request.suggested_rule && addRule && button('Add a rule …', () => addRule(request.suggested_rule)),
  ].filter(Boolean);
  const code = [
    request.curl && unfoldable('As curl', () => [block(request.curl, 'curl')]),
    request.python && unfoldable('As Python', () => [block(request.python, 'Python')]),
  ].filter(Boolean);
  return element('div', {}, element('div', { class: 'buttons' }, ...buttons, result), ...code);
}

/** Copy text; without access to the clipboard, which a page has on the same machine only, say where the text is. */
async function copy(text, result) {
  try {
    await navigator.clipboard.writeText(text);
    result.textContent = 'Copied.';
  } catch {
    result.textContent = 'The browser does not allow it: unfold the code, and copy it from there.';
  }
}

function violations(request) {
  const { items, left_out: leftOut } = request.violations;
  if (items.length === 0) {
    return request.unchecked && section('Violations', element('p', {}, `Not checked: ${request.unchecked}.`));
  }
  const entries = items.map((each) => element(
    'li', {},
    element('span', { class: 'bad' }, `${each.direction} `), foreign('code', each.schema_path),
    `: ${each.rule}: `, foreign('span', each.sample),
    each.action && unfoldable('Action of the overlay that would allow it', () => [block(each.action, 'Action')]),
  ));
  return section('Violations of the contract', element('ul', {}, ...entries), moreItems(leftOut));
}

function messages({ items, left_out: leftOut }) {
  const entries = items.map((message) => element(
    'li', {},
    element('div', { class: 'role' }, message.tool_name ? `${message.role}: ${message.tool_name}` : message.role),
    message.text && element('div', { class: 'text foreign', dir: 'auto' }, message.text),
    ...message.tool_calls.items.map(toolCall),
  ));
  return element('div', {}, moreItems(leftOut), element('ol', { class: 'messages' }, ...entries));
}

function toolCall(call) {
  return element('div', {}, element('div', { class: 'role' }, 'calls ', foreign('code', call.name)), block(call.arguments, 'Arguments'));
}

function response(request) {
  const sent = request.response;
  if (sent === null) return [element('p', { class: 'hint' }, 'Nothing was sent.')];
  return [
    sent.has_ended && !sent.is_complete && element('p', { class: 'bad' }, 'It ended early.'),
    sent.is_shortened && element('p', { class: 'bad' }, 'It is too large to be recorded as a whole.'),
    request.output.items.length > 0 && messages(request.output),
    unfoldable('Headers of the response', () => [headers(sent.headers)]),
    ...(sent.is_stream ? [events(sent.events)] : body(sent.body, 'Body of the response')),
  ].filter(Boolean);
}

function events({ items, left_out: leftOut }) {
  const title = `Events as they were sent: ${items.length + leftOut}`;
  const rows = () => items.map((event) => [element('td', { class: 'number' }, duration(event.at)), foreign('code', event.block.trimEnd())]);
  return unfoldable(title, () => [table(['After', 'Event'], rows()), moreItems(leftOut)].filter(Boolean));
}

function parameters(values) {
  const rows = Object.entries(values).map(([name, value]) => [element('th', { scope: 'row' }, name), foreign('code', value)]);
  return rows.length > 0 && section('Parameters', table(['Name', 'Value'], rows));
}

function tools({ items, left_out: leftOut }) {
  return [...items.map((tool, index) => block(tool, `Tool ${index + 1}`)), moreItems(leftOut)].filter(Boolean);
}

function headers(values) {
  return table(['Name', 'Value'], Object.entries(values).map(([name, value]) => [foreign('code', name), foreign('code', value)]));
}

/** Return a body: as it was sent and, if it is JSON, with line breaks. */
function body({ size, text, formatted }, label) {
  if (size === 0) return [element('p', { class: 'hint' }, 'There is no body.')];
  const asSent = unfoldable(`${label} as it was sent, ${size.toLocaleString('en')} bytes`, () => [block(text, label)]);
  return formatted === null ? [asSent] : [unfoldable(`${label} with line breaks`, () => [block(formatted, label)]), asSent];
}

function moreItems(count) {
  return count > 0 ? element('p', { class: 'hint' }, `${count.toLocaleString('en')} more are not shown.`) : null;
}
