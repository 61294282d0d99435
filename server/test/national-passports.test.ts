/** Valid documents of States with their own rules for names, from the capture to the outcome. */
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import {
  checkMrz,
  composeMrz,
  defaultSettings,
  isJudgedInPart,
  type Client,
  type Session,
} from 'kv-review/model';

import { openTestBackend, type TestBackend } from './support/backend.ts';
import { sparePGlite, sparePostgres, type SpareDatabase } from './support/databases.ts';

const now = new Date('2026-03-01T10:00:00.000Z');

interface Passport {
  readonly state: string;
  /** As printed. */
  readonly own: readonly [firstName: string, lastName: string];
  /** As in the zone. */
  readonly zone: readonly [firstName: string, lastName: string];
}

const passport = (state: string, own: string, zone: string): Passport => {
  const [first = '', last = ''] = own.split(' ');
  const [zoneFirst = '', zoneLast = ''] = zone.split(' ');
  return { state, own: [first, last], zone: [zoneFirst, zoneLast] };
};

const sound = [
  passport('AZE', 'Xəyalə Cəfərova', 'KHAYALA JAFAROVA'),
  passport('AZE', 'Günel Əliyeva', 'GUNEL ELIYEVA'),
  passport('BGR', 'МАРИЯ ХРИСТОВА-ЩЕРЕВА', 'MARIA HRISTOVA-SHTEREVA'),
  passport('BLR', 'Аляксандр Белый', 'ALIAKSANDR BELY'),
  passport('GEO', 'ნინო ცისარტყელაშვილი', 'NINO TSISARTQELASHVILI'),
  passport('GRC', 'Ευάγγελος Μπουρινόπουλος', 'EVANGELOS BOURINOPOULOS'),
  passport('ARM', 'Եղիշե Ոսկանյան', 'YEGHISHE VOSKANYAN'),
  passport('MKD', 'Ѓорѓи Џековски', 'GJORGJI DJEKOVSKI'),
  passport('MNG', 'Оюун Жаргал', 'OYUUN JARGAL'),
  passport('MNE', 'Шћепан Живковић', 'SCEPAN ZIVKOVIC'),
  passport('RUS', 'Юлия Куницына', 'IULIIA KUNITSYNA'),
  passport('RUS', 'Юлия Куницына', 'YULIYA KUNITCYNA'),
  passport('SRB', 'Жика Хаџић', 'ZIKA HADZIC'),
  passport('TUR', 'Gülşen Öztürk', 'GULSEN OZTURK'),
  passport('UKR', 'Юрій Згурський', 'YURII ZGHURSKYI'),
  passport('UKR', 'Є’лизавета Розгон', 'YELYZAVETA ROZGHON'),
  passport('D', 'Jürgen Groß', 'JUERGEN GROSS'),
];

function evidenceOf({ state, own, zone }: Passport) {
  const shared = {
    documentNumber: 'AB1234567',
    personalNumber: null,
    sex: 'female',
    birthDate: '1990-02-03',
    expirationDate: '2030-01-01',
    nationality: state,
  } as const;
  const mrz = composeMrz('TD3', {
    ...shared,
    issuingState: state,
    firstName: zone[0],
    lastName: zone[1],
  });
  const { fields } = checkMrz(mrz, now);
  const front: Client = { ...shared, firstName: own[0], lastName: own[1] };
  const back: Client = { ...shared, firstName: fields.firstName, lastName: fields.lastName };
  return {
    ...{ documentType: 'passport', livenessPassed: true, livenessFinished: true },
    ...{ documentFinished: true, faceMatch: { level: 6, confidence: 95 } },
    spoof: { idIsReal: true, fullIdDetected: true },
    ...{ front, back, mrz, clientIp: '203.0.113.7' },
  };
}

interface Company {
  readonly key: string;
  readonly token: string;
}

const spares: Readonly<Record<string, () => SpareDatabase | Promise<SpareDatabase>>> = {
  PGlite: sparePGlite,
  PostgreSQL: sparePostgres,
};

for (const [database, spare] of Object.entries(spares)) {
  describe(`passports of single States, on ${database}`, () => {
    let server: TestBackend;
    let attended: Company;
    let unattended: Company;

    before(async () => {
      server = await openTestBackend(await spare(), { now: () => now });
      const add = async (id: string, awaitingAction: boolean): Promise<Company> => {
        const settings = { ...defaultSettings, awaitingAction, frontToBackCompare: true };
        const key = await server.addCompany({ id, name: id, settings });
        return { key, token: await server.token(key) };
      };
      attended = await add('on', true);
      unattended = await add('off', false);
    });
    after(() => server.close());

    async function finish({ key, token }: Company, document: Passport): Promise<Session> {
      const post = async (path: string): Promise<Response> => {
        const response = await server.send(path, key, { method: 'POST', body: '{}' });
        assert.ok(response.ok, `${path}: ${response.status}`);
        return response;
      };
      const { id } = (await (await post('/v1/sessions')).json()) as { id: string };
      await post(`/v1/sessions/${id}/attempts`);
      const body = new FormData();
      body.set('evidence', JSON.stringify(evidenceOf(document)));
      const path = `/v1/sessions/${id}/attempts/1/evidence`;
      const put = await server.send(path, key, { method: 'PUT', body });
      assert.ok(put.ok, await put.text());
      await post(`/v1/sessions/${id}/attempts/1/finish`);
      return await server.api(token).getSession(id);
    }

    for (const document of database === 'PGlite' ? sound : sound.slice(0, 3)) {
      const { state, own, zone } = document;
      test(`${state}, ${own.join(' ')} as ${zone.join(' ')}: verified, attended or not`, async () => {
        for (const company of [attended, unattended]) {
          const { status, failedConditions, documentValid } = await finish(company, document);
          assert.deepEqual([status, failedConditions, documentValid], ['success', [], true]);
        }
      });
    }

    test('names that no rule of the State can compare await action, and are never rejected', async () => {
      for (const document of [
        passport('RUS', 'Мария Орлова', 'MARIA ORLOVA'),
        passport('KAZ', 'Әлия Құсайынова', 'ALIYA KUSSAIYNOVA'),
        passport('EGY', 'طارق بدر', 'TAREK BADR'),
      ]) {
        const waiting = await finish(attended, document);
        assert.deepEqual([waiting.status, waiting.decision], ['awaiting', null]);
        const [failed] = waiting.failedConditions;
        assert.ok(failed?.condition === 'front-to-back');
        assert.ok(failed.observed?.some(({ comparison }) => comparison === 'not-comparable'));

        const judged = await finish(unattended, document);
        assert.deepEqual([judged.status, isJudgedInPart(judged)], ['success', true]);
        assert.deepEqual(judged.failedConditions, waiting.failedConditions);
      }
    });

    test('another name is rejected without agents, and awaits action with them', async () => {
      for (const document of [
        passport('BGR', 'МАРИЯ ХРИСТОВА', 'MARINA HRISTOVA'),
        passport('UKR', 'Юрій Згурський', 'YURII ZURSKYI'),
      ]) {
        assert.equal((await finish(attended, document)).status, 'awaiting');
        assert.equal((await finish(unattended, document)).status, 'rejected');
      }
    });
  });
}
