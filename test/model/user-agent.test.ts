import { expect } from '@open-wc/testing';

import { readDevice, readUserAgent, type DeviceReading } from '../../src/model/user-agent.js';
import type { ClientHints } from '../../src/model/session.js';

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
  [
    'UC Browser, whose version is not 4.0',
    `Mozilla/5.0 (Linux; U; Android 12; en-US; SM-A125F Build/SP1A.210812.016) ${webKit} Version/4.0 Chrome/100.0.4896.58 UCBrowser/13.7.2.1636 Mobile Safari/537.36`,
    reading('SM-A125F', 'mobile', 'UC Browser 13.7', 'Android 12'),
  ],
  [
    'UC Browser on a phone of Apple',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 16_5 like Mac OS X; en) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/20F66 UCBrowser/12.0.3.1678 Mobile',
    reading('iPhone', 'mobile', 'UC Browser 12', 'iOS 16.5'),
  ],
  [
    'a phone with HarmonyOS 4, which adds a frozen Android 10',
    `Mozilla/5.0 (Linux; Android 10; HarmonyOS; ELS-AN00; HMSCore 6.12.0.302) ${webKit} Chrome/99.0.4844.88 HuaweiBrowser/14.0.2.311 Mobile Safari/537.36`,
    reading('ELS-AN00', 'mobile', 'Huawei Browser 14', 'HarmonyOS'),
  ],
  [
    'a phone with HarmonyOS 5, which has no Chrome',
    `Mozilla/5.0 (Phone; OpenHarmony 5.0) ${webKit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 Mobile`,
    reading(null, 'mobile', 'ArkWeb 4.1', 'HarmonyOS 5.0'),
  ],
  [
    'a tablet with HarmonyOS 5',
    `Mozilla/5.0 (Tablet; OpenHarmony 5.0) ${webKit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1 HuaweiBrowser/5.0.4.300`,
    reading(null, 'mobile', 'Huawei Browser 5', 'HarmonyOS 5.0'),
  ],
  [
    'a computer with HarmonyOS 5',
    `Mozilla/5.0 (PC; OpenHarmony 5.0) ${webKit} Chrome/114.0.0.0 Safari/537.36 ArkWeb/4.1.6.1`,
    reading(null, 'pc', 'ArkWeb 4.1', 'HarmonyOS 5.0'),
  ],
  [
    'an Android phone of Huawei',
    `Mozilla/5.0 (Linux; Android 12; NOH-NX9; HMSCore 6.15.0.302) ${webKit} Chrome/114.0.5735.196 HuaweiBrowser/15.0.4.312 Mobile Safari/537.36`,
    reading('NOH-NX9', 'mobile', 'Huawei Browser 15', 'Android 12'),
  ],
  [
    'a Chromebook, which is a PC',
    `Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) ${webKit} Chrome/141.0.0.0 Safari/537.36`,
    reading(null, 'pc', 'Chrome 141', 'Chrome OS'),
  ],
  [
    'Opera Mini, whose version is not the one of Opera',
    'Opera/9.80 (Android; Opera Mini/36.2.2254/191.283; U; en) Presto/2.12.423 Version/12.16',
    reading(null, 'mobile', 'Opera Mini 36.2', 'Android'),
  ],
  [
    'Opera Mini on a plain phone',
    'Opera/9.80 (J2ME/MIDP; Opera Mini/8.0.35158/191.283; U; en) Presto/2.12.423 Version/12.16',
    reading(null, 'mobile', 'Opera Mini 8', null),
  ],
  [
    'a web view of a tablet that asks for pages of a desktop',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
    reading('iPad', 'mobile', 'Safari 18.6', 'iPadOS'),
  ],
  [
    'a phone with KaiOS',
    'Mozilla/5.0 (Mobile; Nokia_8110_4G; rv:48.0) Gecko/48.0 Firefox/48.0 KAIOS/2.5',
    reading(null, 'mobile', 'Firefox 48', 'KaiOS'),
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

describe('readDevice', () => {
  const reduced = `Mozilla/5.0 (Linux; Android 10; K) ${webKit} Chrome/141.0.0.0 Mobile Safari/537.36`;
  const windows = `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${webKit} Chrome/141.0.0.0 Safari/537.36`;
  const grease = { brand: 'Not?A_Brand', version: '8.0.0.0' };
  const chromium = { brand: 'Chromium', version: '141.0.7390.55' };
  const chrome = { brand: 'Google Chrome', version: '141.0.7390.55' };

  const hinted: readonly (readonly [string, string | null, ClientHints, DeviceReading])[] = [
    [
      'the model and the version of Android that the user agent hides',
      reduced,
      {
        fullVersionList: [grease, chromium, chrome],
        mobile: true,
        model: 'Pixel 9',
        platform: 'Android',
        platformVersion: '16.0.0',
      },
      reading('Pixel 9', 'mobile', 'Chrome 141', 'Android 16'),
    ],
    [
      'Windows 11, which the user agent cannot tell from 10',
      windows,
      { platform: 'Windows', platformVersion: '15.0.0', mobile: false },
      reading(null, 'pc', 'Chrome 141', 'Windows 11'),
    ],
    [
      'Windows 10',
      windows,
      { platform: 'Windows', platformVersion: '10.0.0' },
      reading(null, 'pc', 'Chrome 141', 'Windows 10'),
    ],
    [
      'a tablet, which is not mobile by its hints',
      `Mozilla/5.0 (X11; Linux x86_64) ${webKit} Chrome/141.0.0.0 Safari/537.36`,
      { platform: 'Android', platformVersion: '15', mobile: false, model: 'SM-X710' },
      reading('SM-X710', 'mobile', 'Chrome 141', 'Android 15'),
    ],
    [
      'the brand of a browser that is Chrome by its user agent',
      windows,
      {
        brands: [grease, { brand: 'Chromium', version: '141' }, { brand: 'Brave', version: '141' }],
      },
      reading(null, 'pc', 'Brave 141', 'Windows 10/11'),
    ],
    [
      'a Chromebook',
      null,
      { brands: [chromium], platform: 'Chrome OS', platformVersion: '16181.47.0', model: '' },
      reading(null, 'pc', 'Chromium 141', 'Chrome OS'),
    ],
    [
      'hints without a version, by the user agent',
      windows,
      { platform: 'Windows', mobile: false },
      reading(null, 'pc', 'Chrome 141', 'Windows 10/11'),
    ],
    [
      'hostile names as text',
      null,
      {
        brands: [{ brand: 'constructor', version: '__proto__' }],
        platform: 'constructor',
        model: '<img src=x>',
      },
      reading('<img src=x>', null, 'constructor __proto__', 'constructor'),
    ],
    [
      'hints that are empty, by the user agent',
      reduced,
      { brands: [grease], model: ' ', platform: 'Unknown', platformVersion: '' },
      reading(null, 'mobile', 'Chrome 141', 'Android'),
    ],
  ];
  for (const [what, userAgent, clientHints, expected] of hinted) {
    it(`reads ${what}`, () => {
      expect(readDevice({ userAgent, clientHints })).to.deep.equal(expected);
    });
  }

  it('reads nothing from nothing', () => {
    expect(readDevice({ userAgent: null })).to.deep.equal(nothing);
  });
});
