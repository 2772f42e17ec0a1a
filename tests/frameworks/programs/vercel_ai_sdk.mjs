// Vercel AI SDK, with its OpenAI provider.

import { createOpenAI } from '@ai-sdk/openai';
import { generateText, Output, stepCountIs, streamText, tool } from 'ai';
import { z } from 'zod';

import {
  apiKey, assertContains, baseURL, chatModel, question, report, responsesModel, temperature,
} from './_report.mjs';

const openai = createOpenAI({ apiKey, baseURL });
const chat = openai.chat(chatModel);
const responses = openai.responses(responsesModel);
const user = { role: 'user', content: question };
const Forecast = z.object({ city: z.string(), degrees: z.number(), days: z.array(z.string()) });
const tools = {
  get_weather: tool({
    description: 'The weather in a city.',
    inputSchema: z.object({ city: z.string() }),
    execute: async () => temperature,
  }),
  get_time: tool({ description: 'The time.', inputSchema: z.object({}), execute: async () => 'noon' }),
};
const options = { maxRetries: 0, stopWhen: stepCountIs(4) };

async function plain(model) {
  assertContains((await generateText({ ...options, model, prompt: question })).text, question);
}

async function stream(model, expected, more) {
  let text = '';
  const result = streamText({ ...options, model, prompt: question, onError: () => {}, ...more });
  for await (const part of result.fullStream) {
    if (part.type === 'error') throw part.error;
    if (part.type === 'text-delta') text += part.text;
  }
  assertContains(text, expected);
}

async function callTools(model) {
  const first = await generateText({ ...options, model, tools, messages: [user] });
  assertContains(first.text, temperature);
  const messages = [user, ...first.response.messages, user];
  assertContains((await generateText({ ...options, model, tools, messages })).text, temperature);
}

async function allTools(model) {
  await callTools(model);
  await stream(model, temperature, { tools });
}

async function structured(model) {
  const output = Output.object({ schema: Forecast });
  Forecast.parse((await generateText({ ...options, model, tools, output, prompt: question })).output);
}

async function jsonMode(model) {
  const schema = JSON.stringify(z.toJSONSchema(Forecast));
  const system = `Answer in JSON by this schema: ${schema}`;
  const output = Output.json();
  Forecast.parse((await generateText({ ...options, model, output, system, prompt: question })).output);
}

await report({
  plain: () => plain(chat),
  streamed: () => stream(chat, question),
  tools: () => allTools(chat),
  structured: () => structured(chat),
  'JSON mode': () => jsonMode(chat),
  Responses: () => plain(responses),
  'Responses streamed': () => stream(responses, question),
  'Responses tools': () => allTools(responses),
  'Responses structured': async () => {
    await structured(responses);
    await jsonMode(responses);
  },
});
