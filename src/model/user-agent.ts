import { parse } from 'bowser';

import { lookUp } from './known.js';
import type { ClientHints, Device } from './session-summary.js';

/** The device that a `User-Agent` describes; `null` for a member that it does not contain. */
export type DeviceReading = Pick<Device, 'name' | 'type' | 'browser' | 'os'>;

/** No browser sends a longer one, and each of the parser's expressions would scan all of it. */
const longestUserAgent = 1024;

const deviceTypes: Readonly<Partial<Record<string, Device['type']>>> = {
  desktop: 'pc',
  mobile: 'mobile',
  tablet: 'mobile',
};

const nothing: DeviceReading = { name: null, type: null, browser: null, os: null };

/**
 * Reads the device from what its browser has sent: from client hints where there are some, and from
 * the `User-Agent` for the rest. The result is a claim of the client's software, not evidence.
 */
export function readDevice({
  userAgent,
  clientHints,
}: Pick<Device, 'userAgent' | 'clientHints'>): DeviceReading {
  const text = userAgent === null ? nothing : readUserAgent(userAgent);
  if (!clientHints) return text;
  return {
    name: clientHints.model?.trim() || text.name,
    type: typeOf(clientHints) ?? text.type,
    browser: browserOf(clientHints) ?? text.browser,
    os: osOf(clientHints) ?? text.os ?? (clientHints.platform || null),
  };
}

const deviceTypeByPlatform: Readonly<Record<string, Device['type']>> = {
  android: 'mobile',
  ios: 'mobile',
  'chrome os': 'pc',
  'chromium os': 'pc',
  linux: 'pc',
  macos: 'pc',
  windows: 'pc',
};

/** A tablet is not `mobile` in the hints; its platform tells. */
function typeOf({ mobile, platform = '' }: ClientHints): Device['type'] {
  return mobile === true
    ? 'mobile'
    : (lookUp(deviceTypeByPlatform, platform.toLowerCase()) ?? null);
}

/** Names that are longer in the hints than in a `User-Agent`. */
const brandNames: Readonly<Record<string, string>> = { 'Google Chrome': 'Chrome' };

/** Skips made-up brands (GREASE, such as `Not?A_Brand`), and the engine if there is another brand. */
function browserOf({ fullVersionList = [], brands = [] }: ClientHints): string | null {
  const list = fullVersionList.length > 0 ? fullVersionList : brands;
  const real = list.filter(({ brand }) => !/^\W*not\W+a\W*brand/i.test(brand.replaceAll('_', ' ')));
  const own = real.find(({ brand }) => brand !== 'Chromium') ?? real[0];
  return own ? join(lookUp(brandNames, own.brand) ?? own.brand, shorten(own.version)) : null;
}

/** The `platformVersion` of Windows 11 is 13 or higher. `null` if the hints have no version. */
function osOf({ platform, platformVersion = '' }: ClientHints): string | null {
  if (platform === 'Chrome OS' || platform === 'Chromium OS') return 'Chrome OS';
  if (!platform || platform === 'Unknown' || platformVersion === '') return null;
  const major = Number.parseInt(platformVersion, 10);
  if (platform === 'Windows')
    return major >= 13 ? 'Windows 11' : major >= 1 ? 'Windows 10' : platform;
  return join(platform, shorten(platformVersion));
}

/**
 * Reads a `User-Agent` (RFC 9110, 10.1.5). It accepts any string. It leaves out the versions that
 * browsers have frozen (User-Agent Reduction: `Android 10; K`, macOS `10_15_7`), because they are not
 * the device's.
 */
export function readUserAgent(userAgent: string): DeviceReading {
  const text = userAgent.slice(0, longestUserAgent);
  if (text.trim() === '') return nothing;
  const { browser, os, platform } = parse(text);
  const osName = osNameOf(text) ?? os.name;
  return {
    name: platform.model ?? (osName === 'iPadOS' ? 'iPad' : androidModel(text)),
    type: deviceTypeOf(text) ?? deviceTypes[platform.type ?? ''] ?? null,
    browser: ownBrowserOf(text) ?? join(browser.name, shorten(browser.version)),
    os: join(
      osName,
      osName === os.name ? osVersion(text, os.name, os.version, os.versionName) : '',
    ),
  };
}

/** Browsers that the parser does not know, or takes for the engine inside. */
const ownBrowsers: readonly (readonly [name: string, version: RegExp])[] = [
  ['UC Browser', /\bUCBrowser\/([\d.]+)/],
  ['Opera Mini', /\bOpera Mini\/([\d.]+)/],
  ['Huawei Browser', /\bHuaweiBrowser\/([\d.]+)/],
  ['ArkWeb', /\bArkWeb\/([\d.]+)/],
];

function ownBrowserOf(userAgent: string): string | null {
  for (const [name, version] of ownBrowsers) {
    const found = version.exec(userAgent)?.[1];
    if (found !== undefined) return join(name, shorten(found));
  }
  return null;
}

/** Systems that call themselves by another name for the sake of old pages. */
function osNameOf(userAgent: string): string | undefined {
  // HarmonyOS up to 4 is named beside a frozen `Android 10`; from 5 on the parser knows it.
  if (/\(Linux; Android [\d.]+; HarmonyOS;/.test(userAgent)) return 'HarmonyOS';
  if (isDesktopModePad(userAgent)) return 'iPadOS';
  if (/\bKAIOS\//.test(userAgent)) return 'KaiOS';
  return undefined;
}

/** A web view of an iPad asks for desktop pages, but still says `Mobile`. Its Safari says nothing. */
const isDesktopModePad = (userAgent: string): boolean => /\(Macintosh;.*\bMobile\//.test(userAgent);

function deviceTypeOf(userAgent: string): Device['type'] {
  if (/\(X11; CrOS |\(PC; OpenHarmony/.test(userAgent)) return 'pc';
  return /\bOpera Mini\//.test(userAgent) || isDesktopModePad(userAgent) ? 'mobile' : null;
}

/** `SM-S928B` of `(Linux; Android 15; SM-S928B Build/AP3A; wv)`. */
function androidModel(userAgent: string): string | null {
  const part =
    /Android [\d.]+; (?:HarmonyOS; )?(?:[a-z]{2}[-_][a-z]{2}; )?([^;()]{1,80})[;)]/i.exec(
      userAgent,
    )?.[1];
  const model = part?.replace(/ Build\/.*/, '').trim() ?? '';
  return model === '' || /^(?:K|Mobile|Tablet|wv|rv:.*|HarmonyOS)$/i.test(model) ? null : model;
}

function osVersion(
  userAgent: string,
  name: string | undefined,
  version: string | undefined,
  versionName: string | undefined,
): string | undefined {
  switch (name) {
    // Windows 11 sends `NT 10.0` too.
    case 'Windows':
      return versionName === '10' ? '10/11' : versionName;
    case 'Android':
      return userAgent.includes('Android 10; K') ? undefined : version;
    case 'macOS':
      return version === '10.15.7' ? undefined : version;
    default:
      return version;
  }
}

/** `141` of `141.0.0.0`, `18.6` of `18.6.1`. */
function shorten(version: string | undefined): string | undefined {
  const [major, minor] = version?.split('.') ?? [];
  return minor === undefined || minor === '0' ? major : `${major ?? ''}.${minor}`;
}

function join(name: string | undefined, version: string | undefined): string | null {
  return name ? [name, version].filter(Boolean).join(' ') : null;
}
