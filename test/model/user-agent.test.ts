import { expect } from '@open-wc/testing';

import { readUserAgent, type DeviceReading } from '../../src/model/user-agent.js';

const webKit = 'AppleWebKit/537.36 (KHTML, like Gecko)';

const reading = (
  name: DeviceReading['name'],
  type: DeviceReading['type'],
  browser: DeviceReading['browser'],
  os: DeviceReading['os'],
): DeviceReading => ({ name, type, browser, os });

const nothing = reading(null, null, null, null);

const examples: readonly (readonly [what: string, userAgent: string, DeviceReading])[] = [
  [
    'an Apple phone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    reading('iPhone', 'mobile', 'Safari 18.6', 'iOS 18.6'),
  ],
  [
    'a tablet, which is mobile',
    'Mozilla/5.0 (iPad; CPU OS 16_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1',
    reading('iPad', 'mobile', 'Safari 16', 'iOS 16.0'),
  ],
  [
    'an Android web view with its model',
    `Mozilla/5.0 (Linux; Android 15; SM-S928B Build/AP3A.240905.015; wv) ${webKit} Version/4.0 Chrome/140.0.7339.207 Mobile Safari/537.36`,
    reading('SM-S928B', 'mobile', 'Chrome 140', 'Android 15'),
  ],
  [
    'an old Android with its language',
    'Mozilla/5.0 (Linux; U; Android 4.4.2; en-us; GT-I9505 Build/KOT49H) AppleWebKit/534.30 (KHTML, like Gecko) Version/4.0 Mobile Safari/534.30',
    reading('GT-I9505', 'mobile', 'Android Browser 4', 'Android 4.4.2'),
  ],
  [
    'a reduced user agent, whose model and version are placeholders',
    `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/141.0.0.0 Mobile Safari/537.36`,
    reading(null, 'mobile', 'Chrome 141', 'Android'),
  ],
  [
    'Firefox on Android, which names no model',
    'Mozilla/5.0 (Android 14; Mobile; rv:143.0) Gecko/143.0 Firefox/143.0',
    reading(null, 'mobile', 'Firefox 143', 'Android 14'),
  ],
  [
    'Windows, which may be 10 or 11',
    `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0`,
    reading(null, 'pc', 'Microsoft Edge 141', 'Windows 10/11'),
  ],
  [
    'macOS, whose version is frozen',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15',
    reading(null, 'pc', 'Safari 18.6', 'macOS'),
  ],
  ['markup', '<img src=x onerror="globalThis.hacked = true">', nothing],
  ['nothing', '', nothing],
  ['blanks', ' \t ', nothing],
  ['a megabyte of nothing', 'x'.repeat(1_000_000), nothing],
];

describe('readUserAgent', () => {
  for (const [what, userAgent, expected] of examples) {
    it(`reads ${what}`, () => {
      expect(readUserAgent(userAgent)).to.deep.equal(expected);
    });
  }
});
