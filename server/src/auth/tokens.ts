import { randomUUID } from 'node:crypto';

import { decodeJwt, errors, jwtVerify, SignJWT, type JWTVerifyGetKey } from 'jose';
import { isReviewError, ReviewError } from 'kv-review/api';
import { checkRequest } from 'kv-review/api/handler';
import type { Actor } from 'kv-review/model';
import * as v from 'valibot';

import { readBearer, unauthenticated } from './bearer.ts';
import { claims, tokenGrant, type TokenGrant } from './claims.ts';
import { createKeyFinder, type JwksSource } from './jwks.ts';
import { indexSecrets, type NamedSecret } from './named-secrets.ts';

/** The sender of a request, by a valid token. */
export interface Caller {
  readonly companyId: string;
  readonly actor: Actor;
  /** The token's `jti`, for the activity log. `null` when the issuer sets none. */
  readonly tokenId: string | null;
  /** RFC 3339. */
  readonly expiresAt: string;
}

/** The names in the tokens of one issuer. */
interface IssuerNames {
  /** `iss` of every token, compared exactly. */
  readonly issuer: string;
  /** The name of this server in `aud`. */
  readonly audience: string;
}

/** The requirements for tokens of every issuer. */
interface CommonSettings extends IssuerNames {
  /** The longest time between `iat` and `exp`, in seconds. Default 900. */
  readonly maxLifetime?: number;
  /** The largest difference between the clocks, in seconds. Default 10. */
  readonly clockTolerance?: number;
  /** The only companies that tokens may be issued for. Default: any. */
  readonly companyIds?: readonly string[];
  /**
   * Receives the reason of a refusal, for the log; the caller does not learn it. The reason is a fixed
   * word, never a part of the token.
   */
  readonly onRefused?: (reason: string) => void;
  /** Default: the clock of this machine. */
  readonly now?: () => Date;
}

/** Tokens that are signed with a shared secret: HS256. */
export interface SecretSettings extends CommonSettings {
  /** The first one signs. A token without `kid` is accepted only if there is one secret. */
  readonly secrets: readonly NamedSecret[];
  /** An identity provider whose tokens are accepted too. Its `issuer` is another one. */
  readonly provider?: ProviderSettings;
}

/** An identity provider: the names in its tokens, and its public keys. */
export interface ProviderSettings extends IssuerNames {
  readonly jwks: JwksSource;
}

/** Tokens of an identity provider: RS256, ES256 or EdDSA. */
export interface JwksSettings extends CommonSettings, ProviderSettings {}

export type TokenSettings = SecretSettings | JwksSettings;

/** A new token. */
export interface IssuedToken {
  readonly token: string;
  readonly tokenId: string;
  /** RFC 3339. */
  readonly expiresAt: string;
}

export interface Tokens {
  /**
   * Identifies the sender of a request by its `Authorization: Bearer` field.
   * @throws ReviewError `unauthenticated`, the same for every reason; `unavailable` when the identity
   *   provider's keys cannot be fetched.
   */
  authenticate(request: Request): Promise<Caller>;
  /**
   * @throws ReviewError `unsupported` when an identity provider issues the tokens; `invalid` for a grant
   *   that is malformed, that lasts too long, or whose company is not in `companyIds`.
   */
  issueToken(grant: TokenGrant): Promise<IssuedToken>;
  /**
   * The grant with its lifetime, for a token that is issued later.
   * @throws ReviewError as `issueToken`.
   */
  checkGrant(grant: TokenGrant): Required<TokenGrant>;
}

/** The kind of key determines the algorithm, never the token (RFC 8725, 3.1). */
interface Keys {
  readonly algorithms: string[];
  readonly find: JWTVerifyGetKey;
  /** The secret that signs new tokens. */
  readonly signing?: { readonly kid: string; readonly secret: Uint8Array };
}

function secretKeys(secrets: readonly NamedSecret[]): Keys {
  const byId = indexSecrets(secrets, 'The secrets of tokens');
  const [first] = [...byId].map(([kid, secret]) => ({ kid, secret }));
  const only = byId.size === 1 ? first?.secret : undefined;
  return {
    algorithms: ['HS256'],
    find({ kid }) {
      const secret = kid === undefined ? only : byId.get(kid);
      if (!secret) throw new errors.JWKSNoMatchingKey();
      return secret;
    },
    ...(first && { signing: first }),
  };
}

const publicKeys = (source: JwksSource): Keys => ({
  // EdDSA has two names: that of RFC 8037, and Ed25519 of RFC 9864.
  algorithms: ['RS256', 'ES256', 'EdDSA', 'Ed25519'],
  find: createKeyFinder(source),
});

/** An issuer whose tokens are accepted, and the keys of these tokens. */
interface Issuer extends IssuerNames {
  readonly keys: Keys;
}

const providerOf = ({ issuer, audience, jwks }: ProviderSettings): Issuer => ({
  ...{ issuer, audience, keys: publicKeys(jwks) },
});

function issuersOf(settings: TokenSettings): Issuer[] {
  if (!('secrets' in settings)) return [providerOf(settings)];
  const { issuer, audience, secrets, provider } = settings;
  if (provider?.issuer === issuer) {
    throw new Error('The identity provider and this server must not have the same issuer.');
  }
  const own = { issuer, audience, keys: secretKeys(secrets) };
  return provider ? [own, providerOf(provider)] : [own];
}

/** Verifies tokens, and issues them if it has a secret. */
export function createTokens(settings: TokenSettings): Tokens {
  const { companyIds, now = () => new Date() } = settings;
  const { maxLifetime = 900, clockTolerance = 10 } = settings;
  const issuers = issuersOf(settings);
  const own = issuers.find(({ keys }) => keys.signing);

  const isAllowed = (companyId: string) => !companyIds || companyIds.includes(companyId);

  function refuse(reason: string): ReviewError {
    settings.onRefused?.(reason);
    return unauthenticated();
  }

  async function verify(token: string): Promise<unknown> {
    try {
      // Not verified yet: it chooses the keys, and with them the algorithms and what `iss` and `aud` must be.
      const { iss } = decodeJwt(token);
      const found = issuers.find(({ issuer }) => issuer === iss);
      if (!found) throw refuse('unknown issuer');
      const { keys, issuer, audience } = found;
      const { payload } = await jwtVerify(token, keys.find, {
        algorithms: keys.algorithms,
        issuer,
        audience,
        clockTolerance,
        // With it, jose refuses an `iat` in the future as well.
        maxTokenAge: maxLifetime,
        requiredClaims: ['exp'],
        currentDate: now(),
      });
      return payload;
    } catch (error) {
      if (isReviewError(error)) throw error;
      // The error contains the claims, so only its code is passed on.
      throw refuse(error instanceof errors.JOSEError ? error.code : 'ERR_UNKNOWN');
    }
  }

  async function authenticate(request: Request): Promise<Caller> {
    const result = v.safeParse(claims, await verify(readBearer(request)));
    if (!result.success) throw refuse(`malformed claim: ${v.getDotPath(result.issues[0])}`);
    const { sub, name, company, role, jti = null, iat, exp } = result.output;
    if (exp - iat > maxLifetime) throw refuse('lifetime too long');
    if (!isAllowed(company)) throw refuse('company not allowed');
    return {
      companyId: company,
      actor: { id: sub, name, role },
      tokenId: jti,
      expiresAt: new Date(exp * 1000).toISOString(),
    };
  }

  /** The names and the key of tokens that this server issues. */
  function requireSigning(): IssuerNames & NonNullable<Keys['signing']> {
    if (own?.keys.signing) return { ...own, ...own.keys.signing };
    throw new ReviewError(
      'unsupported',
      'This server cannot issue tokens, because an identity provider does. To issue tokens here too, configure a secret (KV_TOKEN_SECRETS).',
    );
  }

  function checkGrant(grant: TokenGrant): Required<TokenGrant> {
    requireSigning();
    const checked = withLifetime(grant, maxLifetime);
    if (!isAllowed(checked.companyId))
      throw invalid('/companyId', 'not a company that this issuer may issue tokens for');
    return checked;
  }

  async function issueToken(grant: TokenGrant): Promise<IssuedToken> {
    const { kid, secret, issuer, audience } = requireSigning();
    const { companyId, actor, lifetimeSeconds } = checkGrant(grant);
    const tokenId = randomUUID();
    const issuedAt = Math.floor(now().getTime() / 1000);
    const expiresAt = issuedAt + lifetimeSeconds;
    const token = await new SignJWT({ name: actor.name, company: companyId, role: actor.role })
      .setProtectedHeader({ alg: 'HS256', kid, typ: 'JWT' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setSubject(actor.id)
      .setJti(tokenId)
      .setIssuedAt(issuedAt)
      .setExpirationTime(expiresAt)
      .sign(secret);
    return { token, tokenId, expiresAt: new Date(expiresAt * 1000).toISOString() };
  }

  return { authenticate, issueToken, checkGrant };
}

const invalid = (pointer: string, message: string): ReviewError =>
  new ReviewError('invalid', 'The grant is not valid.', { parts: [{ pointer, message }] });

function withLifetime(grant: unknown, maxLifetime: number): Required<TokenGrant> {
  const checked = checkRequest(tokenGrant, grant);
  const { lifetimeSeconds = maxLifetime } = checked;
  if (lifetimeSeconds > maxLifetime) {
    throw invalid('/lifetimeSeconds', `at most ${maxLifetime} seconds`);
  }
  return { ...checked, lifetimeSeconds };
}
