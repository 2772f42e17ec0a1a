// openai-node.

import OpenAI from 'openai';
import { zodResponseFormat, zodTextFormat } from 'openai/helpers/zod';
import { z } from 'zod';

import assert from 'node:assert/strict';

import { recordThenReplay, statuses, withRules } from './_mock.mjs';
import {
  apiKey, assertContains, baseURL, chatModel, question, report, responsesModel, temperature,
} from './_report.mjs';

const client = new OpenAI({ apiKey, baseURL, maxRetries: 0 });
const messages = [{ role: 'user', content: question }];
const Forecast = z.object({ city: z.string(), degrees: z.number(), days: z.array(z.string()) });
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const weather = {
  type: 'function',
  function: { name: 'get_weather', description: 'The weather.', parameters, parse: JSON.parse, function: () => temperature },
};
const responsesTool = { type: 'function', name: 'get_weather', parameters, strict: null };

async function plain() {
  const completion = await client.chat.completions.create({ model: chatModel, messages });
  assertContains(completion.choices[0].message.content, question);
}

async function streamed() {
  let text = '';
  const stream = client.chat.completions.stream({ model: chatModel, messages });
  for await (const chunk of stream) text += chunk.choices[0].delta.content ?? '';
  assertContains(text, question);
  assertContains(await stream.finalContent(), question);
}

async function tools() {
  const runner = client.chat.completions.runTools({ model: chatModel, messages, tools: [weather] });
  assertContains(await runner.finalContent(), temperature);
  const again = [...runner.messages, ...messages];
  const second = client.chat.completions.runTools({ model: chatModel, messages: again, tools: [weather] });
  assertContains(await second.finalContent(), temperature);
}

async function streamedTools() {
  const runner = client.chat.completions.runTools({ model: chatModel, messages, tools: [weather], stream: true });
  assertContains(await runner.finalContent(), temperature);
}

async function structured() {
  const completion = await client.chat.completions.parse({
    model: chatModel, messages, response_format: zodResponseFormat(Forecast, 'forecast'),
  });
  Forecast.parse(completion.choices[0].message.parsed);
}

async function jsonMode() {
  const schema = JSON.stringify(z.toJSONSchema(Forecast));
  const completion = await client.chat.completions.create({
    model: chatModel,
    messages: [{ role: 'system', content: `Answer by this schema: ${schema}` }, ...messages],
    response_format: { type: 'json_object' },
  });
  Forecast.parse(JSON.parse(completion.choices[0].message.content));
}

async function responses() {
  const response = await client.responses.create({ model: responsesModel, input: question });
  assertContains(response.output_text, question);
}

async function responsesStreamed() {
  let text = '';
  const stream = client.responses.stream({ model: responsesModel, input: question });
  for await (const event of stream) if (event.type === 'response.output_text.delta') text += event.delta;
  assertContains(text, question);
  assertContains((await stream.finalResponse()).output_text, question);
}

async function responsesTools() {
  const tools = [responsesTool];
  const first = await client.responses.create({ model: responsesModel, input: messages, tools });
  const call = first.output.find((item) => item.type === 'function_call');
  const result = { type: 'function_call_output', call_id: call.call_id, output: temperature };
  const conversation = [...messages, ...first.output, result];
  const second = await client.responses.create({ model: responsesModel, input: conversation, tools });
  assertContains(second.output_text, temperature);
  const later = [...conversation, ...second.output, ...messages];
  assertContains((await client.responses.create({ model: responsesModel, input: later })).output_text, question);
}

async function responsesStructured() {
  const response = await client.responses.parse({
    model: responsesModel, input: question, text: { format: zodTextFormat(Forecast, 'forecast') },
  });
  Forecast.parse(response.output_parsed);
}

async function rules() {
  await withRules([{ match: { contains: 'Oslo' }, reply: [{ text: 'Cold.' }, { refusal: 'No.' }] }], async () => {
    const first = await client.chat.completions.create({ model: chatModel, messages });
    assert.equal(first.choices[0].message.content, 'Cold.');
    const stream = client.chat.completions.stream({ model: chatModel, messages });
    assert.equal((await stream.finalMessage()).refusal, 'No.');
    const other = await client.responses.create({ model: responsesModel, input: 'And in Rome?' });
    assertContains(other.output_text, 'And in Rome?');
  });
}

async function retries() {
  const patient = new OpenAI({ apiKey, baseURL, maxRetries: 3 });
  const reply = [{ status: 429, retry_after: 0.001 }, { status: 503 }, { reset: true }, { text: 'At last.' }];
  await withRules([{ reply }], async () => {
    const completion = await patient.chat.completions.create({ model: chatModel, messages });
    assert.equal(completion.choices[0].message.content, 'At last.');
    assert.deepEqual(await statuses(), [429, 503, null, 200]);
  });
  await withRules([{ reply: { text: 'Never.' }, faults: { cut_stream: 1 } }], async () => {
    const stream = await client.chat.completions.create({ model: chatModel, messages, stream: true });
    await assert.rejects(async () => { for await (const _ of stream); });
  });
}

async function recordings() {
  const [recorded, replayed] = await recordThenReplay(async (url) => {
    const other = new OpenAI({ apiKey, baseURL: url, maxRetries: 0 });
    const events = [];
    events.push(await other.chat.completions.create({ model: chatModel, messages }));
    for await (const event of await other.chat.completions.create({ model: chatModel, messages, stream: true })) events.push(event);
    events.push(await other.responses.create({ model: responsesModel, input: question }));
    for await (const event of await other.responses.create({ model: responsesModel, input: question, stream: true })) events.push(event);
    return events;
  });
  assert.ok(recorded.length > 10);
  assert.deepEqual(replayed, recorded);
}

await report({
  plain,
  streamed,
  tools: async () => {
    await tools();
    await streamedTools();
  },
  structured,
  'JSON mode': jsonMode,
  Responses: responses,
  'Responses streamed': responsesStreamed,
  'Responses tools': responsesTools,
  'Responses structured': responsesStructured,
  rules,
  retries,
  recordings,
});
