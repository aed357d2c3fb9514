// @ts-check
// Keys for the review desk. Each presses a button that is on the page and works without this file.
const typing = (/** @type {EventTarget | null} */ target) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

// A decision is sent once: a key held down, or pressed again before the answer is here, must not meet the same item twice.
let sent = false;
document.addEventListener('submit', () => (sent = true));
addEventListener('pageshow', () => (sent = false));

// In a list j and k go from line to line, x chooses the line; enter opens it as any link.
const inList = (/** @type {KeyboardEvent} */ event) => {
  const rows = [...document.querySelectorAll('[data-list] [data-row]')];
  if (rows.length === 0 || !/^[jkx]$/.test(event.key)) return false;
  event.preventDefault();
  const at = rows.findIndex((row) => row === document.activeElement);
  if (event.key === 'x') {
    const box = rows[at]?.closest('li')?.querySelector('input[type=checkbox]');
    if (box instanceof HTMLElement) box.click();
    return true;
  }
  const row = rows[event.key === 'j' ? Math.min(at + 1, rows.length - 1) : Math.max(at - 1, 0)];
  if (row instanceof HTMLElement) row.focus();
  return true;
};

document.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && event.target instanceof HTMLElement) event.target.blur();
  if (sent || event.repeat || typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === '?') {
    const keys = document.getElementById('keys');
    if (keys instanceof HTMLDetailsElement) keys.open = !keys.open;
    return;
  }
  if (event.key === 'e') {
    event.preventDefault();
    const field = document.querySelector('[data-edit]');
    if (field instanceof HTMLElement) field.focus();
    return;
  }
  if (!/^[a-z]$/.test(event.key)) return;
  if (inList(event)) return;
  const found = document.querySelector(`[data-key="${event.key}"]`);
  if (!found) return;
  event.preventDefault();
  if (found instanceof HTMLFormElement) found.requestSubmit();
  else if (found instanceof HTMLElement) {
    found.click();
    const field = found.closest('details')?.querySelector('textarea, input:not([type=hidden])');
    if (field instanceof HTMLElement) field.focus();
  }
});
