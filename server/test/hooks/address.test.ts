import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  HookAddressError,
  isPublicAddress,
  parseHookUrl,
  resolveHookHost,
  type HookAddressErrorCode,
} from '../../src/hooks/address.ts';

const refusedAs = (code: HookAddressErrorCode) => (error: unknown) =>
  error instanceof HookAddressError && error.code === code;

describe('isPublicAddress', () => {
  const privateAddresses = [
    '0.0.0.0',
    '0.1.2.3',
    '10.0.0.1',
    '100.64.0.1',
    '127.0.0.1',
    '127.255.255.254',
    '169.254.169.254',
    '169.254.170.2',
    '100.100.100.200',
    '168.63.129.16',
    '161.26.0.10',
    '166.9.12.34',
    '192.0.0.192',
    '::ffff:168.63.129.16',
    '64:ff9b::a83f:8110',
    'fd00:a9fe:a9fe::1',
    'fd20:ce::254',
    '2a01:4f8::5efe:a9fe:a9fe',
    '2a01:4f8::200:5efe:a00:1',
    '2001:2::1',
    '2001:20::1',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.8',
    '192.0.2.1',
    '192.168.1.1',
    '198.18.0.1',
    '198.51.100.1',
    '203.0.113.1',
    '224.0.0.1',
    '240.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::7f00:1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '::ffff:0:10.0.0.1',
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::1',
    '100::1',
    '2001::1',
    '2001:db8::1',
    '2002:7f00:1::',
    '3fff::1',
    'fc00::1',
    'fd00:ec2::254',
    'fe80::1',
    'fe80::1%eth0',
    '2606:4700::1111%eth0',
    'fec0::1',
    'ff02::1',
    'not an address',
    '',
  ];
  for (const address of privateAddresses) {
    it(`abuse case 24: ${address || 'nothing'} is not on the public internet`, () => {
      assert.equal(isPublicAddress(address), false);
    });
  }

  for (const address of [
    '1.1.1.1',
    '172.32.0.1',
    '100.128.0.1',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
    '64:ff9b::101:101',
  ]) {
    it(`${address} is`, () => assert.equal(isPublicAddress(address), true));
  }
});

describe('the URL of a hook', () => {
  const refused: [string, HookAddressErrorCode][] = [
    ['', 'invalid-url'],
    ['hooks.example.com', 'invalid-url'],
    ['/hooks', 'invalid-url'],
    ['http://hooks.example.com/', 'not-https'],
    ['ftp://hooks.example.com/', 'not-https'],
    ['file:///etc/passwd', 'not-https'],
    ['https://user@hooks.example.com/', 'credentials'],
    ['https://:secret@hooks.example.com/', 'credentials'],
    ['https://127.0.0.1/', 'private-address'],
    ['https://2130706433/', 'private-address'],
    ['https://0x7f.1/', 'private-address'],
    ['https://0177.0.0.1/', 'private-address'],
    ['https://①②⑦.0.0.1/', 'private-address'],
    ['https://169.254.169.254/latest/meta-data/', 'private-address'],
    ['https://[::1]:8443/', 'private-address'],
    ['https://[::ffff:10.0.0.1]/', 'private-address'],
  ];
  for (const [url, code] of refused) {
    it(`abuse case 24: ${url || 'an empty one'} is refused as ${code}`, () => {
      assert.throws(() => parseHookUrl(url), refusedAs(code));
    });
  }

  it('may be http or private only where the server allows it', () => {
    assert.equal(parseHookUrl('http://a.example/', { allowHttp: true }).protocol, 'http:');
    assert.throws(
      () => parseHookUrl('ftp://a.example/', { allowHttp: true }),
      refusedAs('not-https'),
    );
    assert.equal(parseHookUrl('https://10.0.0.1/', { allowPrivate: true }).hostname, '10.0.0.1');
  });

  it('an error names no address', () => {
    assert.throws(
      () => parseHookUrl('https://user:secret@10.0.0.1/'),
      (error: Error) => !/secret|10\.0/.test(error.message),
    );
  });
});

describe('the addresses of a hook', () => {
  const url = new URL('https://hooks.example.com/');
  const answering = (...addresses: string[]) => {
    return () =>
      Promise.resolve(
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      );
  };

  it('abuse case 24: a name with a private address is refused, also beside public ones', async () => {
    for (const answer of [['10.0.0.1'], ['1.1.1.1', '::1'], ['::ffff:169.254.169.254']]) {
      await assert.rejects(
        resolveHookHost(url, {}, answering(...answer)),
        refusedAs('private-address'),
      );
    }
  });

  it('abuse case 24: localhost is refused by what it resolves to', async () => {
    await assert.rejects(
      resolveHookHost(new URL('https://localhost/')),
      refusedAs('private-address'),
    );
  });

  it('a name that nobody knows is said to be so', async () => {
    const unknown = () => Promise.reject(new Error('ENOTFOUND'));
    await assert.rejects(resolveHookHost(url, {}, unknown), refusedAs('unresolvable'));
    await assert.rejects(resolveHookHost(url, {}, answering()), refusedAs('unresolvable'));
  });

  it('all checked addresses are given', async () => {
    const addresses = await resolveHookHost(url, {}, answering('1.1.1.1', '2606:4700::1111'));
    assert.deepEqual(
      addresses.map(({ address }) => address),
      ['1.1.1.1', '2606:4700::1111'],
    );
  });
});
