import { parse } from 'bowser';

import type { Device } from './session.js';

/** The device that a `User-Agent` describes; `null` for a member that it does not contain. */
export type DeviceReading = Omit<Device, 'userAgent'>;

/** No browser sends a longer one, and each of the parser's expressions would scan all of it. */
const longestUserAgent = 1024;

const deviceTypes: Readonly<Partial<Record<string, Device['type']>>> = {
  desktop: 'pc',
  mobile: 'mobile',
  tablet: 'mobile',
};

/**
 * Reads a `User-Agent` (RFC 9110, 10.1.5). It accepts any string. It leaves out the versions that
 * browsers have frozen (User-Agent Reduction: `Android 10; K`, macOS `10_15_7`), because they are not
 * the device's. The result is a claim of the client's software, not evidence.
 */
export function readUserAgent(userAgent: string): DeviceReading {
  const text = userAgent.slice(0, longestUserAgent);
  if (text.trim() === '') return { name: null, type: null, browser: null, os: null };
  const { browser, os, platform } = parse(text);
  return {
    name: platform.model ?? androidModel(text),
    type: deviceTypes[platform.type ?? ''] ?? null,
    browser: join(browser.name, shorten(browser.version)),
    os: join(os.name, osVersion(text, os.name, os.version, os.versionName)),
  };
}

/** `SM-S928B` of `(Linux; Android 15; SM-S928B Build/AP3A; wv)`. */
function androidModel(userAgent: string): string | null {
  const part = /Android [\d.]+; (?:[a-z]{2}[-_][a-z]{2}; )?([^;()]{1,80})[;)]/i.exec(
    userAgent,
  )?.[1];
  const model = part?.replace(/ Build\/.*/, '').trim() ?? '';
  return model === '' || /^(?:K|Mobile|Tablet|wv|rv:.*)$/i.test(model) ? null : model;
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
