// <form data-download="/next">: a form answered by a file. Says that it is being made, saves it, and then goes on to the page, whose figures have changed.
// Without this the file comes all the same and the page stays as it is.
for (const form of document.querySelectorAll('form[data-download]')) {
  const working = form.querySelector('[data-working]');
  const failed = form.querySelector('[data-failed]');

  const nameOf = answer => {
    const found = /filename\*=UTF-8''([^;]+)/i.exec(answer.headers.get('Content-Disposition') ?? '');
    return found ? decodeURIComponent(found[1]) : '';
  };

  const save = async answer => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(await answer.blob());
    link.download = nameOf(answer);
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  form.addEventListener('submit', async event => {
    event.preventDefault();
    if (!working.hidden) return;
    const buttons = form.querySelectorAll('button, .btn');
    working.hidden = false;
    failed.hidden = true;
    for (const button of buttons) button.classList.add('disabled');
    try {
      // A refusal is a redirect; it is followed by the window, so that the page says why.
      const answer = await fetch(form.action, { method: 'post', body: new URLSearchParams(new FormData(form)), redirect: 'manual' });
      const isFile = answer.ok && answer.headers.get('Content-Disposition');
      if (isFile) await save(answer);
      if (isFile || answer.type === 'opaqueredirect') setTimeout(() => location.assign(form.dataset.download), isFile ? 600 : 0);
      else throw new Error(answer.status);
    } catch {
      working.hidden = true;
      failed.hidden = false;
      for (const button of buttons) button.classList.remove('disabled');
    }
  });
}
