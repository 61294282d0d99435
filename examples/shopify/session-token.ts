import { jwtVerify } from 'jose';

/** Who sends a request from the embedded page. */
export interface ShopUser {
  /** Such as `example.myshopify.com`. */
  readonly shop: string;
  /** The id of the user in the shop. */
  readonly userId: string;
}

export interface AppCredentials {
  /** The app's client id, which session tokens have in `aud`. */
  readonly clientId: string;
  /** The app's client secret, which signs session tokens. It never leaves this server. */
  readonly clientSecret: string;
}

/** A shop's own domain. Anything else could end the policy that contains it, or name another host. */
export const isShopName = (text: string): boolean =>
  /^[a-z0-9][a-z0-9-]{0,62}\.myshopify\.com$/.test(text);

/** Seconds by which two clocks may differ. */
const clockTolerance = 5;

/** A session token lasts a minute. One that claims to last longer is not from Shopify. */
const maxAge = 120;

/**
 * Verifies a session token of App Bridge: a JWT that Shopify signs with the app's secret.
 * @throws Error when anything about it is wrong. Do not tell the caller what.
 */
export async function verifySessionToken(
  token: string,
  { clientId, clientSecret }: AppCredentials,
  now = new Date(),
): Promise<ShopUser> {
  const { payload } = await jwtVerify(token, new TextEncoder().encode(clientSecret), {
    // The token must not choose the algorithm (RFC 8725, 3.1).
    algorithms: ['HS256'],
    audience: clientId,
    requiredClaims: ['exp', 'nbf', 'iat', 'iss', 'dest', 'sub'],
    maxTokenAge: maxAge,
    clockTolerance,
    currentDate: now,
  });
  const { iss, dest, sub: userId = '' } = payload;
  const shop = typeof dest === 'string' ? dest.replace(/^https:\/\//, '') : '';
  const isOfShop = dest === `https://${shop}` && iss === `https://${shop}/admin`;
  if (!isOfShop || !isShopName(shop)) throw new Error('The token names no shop.');
  if (!/^\d{1,20}$/.test(userId)) throw new Error('The token names no user.');
  return { shop, userId };
}
