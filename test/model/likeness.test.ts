import { expect } from '@open-wc/testing';
import {
  chooseRelated,
  comparableAddress,
  comparableDevice,
  comparableEmail,
  comparableNumber,
  comparablePhone,
  isWithinWeakDays,
  likenessValues,
  likeSessionsToFind,
  maxLikenessValues,
  maxRelatedSessions,
  maxWeakLikenesses,
  type Likeness,
} from 'kv-review/model';
import { sampleSessions } from 'kv-review/testing';

const unread = {
  firstName: null,
  lastName: null,
  documentNumber: null,
  personalNumber: null,
  sex: null,
  birthDate: null,
  expirationDate: null,
  nationality: null,
};
const noDevice = { name: null, type: null, browser: null, os: null, userAgent: null };
const nothing = { client: unread, attempts: [], extra: [], device: noDevice, clientIp: null };

describe('comparable numbers', () => {
  const same: readonly (readonly string[])[] = [
    [
      '12AB34567',
      '12ab 34567',
      ' 12-AB-34567 ',
      '12.AB.34567',
      '１２ＡＢ３４５６７',
      '12\u200bAB34567',
    ],
    ['AB١٢٣٤٥', 'ab12345', 'AB۱۲۳۴۵'],
    ['Ł12345É', 'l12345e'],
  ];
  for (const spellings of same) {
    it(`takes ${spellings.length} spellings of ${spellings[0]} as the same`, () => {
      expect(new Set(spellings.map(comparableNumber)).size).to.equal(1);
      expect(comparableNumber(spellings[0] ?? '')).to.be.a('string');
    });
  }
  it('ignores numbers that many clients have', () => {
    for (const text of ['', ' ', '-', 'n/a', '1234', '00000000', 'XXXXXXXX', '<<<<<<<', '٠٠٠٠٠٠']) {
      expect(comparableNumber(text), text).to.equal(null);
    }
  });
  it('does not take different numbers as the same', () => {
    expect(comparableNumber('12AB34567')).to.not.equal(comparableNumber('12AB34568'));
  });
});

describe('comparable phone numbers', () => {
  for (const text of [
    '+995599123456',
    '+995 599 12-34-56',
    '00995 599 123456',
    ' +995 (599) 123 456 ',
    '+995 (0)599123456',
    '\u202a+995599123456\u202c',
    '+٩٩٥٥٩٩١٢٣٤٥٦',
  ]) {
    it(`reads ${JSON.stringify(text)}`, () => {
      expect(comparablePhone(text)).to.equal('+995599123456');
    });
  }
  it('keeps a number without a country code apart', () => {
    expect(comparablePhone('599 12 34 56')).to.equal('599123456');
  });
  it('refuses what is not one', () => {
    for (const text of [
      '',
      '+',
      '12345',
      '0000000',
      '+1234567890123456',
      'call me',
      '599123456 ext 7',
    ]) {
      expect(comparablePhone(text), text).to.equal(null);
    }
  });
});

describe('comparable e-mail addresses', () => {
  it('ignores case, white space and invisible characters', () => {
    expect(comparableEmail(' Ana.B@Example.COM\u200b ')).to.equal('ana.b@example.com');
  });
  it('does not guess which mailboxes a provider joins', () => {
    expect(comparableEmail('ana.b+x@example.com')).to.equal('ana.b+x@example.com');
  });
  it('refuses what is not one', () => {
    for (const text of [
      '',
      '@',
      'a@b',
      'a b@example.com',
      'a@@example.com',
      'a@example.',
      `${'a'.repeat(250)}@b.ge`,
    ]) {
      expect(comparableEmail(text), text).to.equal(null);
    }
  });
});

describe('comparable addresses', () => {
  it('reads IPv4 addresses, also in IPv6', () => {
    expect(comparableAddress('203.0.113.7')).to.equal('203.0.113.7');
    expect(comparableAddress('::ffff:203.0.113.7')).to.equal('203.0.113.7');
    expect(comparableAddress('::FFFF:cb00:7107')).to.equal('203.0.113.7');
  });
  it('compares the network of IPv6 addresses', () => {
    for (const text of [
      '2001:db8:1:2:3:4:5:6',
      '2001:DB8:1:2::9',
      '2001:0db8:0001:0002:ffff::%eth0',
    ]) {
      expect(comparableAddress(text), text).to.equal('2001:db8:1:2::/64');
    }
    expect(comparableAddress('2001:db8:1:3::9')).to.equal('2001:db8:1:3::/64');
    expect(comparableAddress('2001:db8::1')).to.equal('2001:db8:0:0::/64');
  });
  it('ignores addresses that many networks use', () => {
    for (const text of [
      '0.0.0.0',
      '10.1.2.3',
      '100.64.0.1',
      '127.0.0.1',
      '169.254.1.1',
      '172.16.0.1',
      '192.168.1.1',
      '224.0.0.1',
      '::',
      '::1',
      'fe80::1%eth0',
      'fc00::1',
      '::ffff:10.0.0.1',
      '64:ff9b::cb00:7107',
    ]) {
      expect(comparableAddress(text), text).to.equal(null);
    }
    expect(comparableAddress('100.128.0.1')).to.equal('100.128.0.1');
    expect(comparableAddress('172.32.0.1')).to.equal('172.32.0.1');
  });
  it('refuses what is not one', () => {
    for (const text of [
      '',
      'unknown',
      '1.2.3',
      '1.2.3.256',
      '1:2',
      '2001:db8::1::2',
      'a]/b:c',
      '12345::',
    ]) {
      expect(comparableAddress(text), text).to.equal(null);
    }
  });
});

describe('comparable devices', () => {
  const device = { ...noDevice, userAgent: 'Mozilla/5.0 (Linux; Android 10; K) Chrome/130' };
  it('never compares a user agent alone', () => {
    expect(comparableDevice(device, null)).to.equal(null);
    expect(comparableDevice(device, '10.0.0.1')).to.equal(null);
    expect(comparableDevice(noDevice, '203.0.113.7')).to.equal(null);
  });
  it('distinguishes networks, browsers and models', () => {
    const hints = (model: string) => ({ ...device, clientHints: { model, platform: 'Android' } });
    const devices = [
      comparableDevice(device, '203.0.113.7'),
      comparableDevice(device, '203.0.113.8'),
      comparableDevice({ ...device, userAgent: 'Other' }, '203.0.113.7'),
      comparableDevice(hints('Pixel 9'), '203.0.113.7'),
      comparableDevice(hints('Pixel 8'), '203.0.113.7'),
    ];
    expect(new Set(devices).size).to.equal(devices.length);
    expect(comparableDevice({ ...device }, '203.0.113.7')).to.equal(devices[0]);
  });
});

describe('the values of a session', () => {
  const kinds = (values: readonly { readonly kind: Likeness }[]) => values.map(({ kind }) => kind);

  it('are none for a session without data', () => {
    expect(likenessValues(nothing, [])).to.deep.equal([]);
  });

  it('are the client’s numbers, and those that any attempt read', () => {
    const [sample] = sampleSessions({ count: 1, seed: 1 });
    const attempt = sample?.attempts[0];
    if (!attempt) throw new Error('The sample has no attempt.');
    const read = (documentNumber: string) => ({ ...unread, documentNumber });
    const values = likenessValues(
      {
        ...nothing,
        client: read('NOW12345'),
        attempts: [
          { ...attempt, device: noDevice, clientIp: null, front: read('OLD12345'), back: null },
          { ...attempt, device: noDevice, clientIp: null, front: null, back: read('now-12345') },
        ],
      },
      [],
    );
    expect(values).to.deep.equal([
      { kind: 'document-number', value: 'now12345' },
      { kind: 'document-number', value: 'old12345' },
    ]);
  });

  it('are the contacts, by the types of the extra fields', () => {
    const extra = [
      { key: 'mobile', value: '+995 599 123456' },
      { key: 'mail', value: 'A@example.com' },
      { key: 'note', value: '+995 599 654321' },
      { key: 'removed', value: 'b@example.com' },
    ];
    const fields = [
      { key: 'mobile', type: 'phone' },
      { key: 'mail', type: 'email' },
      { key: 'note', type: 'text' },
    ] as const;
    expect(likenessValues({ ...nothing, extra }, fields)).to.deep.equal([
      { kind: 'phone', value: '+995599123456' },
      { kind: 'email', value: 'a@example.com' },
    ]);
  });

  it('are the device and the address', () => {
    const device = { ...noDevice, userAgent: 'Browser' };
    const values = likenessValues({ ...nothing, device, clientIp: '203.0.113.7' }, []);
    expect(kinds(values)).to.deep.equal(['device', 'address']);
  });

  it(`are at most ${maxLikenessValues}`, () => {
    const [sample] = sampleSessions({ count: 1, seed: 1 });
    const attempt = sample?.attempts[0];
    if (!attempt) throw new Error('The sample has no attempt.');
    const attempts = Array.from({ length: 300 }, (_, index) => ({
      ...attempt,
      front: { ...unread, documentNumber: `NUMBER${index}` },
    }));
    const values = likenessValues({ ...nothing, attempts }, []);
    expect(values.length).to.equal(maxLikenessValues);
    expect(values.map(({ value }) => value)).to.include('number299', 'the newest attempt');
  });
});

describe('the choice of related sessions', () => {
  const at = (day: number) => new Date(Date.UTC(2026, 0, day)).toISOString();
  const session = (id: string, day: number) => ({ id, createdAt: at(day) });

  it('puts strong likenesses first, then the newest', () => {
    const found = [
      { kind: 'address', sessions: [session('weak', 9), session('both', 2)] },
      { kind: 'phone', sessions: [session('new', 5), session('both', 2)] },
      { kind: 'document-number', sessions: [session('both', 2)] },
    ] as const;
    expect(chooseRelated(found)).to.deep.equal({
      sessions: [
        { id: 'new', same: ['phone'] },
        { id: 'both', same: ['document-number', 'phone', 'address'] },
        { id: 'weak', same: ['address'] },
      ],
      hasMore: false,
    });
  });

  it('ignores a weak likeness that many share, and only that', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, index) => session(`s${index}`, 1 + index));
    const count = (kind: Likeness, size: number) =>
      chooseRelated([{ kind, sessions: many(size) }]).sessions.length;
    expect(count('address', maxWeakLikenesses)).to.equal(maxWeakLikenesses);
    expect(count('address', maxWeakLikenesses + 1)).to.equal(0);
    expect(count('device', maxWeakLikenesses + 1)).to.equal(0);
    expect(count('email', maxWeakLikenesses + 1)).to.equal(maxWeakLikenesses + 1);
  });

  it('says that there are more than it shows', () => {
    const sessions = Array.from({ length: likeSessionsToFind }, (_, index) =>
      session(`s${index}`, 40 - index),
    );
    const chosen = chooseRelated([{ kind: 'phone', sessions }]);
    expect([chosen.sessions.length, chosen.hasMore]).to.deep.equal([maxRelatedSessions, true]);
    expect(chosen.sessions.map(({ id }) => id)).to.not.include(sessions.at(-1)?.id);
  });

  it('compares instants, whatever their offset', () => {
    const found = {
      kind: 'phone',
      sessions: [
        { id: 'earlier', createdAt: '2026-01-01T03:00:00+04:00' },
        { id: 'later', createdAt: '2026-01-01T00:00:00Z' },
      ],
    } as const;
    expect(chooseRelated([found]).sessions.map(({ id }) => id)).to.deep.equal(['later', 'earlier']);
  });

  it('lets a weak likeness count for thirty days', () => {
    expect(isWithinWeakDays(at(1), at(31))).to.equal(true);
    expect(isWithinWeakDays(at(32), at(1))).to.equal(false);
  });
});
