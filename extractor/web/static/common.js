// What several pages need. Everything works without scripts, too; these only make it quicker.

/** Send `data` (an object: JSON) to `url` with this page's token. Gives the answer's JSON; throws an Error that says why not. */
export async function send(url, data) {
  const answer = await fetch(url, {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-Token": document.querySelector('meta[name="token"]').content,
    },
    body: JSON.stringify(data),
  });
  const body = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Error(body.message || String(answer.status));
  return body;
}
