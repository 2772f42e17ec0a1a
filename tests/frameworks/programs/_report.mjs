// What the programs have in common: their task, and how they report.

export const baseURL = process.env.FRAMEWORKS_BASE_URL;
export const apiKey = process.env.FRAMEWORKS_API_KEY;
export const chatModel = process.env.FRAMEWORKS_CHAT_MODEL;
export const responsesModel = process.env.FRAMEWORKS_RESPONSES_MODEL;

// It does not mention the tool, so that only the tool's presence makes the mock call it.
export const question = 'How cold is it in Oslo?';
export const temperature = '4 degrees and snow';

/** Throw unless `text` contains `expected`. */
export function assertContains(text, expected) {
  if (!text?.includes(expected)) {
    throw new Error(`${JSON.stringify(text)} does not contain ${JSON.stringify(expected)}`);
  }
}

/** Run the function of each feature, and print a line of JSON about it: whether it failed, and how. */
export async function report(features) {
  for (const [feature, run] of Object.entries(features)) {
    let problem = null;
    try {
      await run();
    } catch (error) {
      console.error(error);
      problem = String(error);
    }
    console.log(JSON.stringify({ feature, problem }));
  }
}
