// Menus are <details> elements and work without this; with it they close when one clicks elsewhere or presses Escape.
(() => {
  const open = () => document.querySelectorAll('details.menu[open], details.confirm[open]');

  document.addEventListener('click', event => {
    for (const menu of open()) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener('keydown', event => {
    if (event.key !== 'Escape') return;
    for (const menu of open()) {
      menu.open = false;
      menu.querySelector('summary').focus();
    }
  });

  // A second click while the first is on its way would post the form twice.
  document.addEventListener('submit', event => {
    const form = event.target;
    if (form.method !== 'post' || form.target) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = 'yes';
    // <button data-busy="…"> says that the work takes a while.
    const button = event.submitter;
    if (button?.dataset.busy) {
      button.dataset.words = button.innerHTML;
      button.textContent = button.dataset.busy;
    }
  });

  // Back from the next page, the form may be sent again.
  addEventListener('pageshow', () => {
    for (const form of document.forms) delete form.dataset.sent;
    for (const button of document.querySelectorAll('[data-words]')) button.innerHTML = button.dataset.words;
  });

  // <input type="file" data-most-bytes="…" data-too-large="…">: what is too large is refused at the field, before minutes go by for sending what the server would cut off.
  document.addEventListener('change', event => {
    const input = event.target;
    if (!input.dataset.mostBytes) return;
    const isTooLarge = [...input.files].some(file => file.size > Number(input.dataset.mostBytes));
    input.setCustomValidity(isTooLarge ? input.dataset.tooLarge : '');
    input.parentElement.querySelector('.invalid-feedback')?.remove();
    input.classList.toggle('is-invalid', isTooLarge);
    input.setAttribute('aria-invalid', isTooLarge);
    input.setAttribute('aria-describedby', `${input.id}-hint ${input.id}-error`);
    if (!isTooLarge) return;
    const error = document.createElement('div');
    error.className = 'invalid-feedback';
    error.id = `${input.id}-error`;
    error.textContent = input.dataset.tooLarge;
    input.parentElement.append(error);
  });

  // <button data-copy="#id"> copies the text or value of an element and says so with the words in data-copied.
  document.addEventListener('click', async event => {
    const button = event.target.closest('[data-copy]');
    if (!button) return;
    const source = document.querySelector(button.dataset.copy);
    await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
    if (!button.dataset.copied) return;
    const words = button.textContent;
    button.textContent = button.dataset.copied;
    setTimeout(() => { button.textContent = words; }, 2000);
  });

  // navigator.clipboard exists over https and on localhost only; elsewhere the button would do nothing.
  if (!navigator.clipboard) {
    for (const button of document.querySelectorAll('[data-copy]')) button.hidden = true;
  }
})();
