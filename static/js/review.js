// @ts-check
// Keys for the review desk. Each presses a button that is on the page and works without this file.
const typing = (/** @type {EventTarget | null} */ target) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

// A decision is sent once: a key held down, or pressed again before the answer is here, must not meet the same item twice.
let sent = false;
document.addEventListener('submit', () => (sent = true));
addEventListener('pageshow', () => (sent = false));

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
