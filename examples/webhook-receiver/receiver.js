/** Receives the web hooks of a company. README.md describes the settings. */
import { Buffer } from 'node:buffer';
import console from 'node:console';
import { createServer } from 'node:http';
import process from 'node:process';
import { WebhookError, verifyWebhook } from 'kv-review-server/webhooks';

const secrets = (process.env.WEBHOOK_SECRETS ?? '').split(' ').filter(Boolean);
const port = Number(process.env.PORT ?? 8090);
const maxBodyBytes = 65_536;

/**
 * The ids of the events that were handled. A real receiver stores each id in its database, in one
 * transaction with the effects of the event. Then it handles no event twice, even after a crash.
 */
const handled = new Set();

/** Replace this with the work of your portal, such as unlocking the client's account. */
function handleEvent(event) {
  console.log(`${event.type} ${event.data?.sessionId ?? ''}`);
}

/** The unchanged bytes: a body that was parsed and serialized again does not match its signature. */
async function readBody(request) {
  const chunks = [];
  let length = 0;
  for await (const chunk of request) {
    length += chunk.length;
    if (length > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** Returns the status of the answer. After any status but 2xx, the backend sends the event again. */
async function receive(request) {
  if (request.method !== 'POST') return 405;
  const rawBody = await readBody(request);
  if (!rawBody) return 413;
  try {
    const isSeen = (id) => handled.has(id);
    const { id, body } = await verifyWebhook(request.headers, rawBody, secrets, { isSeen });
    handleEvent(JSON.parse(Buffer.from(body).toString('utf8')));
    handled.add(id);
    return 204;
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    // The backend missed our first answer, or somebody repeats a request.
    if (error.code === 'replayed') return 200;
    return error.code === 'malformed' ? 400 : 401;
  }
}

const server = createServer((request, response) => {
  receive(request)
    .catch((error) => {
      console.error(error);
      return 500;
    })
    .then((status) => response.writeHead(status, { connection: 'close' }).end());
});

if (secrets.length === 0) {
  console.error('Set WEBHOOK_SECRETS to the secret of the hook (whsec_…).');
  process.exit(1);
}
server.listen(port, () => console.log(`listening on port ${server.address().port}`));
