/** A secret with an id. Signatures name the id, so they stay valid after the next secret is added. */
export interface NamedSecret {
  readonly id: string;
  /** At least 32 random bytes in UTF-8. In an environment variable, it cannot contain a comma. */
  readonly secret: string;
}

/** The length of the output of SHA-256: no shorter key may be used with HS256 (RFC 7518, 3.2). */
const minimumBytes = 32;

/**
 * Parses `<id>:<secret>[,<id>:<secret>…]` from an environment variable. The first secret signs; all are
 * accepted.
 * @throws Error that names the variable and what is wrong with it, never a secret.
 */
export function parseNamedSecrets(text: string, variable: string): NamedSecret[] {
  const secrets = text.split(',').map((part, index) => {
    const colon = part.indexOf(':');
    const id = part.slice(0, Math.max(colon, 0)).trim();
    if (!/^[\w-]{1,64}$/.test(id)) {
      throw new Error(
        `${variable}: entry ${index + 1} must have the form <id>:<secret>, with an id of up to 64 letters, digits, '-' and '_'.`,
      );
    }
    return { id, secret: part.slice(colon + 1).trim() };
  });
  indexSecrets(secrets, variable);
  return secrets;
}

/**
 * The bytes of each secret by its id, in the order given.
 * @throws Error when there is none, one is too short, or two share an id.
 */
export function indexSecrets(
  secrets: readonly NamedSecret[],
  name: string,
): Map<string, Uint8Array<ArrayBuffer>> {
  if (secrets.length === 0) throw new Error(`${name}: at least one secret is required.`);
  const byId = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const { id, secret } of secrets) {
    const bytes = new TextEncoder().encode(secret);
    if (bytes.length < minimumBytes) {
      throw new Error(
        `${name}: the secret '${id}' has ${bytes.length} bytes; it must have at least ${minimumBytes} random bytes, such as the output of: openssl rand -base64 48`,
      );
    }
    if (byId.has(id)) throw new Error(`${name}: two secrets have the id '${id}'.`);
    byId.set(id, bytes);
  }
  return byId;
}
