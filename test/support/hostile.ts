/** HOSTILE is a title as an attacker would choose it: markup, a channel mention, a script and control characters. */
export const HOSTILE = `<img src=x onerror="document.title='owned'"> <!channel> "'&amp; <script>document.title='owned'</script>`;

/** postSlack calls a Slack stand-in's method, chat.postMessage unless told, and returns where the message is. */
export async function postSlack(
  api: string,
  body: Record<string, unknown>,
  method = "chat.postMessage",
): Promise<{ channel: string; ts: string }> {
  const answer = await fetch(api + method, {
    method: "POST",
    headers: { authorization: "Bearer xoxb-test", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  const told = (await answer.json()) as {
    ok: boolean;
    error?: string;
    channel: string;
    ts: string;
  };
  if (!told.ok) throw new Error(`the stand-in refused ${method}: ${told.error}`);
  return told;
}
