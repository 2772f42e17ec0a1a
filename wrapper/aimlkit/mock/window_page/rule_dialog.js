// The dialog that adds a rule.

const dialog = document.getElementById('rule-dialog');
const text = document.getElementById('rule-text');
const error = document.getElementById('rule-error');

document.getElementById('rule-add').addEventListener('click', addRule);
document.getElementById('rule-cancel').addEventListener('click', () => dialog.close());

/** Open the dialog with a suggested rule. */
export function openRuleDialog(rule) {
  text.value = rule;
  error.textContent = '';
  dialog.showModal();
  text.focus();
}

async function addRule() {
  error.textContent = '';
  try {
    const rule = JSON.parse(text.value);
    const response = await fetch('/_mock/rules', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify([rule]),
    });
    if (!response.ok) throw new Error((await response.json()).message ?? `status ${response.status}`);
    dialog.close();
  } catch (problem) {
    error.textContent = problem.message;
  }
}
