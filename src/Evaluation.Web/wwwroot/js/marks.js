// Lists with check boxes work without this; with it one box marks all of a list, and a choice above a list is taken at once.
(() => {
  for (const form of document.querySelectorAll('[data-marks]')) {
    const all = form.querySelector('[data-mark-all]');
    if (!all) continue;
    const boxes = () => [...form.querySelectorAll(`input[type=checkbox][name="${form.dataset.marks || 'marked'}"]:not(:disabled)`)];
    const show = () => {
      const marked = boxes().filter(box => box.checked).length;
      all.checked = marked > 0 && marked === boxes().length;
      all.indeterminate = marked > 0 && !all.checked;
    };
    all.hidden = boxes().length === 0;
    all.addEventListener('change', () => {
      for (const box of boxes()) box.checked = all.checked;
    });
    form.addEventListener('change', show);
    show();
  }

  for (const form of document.querySelectorAll('form[data-auto]')) {
    form.addEventListener('change', event => {
      if (event.target.matches('select')) form.requestSubmit();
    });
  }
})();
