import type { Device } from '../../model/session.js';
import type { Random } from './random.js';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';
const iPhone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)';

/** The device, and its share of 100 sessions. Chrome on Android has hidden the model since 2023. */
const devices: readonly (readonly [device: Device, weight: number])[] = [
  mobile(
    'iPhone',
    'Safari 18.6',
    'iOS 18.6',
    `${iPhone} Version/18.6 Mobile/15E148 Safari/604.1`,
    28,
  ),
  mobile(
    'iPhone',
    'Chrome 141',
    'iOS 18.6',
    `${iPhone} CriOS/141.0.7390.41 Mobile/15E148 Safari/604.1`,
    5,
  ),
  mobile(
    null,
    'Chrome 141',
    'Android',
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/141.0.0.0 Mobile Safari/537.36`,
    24,
  ),
  mobile(
    'SM-S928B',
    'Chrome WebView 140',
    'Android 15',
    `Mozilla/5.0 (Linux; Android 15; SM-S928B Build/AP3A.240905.015; wv) ${webKit} Version/4.0 Chrome/140.0.7339.207 Mobile Safari/537.36`,
    6,
  ),
  mobile(
    'Pixel 9',
    'Chrome WebView 141',
    'Android 16',
    `Mozilla/5.0 (Linux; Android 16; Pixel 9 Build/BP2A.250805.005; wv) ${webKit} Version/4.0 Chrome/141.0.7390.43 Mobile Safari/537.36`,
    4,
  ),
  mobile(
    '2312DRA50G',
    'Chrome WebView 138',
    'Android 14',
    `Mozilla/5.0 (Linux; Android 14; 2312DRA50G Build/UKQ1.230804.001; wv) ${webKit} Version/4.0 Chrome/138.0.7204.179 Mobile Safari/537.36`,
    4,
  ),
  mobile(
    null,
    'Samsung Internet 28',
    'Android',
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    6,
  ),
  mobile(
    null,
    'Firefox 143',
    'Android 14',
    'Mozilla/5.0 (Android 14; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0',
    2,
  ),
  computer(
    'Chrome 141',
    'Windows 10',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/141.0.0.0 Safari/537.36`,
    9,
  ),
  computer(
    'Edge 141',
    'Windows 10',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    3,
  ),
  computer(
    'Firefox 143',
    'Windows 10',
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0',
    2,
  ),
  computer(
    'Safari 18.6',
    'macOS 10.15',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    4,
    'Macintosh',
  ),
  computer(
    'Firefox 143',
    'Linux',
    'Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0',
    1,
  ),
  [Object.freeze({ name: null, type: null, browser: null, os: null, userAgent: null }), 2],
];

function mobile(
  name: string | null,
  browser: string,
  os: string,
  userAgent: string,
  weight: number,
): readonly [Device, number] {
  return [Object.freeze({ name, type: 'mobile', browser, os, userAgent }), weight];
}

function computer(
  browser: string,
  os: string,
  userAgent: string,
  weight: number,
  name: string | null = null,
): readonly [Device, number] {
  return [Object.freeze({ name, type: 'pc', browser, os, userAgent }), weight];
}

/** One of a few shared, frozen devices. */
export function pickDevice(random: Random): Device {
  return random.weighted(devices);
}

/** An address from the documentation blocks of RFC 5737 and RFC 3849, which are in no use. */
export function pickAddress(random: Random): string {
  if (random.chance(0.18)) {
    const group = () => random.int(0x100, 0xffff).toString(16);
    return ['2001:db8', group(), group(), '', group()].join(':');
  }
  return [random.pick(['192.0.2', '198.51.100', '203.0.113']), random.int(1, 254)].join('.');
}
