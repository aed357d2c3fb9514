// Passkeys need a script: the browser alone speaks to the device. A button with data-passkey="add" or "use" asks the server
// what is to be signed (data-at), lets the device sign it, and goes on to data-next.
for (const button of document.querySelectorAll('button[data-passkey]')) {
  if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) continue;
  button.hidden = false;
  const said = document.getElementById('passkey-said');
  const send = async (body) => {
    const answer = await fetch(button.dataset.at, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(answer.status);
    return answer.json();
  };
  button.addEventListener('click', async (event) => {
    event.preventDefault();
    if (said) said.textContent = '';
    try {
      const options = await send({});
      const signed =
        button.dataset.passkey === 'add'
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(options) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(options) });
      await send({ answer: signed.toJSON(), name: document.getElementById('f-passkey')?.value ?? '' });
      location.assign(button.dataset.next);
    } catch {
      if (said) said.textContent = button.dataset.failed;
    }
  });
}
