// The contract to browse: its operations, and their schemas, unfolded on demand.

import { element, foreign, section, table, unfoldable } from './elements.js';

/** Return the elements that show an OpenAPI document. */
export function contractView(contract) {
  const operations = Object.entries(contract.paths).flatMap(([path, item]) => Object.entries(item)
    .filter(([, operation]) => operation.responses)
    .map(([method, operation]) => operationView(contract, `${method.toUpperCase()} ${path}`, operation)));
  return [element('h2', {}, `${contract.info.title}, version ${contract.info.version}`), ...operations];
}

function operationView(contract, title, operation) {
  const content = () => [
    element('p', {}, operation.description ?? operation.summary),
    parameters(contract, operation.parameters ?? []),
    operation.requestBody && section('Request', ...bodies(contract, resolve(contract, operation.requestBody))),
    section('Responses', ...Object.entries(operation.responses).map(([status, response]) => responseView(contract, status, response))),
  ].filter(Boolean);
  const summary = operation.summary ? `${title} · ${operation.summary}` : title;
  return unfoldable(summary, content, { class: 'operation' });
}

function parameters(contract, references) {
  const rows = references.map((each) => resolve(contract, each)).map((each) => [
    foreign('code', each.name), `${each.in}, ${presence(each)}`, typeOf(contract, each.schema ?? {}), each.description,
  ]);
  return rows.length > 0 && section('Parameters', table(['Name', 'In', 'Type', 'Description'], rows));
}

function responseView(contract, status, reference) {
  const response = resolve(contract, reference);
  const headers = Object.entries(response.headers ?? {}).map(([name, header]) => {
    const resolved = resolve(contract, header);
    return [foreign('code', name), presence(resolved), typeOf(contract, resolved.schema ?? {}), resolved.description];
  });
  return unfoldable(`${status} ${response.description ?? ''}`, () => [
    headers.length > 0 && table(['Header', '', 'Type', 'Description'], headers),
    ...bodies(contract, response),
  ].filter(Boolean));
}

function presence({ required }) {
  return required ? 'required' : 'optional';
}

function bodies(contract, { content = {} }) {
  return Object.entries(content).map(([type, { schema }]) => schemaView(contract, type, schema ?? {}, false));
}

/** Return the view of a schema: its name, its type, and what is in it. */
function schemaView(contract, name, reference, isRequired) {
  const schema = resolve(contract, reference);
  const parts = schemaParts(schema);
  const title = element(
    'span', { class: 'schema' },
    foreign('code', name), ' ', element('span', { class: 'type' }, typeOf(contract, reference)),
    isRequired ? element('span', { class: 'required' }, ' required') : null,
    schema.description ? element('span', { class: 'description' }, ` ${schema.description}`) : null,
  );
  if (parts.length === 0) return element('div', {}, title);
  return unfoldable(title, () => parts.map(([part, inner, required]) => schemaView(contract, part, inner, required)));
}

/** Return the schemas in a schema: each with a name, and whether it is required. */
function schemaParts(schema) {
  const required = schema.required ?? [];
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((keyword) => (schema[keyword] ?? []).map((each) => [keyword, each, false]));
  const inner = ['items', 'additionalProperties', 'contentSchema', 'not']
    .filter((keyword) => typeof schema[keyword] === 'object')
    .map((keyword) => [keyword, schema[keyword], false]);
  const properties = Object.entries(schema.properties ?? {}).map(([name, each]) => [name, each, required.includes(name)]);
  return [...properties, ...inner, ...branches];
}

/** Return the type of a schema in words: the name of a component, types, allowed values, limits. */
function typeOf(contract, reference) {
  const schema = resolve(contract, reference);
  const name = reference.$ref?.split('/').at(-1);
  const values = schema.enum ?? schema['x-extensible-enum'];
  const limits = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'minLength', 'maxLength', 'minItems', 'maxItems', 'pattern', 'default']
    .filter((keyword) => schema[keyword] !== undefined)
    .map((keyword) => `${keyword} ${JSON.stringify(schema[keyword])}`);
  return [
    name,
    [schema.type ?? []].flat().join(' or '),
    schema.const === undefined ? '' : JSON.stringify(schema.const),
    values ? values.map((value) => JSON.stringify(value)).join(', ') : '',
    ...limits,
  ].filter(Boolean).join(' · ');
}

/** Return what a reference leads to; anything else as it is. */
function resolve(contract, value) {
  let resolved = value;
  while (resolved && resolved.$ref) {
    const steps = resolved.$ref.split('/').slice(1).map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
    resolved = steps.reduce((node, step) => node[step], contract);
  }
  return resolved === true || resolved === undefined ? {} : resolved;
}
