/**
 * Checks where web hooks go (abuse case 24): only to https URLs whose host is on the public internet. The
 * host is resolved once, all its addresses are checked, and the connection uses the checked addresses. So
 * a second answer of the name server cannot lead into the private network.
 */
import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

export type HookAddressErrorCode =
  'invalid-url' | 'not-https' | 'credentials' | 'unresolvable' | 'private-address';

/** The message contains no address, because the user who set the URL sees it. */
export class HookAddressError extends Error {
  readonly code: HookAddressErrorCode;

  constructor(code: HookAddressErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }

  override get name() {
    return 'HookAddressError' as const;
  }
}

export interface HookAddressRules {
  /** Allows URLs without encryption. Default: false. */
  allowHttp?: boolean;
  /** Allows private addresses, for receivers in your own network. Default: false. */
  allowPrivate?: boolean;
}

/** Finds all addresses of a host name. By default, the operating system does. */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

const resolveBySystem: ResolveHost = (hostname) => lookup(hostname, { all: true });

/** Global unicast (RFC 4291, 2.4). It contains ranges for special purposes, which are excluded below. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');
/** Addresses that embed an IPv4 address (RFC 6052, 2.1), as resolvers answer in networks without IPv4. */
const nat64 = ipaddr.IPv6.parseCIDR('64:ff9b::/96');

/**
 * Public addresses that lead to a cloud's own services from inside that cloud. No registry lists them, so
 * each has its source.
 */
const cloudServices = [
  // Azure: the WireServer, which serves certificates and settings of the machine.
  // https://learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
  '168.63.129.16/32',
  // IBM Cloud: its private services and service endpoints.
  // https://cloud.ibm.com/docs/vpc?topic=vpc-service-endpoints-for-vpc
  '161.26.0.0/16',
  '166.8.0.0/14',
].map((range) => ipaddr.IPv4.parseCIDR(range));

/** ISATAP (RFC 5214, 6.1): an IPv6 address of any prefix that a network sends to an IPv4 address. */
const isIsatap = (bytes: readonly number[]): boolean =>
  (bytes[8] === 0 || bytes[8] === 2) && bytes[9] === 0 && bytes[10] === 0x5e && bytes[11] === 0xfe;

/**
 * Whether an address is on the public internet. Addresses in IANA's special-purpose registries (RFC 6890)
 * are not: private, loopback, link-local (which includes metadata services), shared (RFC 6598), unique
 * local, multicast and documentation addresses. If an address embeds another one, the embedded one counts.
 */
export function isPublicAddress(address: string): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv4) {
    return parsed.range() === 'unicast' && !cloudServices.some((range) => parsed.match(range));
  }
  // A zone identifier refers to an interface of this machine.
  if (address.includes('%')) return false;
  if (parsed.match(nat64)) {
    return isPublicAddress(ipaddr.fromByteArray(parsed.toByteArray().slice(12)).toString());
  }
  const isGlobal = parsed.match(globalUnicast) && parsed.range() === 'unicast';
  return isGlobal && !isIsatap(parsed.toByteArray());
}

const hostnameOf = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '');

/**
 * Checks the URL of a hook without resolving its host: when the setting is saved, and again before each
 * attempt.
 * @throws HookAddressError
 */
export function parseHookUrl(text: string, rules: HookAddressRules = {}): URL {
  const url = URL.parse(text);
  if (!url) throw new HookAddressError('invalid-url', 'The address is not a URL.');
  const isHttp = url.protocol === 'http:' && rules.allowHttp === true;
  if (url.protocol !== 'https:' && !isHttp) {
    throw new HookAddressError('not-https', 'The address must begin with https.');
  }
  if (url.username !== '' || url.password !== '') {
    throw new HookAddressError(
      'credentials',
      'The address must not contain a user name or a password.',
    );
  }
  url.hash = '';
  const hostname = hostnameOf(url);
  if (isIP(hostname) !== 0) assertPublic([hostname], rules);
  return url;
}

function assertPublic(addresses: readonly string[], rules: HookAddressRules): void {
  if (!rules.allowPrivate && !addresses.every(isPublicAddress)) {
    throw new HookAddressError('private-address', 'The address is not on the public internet.');
  }
}

/**
 * Finds the addresses to connect to. If any of them is private, all are refused: no honest host has both
 * kinds, and the connection could use either.
 * @throws HookAddressError
 */
export async function resolveHookHost(
  url: URL,
  rules: HookAddressRules = {},
  resolve: ResolveHost = resolveBySystem,
): Promise<readonly LookupAddress[]> {
  const hostname = hostnameOf(url);
  const family = isIP(hostname);
  const addresses =
    family === 0
      ? await resolve(hostname).catch((cause: unknown) => {
          throw new HookAddressError('unresolvable', 'The host name has no address.', { cause });
        })
      : [{ address: hostname, family }];
  if (addresses.length === 0) {
    throw new HookAddressError('unresolvable', 'The host name has no address.');
  }
  assertPublic(
    addresses.map(({ address }) => address),
    rules,
  );
  return addresses;
}

/** A lookup for `node:net` that returns the checked addresses and asks no name server. */
export function pinnedLookup(addresses: readonly LookupAddress[]): LookupFunction {
  return (_hostname, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else if (first) callback(null, first.address, first.family);
  };
}
