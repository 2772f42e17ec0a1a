// The features of the mock that programs use: its control endpoints, and its commands.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const mockURL = process.env.FRAMEWORKS_MOCK_URL;

/** Run a function while the mock has these rules, and nothing else. */
export async function withRules(rules, run) {
  await control('POST', 'reset');
  await control('POST', 'rules', rules);
  try {
    await run();
  } finally {
    await control('POST', 'reset');
  }
}

/** Return the statuses of the requests that the mock has recorded. */
export async function statuses() {
  return (await control('GET', 'requests')).map((request) => request.status);
}

async function control(method, name, body) {
  const response = await fetch(`${mockURL}/_mock/${name}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${name}: ${await response.text()}`);
  return response.json();
}

/** Call a function with the base URL of a mock that records what the one of this program responds; then of one that replays it. */
export async function recordThenReplay(run) {
  const folder = await mkdtemp(join(tmpdir(), 'recordings-'));
  try {
    const recorded = await withMock(['--record', folder, '--upstream', mockURL], run);
    const replayed = await withMock(['--replay', folder], run);
    return [recorded, replayed];
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function withMock(options, run) {
  const mock = spawn(process.env.FRAMEWORKS_PYTHON, ['-m', 'aimlkit.mock', '--port', '0', ...options]);
  try {
    const [baseURL] = await once(createInterface(mock.stdout), 'line');
    return await run(baseURL);
  } finally {
    mock.kill();
    await once(mock, 'exit');
  }
}
