// Evaluator pages work without this file; it only makes them easier.
(() => {
  'use strict';
  const prefix = 'sheet ';

  const forget = () => {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
  };

  const enter = document.getElementById('enter');
  if (enter) {
    // A refused code opens no sheet any more; nothing of it stays on a shared phone.
    if (enter.dataset.refused) forget();
    const field = document.getElementById('code');
    const arrived = decodeURIComponent(location.hash.slice(1));
    if (arrived) {
      // The code came in the fragment, which no server sees; now it leaves the address bar and the history as well.
      history.replaceState(null, '', location.pathname + location.search);
      field.value = arrived;
      enter.requestSubmit();
    }
    field.addEventListener('input', () => {
      const symbols = field.value.toUpperCase().replace(/[^0-9A-Z]/g, '').slice(0, 14);
      if (field.selectionStart === field.value.length) field.value = symbols.replace(/(.{4})(?=.)/g, '$1-');
    });
  }

  if (document.getElementById('end')) forget();

  const sheet = document.getElementById('sheet');
  if (!sheet) return;
  const key = prefix + sheet.elements.code.value;
  const count = document.getElementById('count');
  const bar = sheet.querySelector('progress');

  const show = () => {
    const chosen = sheet.querySelectorAll('input[type=radio]:checked').length;
    count.textContent = count.dataset.text.replace('{0}', chosen);
    bar.value = chosen;
  };
  const keep = () => {
    const kept = {};
    for (const field of sheet.elements) {
      if (field.type === 'radio' ? field.checked : field.tagName === 'TEXTAREA' && field.value) kept[field.name] = field.value;
    }
    try { sessionStorage.setItem(key, JSON.stringify(kept)); } catch { /* full or forbidden: the sheet works without */ }
    show();
  };
  const restore = () => {
    let kept = {};
    try { kept = JSON.parse(sessionStorage.getItem(key) || '{}'); } catch { /* not ours */ }
    for (const [name, value] of Object.entries(kept)) {
      for (const field of sheet.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === 'radio') field.checked = field.value === value;
        else if (field.tagName === 'TEXTAREA') field.value = value;
      }
    }
  };

  // A sheet that comes back with a notice bears what was sent; a fresh one takes what this device kept.
  if (!sheet.dataset.noted) restore();
  keep();
  sheet.addEventListener('input', keep);

  // Tapping a chosen grade again takes it back: the row is blank again.
  let before = null;
  sheet.addEventListener('pointerdown', (event) => {
    const radio = event.target.closest('label')?.querySelector('input[type=radio]');
    before = radio && radio.checked ? radio : null;
  });
  sheet.addEventListener('click', (event) => {
    if (event.target === before && event.detail > 0) {
      before.checked = false;
      keep();
    }
    before = null;
  });

  const buttons = sheet.querySelectorAll('button');
  sheet.addEventListener('submit', () => setTimeout(() => buttons.forEach((b) => { b.disabled = true; })));
  addEventListener('pageshow', () => buttons.forEach((b) => { b.disabled = false; }));
  document.getElementById('notice')?.focus();
})();
