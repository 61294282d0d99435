import { expect } from '@open-wc/testing';
import {
  clientFields,
  compareField,
  currentAttempt,
  fieldEvidence,
  unreadClient,
  type Attempt,
  type Client,
  type ClientChange,
  type ClientField,
  type Session,
} from 'kv-review/model';
import { edgeSessions, sampleSessions } from 'kv-review/testing';

type Row = [first: string | null, second: string | null, comparison: string];

function compares(field: ClientField, title: string, rows: Row[]): void {
  describe(`${field}: ${title}`, () => {
    for (const [first, second, comparison] of rows) {
      it(`${JSON.stringify(first)} and ${JSON.stringify(second)}: ${comparison}`, () => {
        expect(compareField(field, first, second)).to.equal(comparison);
        expect(compareField(field, second, first)).to.equal(comparison);
      });
    }
  });
}

compares('firstName', 'case, accents, fillers', [
  ['Anna Maria', 'ANNA<MARIA', 'match'],
  ['Anna-Maria', 'ANNA MARIA', 'match'],
  ['O’Connor', 'OCONNOR', 'match'],
  ['Żaneta', 'ZANETA', 'match'],
  ['Jürgen', 'JUERGEN', 'match'],
  ['Jürgen', 'JURGEN', 'match'],
  ['JUERGEN', 'JURGEN', 'mismatch'],
  ['Groß', 'GROSS', 'match'],
  ['Þórður', 'THORDUR', 'match'],
  ['Ana', 'ANNA', 'mismatch'],
  ['Anna', 'ANN', 'mismatch'],
  ['Ann0', 'ANNO', 'mismatch'],
  [null, 'ANNA', 'missing'],
  ['Anna', '<<<', 'missing'],
  ['  ', 'ANNA', 'missing'],
  ['—', 'ANNA', 'not-comparable'],
]);

compares('lastName', 'other scripts', [
  ['ცისარტყელაშვილი', 'TSISARTQELASHVILI', 'match'],
  ['ცისარტყელაშვილი', 'TSISARTKELASHVILI', 'mismatch'],
  ['ᲥᲔᲗᲔᲕᲐᲜᲘ', 'ქეთევანი', 'match'],
  ['Щедровітренко', 'SHCHEDROVITRENKO', 'match'],
  ['Щедрова', 'SHTEDROVA', 'match'],
  ['Хмаринчук', 'KHMARYNCHUK', 'match'],
  ['Хмаринчук', 'KHMARINSHUK', 'mismatch'],
  ['Παπαγεωργίου', 'PAPAGEORGIOU', 'match'],
  ['Ευάγγελος', 'EVANGELOS', 'match'],
  ['Μπουρινόπουλος', 'BOURINOPOULOS', 'match'],
  ['Ծիածանյան', 'TSIATSANYAN', 'match'],
  ['Գևորգ', 'GEVORG', 'match'],
  ['القنفذي', 'EL QONFOZY', 'not-comparable'],
  ['בן־קשת', 'BEN KESHET', 'not-comparable'],
  ['بدر', 'قمر', 'mismatch'],
  ['بدر', 'בדר', 'not-comparable'],
  ['王', 'WANG', 'not-comparable'],
]);

compares('documentNumber', 'fillers and spaces do not count, similar characters do', [
  ['GX 123-4567', 'GX1234567<<', 'match'],
  ['gx1234567', 'GX1234567', 'match'],
  ['GX12345O7', 'GX1234507', 'mismatch'],
  ['١٢٣٤', '1234', 'match'],
  ['---', '1234', 'not-comparable'],
]);

compares('birthDate', 'date formats', [
  ['1990-03-05', '900305', 'match'],
  ['05.03.1990', '1990-03-05', 'match'],
  ['05/03/1990', '1990-05-03', 'match'],
  ['05.03.1990', '1990-05-03', 'mismatch'],
  ['19900305', '1990-03-06', 'mismatch'],
  ['in March', '1990-03-05', 'not-comparable'],
  ['1990-02-30', '1990-02-28', 'not-comparable'],
]);

compares('sex', 'one of three', [
  ['male', 'M', 'match'],
  ['female', 'male', 'mismatch'],
  ['unspecified', 'female', 'mismatch'],
  ['toString', 'male', 'not-comparable'],
]);

compares('nationality', 'codes', [
  ['D', 'DEU', 'match'],
  ['geo', 'GEO', 'match'],
  ['GEO', 'GE0', 'mismatch'],
  ['Georgia', 'GEO', 'not-comparable'],
]);

const base = sampleSessions({ count: 200, seed: 'evidence' }).find(
  (session) => currentAttempt(session)?.back && session.documentType === 'passport',
)!;

/** A session with a passport and these readings. */
function sessionWith(
  front: Partial<Client>,
  back: Partial<Client>,
  changes: ClientChange[] = [],
): Session {
  const attempt: Attempt = {
    ...currentAttempt(base)!,
    front: { ...unreadClient, ...front },
    back: { ...unreadClient, ...back },
  };
  const client: Client = { ...unreadClient, ...front };
  for (const { field, after } of changes) Object.assign(client, { [field]: after });
  return { ...base, attempts: [attempt], changes, client };
}

const rowOf = (session: Session, field: ClientField) =>
  fieldEvidence(session).find((row) => row.field === field)!;

const change = (field: ClientField, before: string | null, after: string | null): ClientChange => ({
  field,
  before,
  after,
  by: { id: 'nino', name: 'Nino' },
  at: '2026-06-15T10:30:00Z',
});

describe('fieldEvidence', () => {
  it('has every field in the usual order, even without readings', () => {
    const rows = fieldEvidence({ ...base, attempts: [], client: unreadClient, changes: [] });
    expect(rows.map(({ field }) => field)).to.deep.equal(clientFields);
    expect(new Set(rows.map(({ comparison }) => comparison))).to.deep.equal(new Set(['missing']));
  });

  it('uses the last attempt', () => {
    const session = sessionWith({ firstName: 'Ana' }, { firstName: 'ANA' });
    const earlier = { ...session.attempts[0]!, front: { ...unreadClient, firstName: 'Old' } };
    expect(
      rowOf({ ...session, attempts: [earlier, ...session.attempts] }, 'firstName').front,
    ).to.equal('Ana');
  });

  it('matches a truncated name with the full one only if it fills its field', () => {
    // The examples of Doc 9303-4, section 4.2.2.
    const front = {
      lastName: 'Bennelong Wooloomooloo Warrandyte Warnambool',
      firstName: 'Dingo Potoroo',
    };
    for (const [lastName, firstName] of [
      ['BENNELONG WOOLOOMOOLOO WARRANDYTE W', 'DI'],
      ['BENNELONG WOOLOOM WARRAND WARN', 'DINGO P'],
    ] as const) {
      const session = sessionWith(front, { lastName, firstName });
      expect(rowOf(session, 'lastName').comparison, lastName).to.equal('match');
      expect(rowOf(session, 'firstName').comparison, firstName).to.equal('match');
    }
    const short = sessionWith(front, { lastName: 'BENNELONG', firstName: 'DINGO' });
    expect(rowOf(short, 'lastName').comparison).to.equal('mismatch');
  });

  it('finds a wrong letter in a truncated name', () => {
    const session = sessionWith(
      { lastName: 'Bennelong Wooloomooloo Warrandyte Warnambool', firstName: 'Dingo' },
      { lastName: 'BENNELONG WOOLOOMOOLOO WARRENDYTE W', firstName: 'DI' },
    );
    expect(rowOf(session, 'lastName').comparison).to.equal('mismatch');
    expect(rowOf(session, 'firstName').comparison).to.equal('match');
  });

  it('compares an edit with both sides and lists all changes', () => {
    const changes = [change('firstName', 'Ana', 'Anna'), change('firstName', 'Anna', 'Anne')];
    const row = rowOf(
      sessionWith({ firstName: 'Ana' }, { firstName: 'ANNE' }, changes),
      'firstName',
    );
    expect(row.edit).to.deep.equal({ value: 'Anne', changes });
    expect(row.comparison).to.equal('mismatch');
    expect(row.mismatches).to.deep.equal(['front-back', 'edit-front']);
  });

  it('has nothing to compare with an entered value if one side was not read', () => {
    const changes = [change('personalNumber', null, '123')];
    const row = rowOf(sessionWith({}, { personalNumber: '123' }, changes), 'personalNumber');
    expect(row.comparison).to.equal('missing');
  });

  it('treats a stored value that neither side has as an edit without changes', () => {
    const session = sessionWith({ firstName: 'Ana' }, { firstName: 'ANA' });
    const row = rowOf({ ...session, client: { ...session.client, firstName: 'Eve' } }, 'firstName');
    expect(row.edit).to.deep.equal({ value: 'Eve', changes: [] });
    expect(row.comparison).to.equal('mismatch');
  });

  it('distinguishes a removed value from an unedited one', () => {
    const reading = { personalNumber: '123' };
    const session = sessionWith(reading, reading, [change('personalNumber', '123', null)]);
    expect(rowOf(session, 'personalNumber').edit?.value).to.equal(null);
    expect(rowOf(session, 'firstName').edit).to.equal(null);
  });

  it('finds no mismatch in the documents of verified sessions', () => {
    const rows = sampleSessions({ count: 1500, seed: 'evidence' }).flatMap((session) =>
      session.failedConditions.length === 0 && session.status === 'success'
        ? fieldEvidence(session).map((row) => ({ id: session.id, ...row }))
        : [],
    );
    expect(rows).not.to.be.empty;
    const faults = rows.filter(({ comparison, edit }) => comparison === 'mismatch' && !edit);
    expect(faults.map(({ field, front, back }) => [field, front, back])).to.deep.equal([]);
    expect(rows.filter(({ comparison }) => comparison === 'match').length).to.be.above(1000);
  });

  it('accepts hostile texts of any length', () => {
    for (const session of edgeSessions()) expect(fieldEvidence(session)).to.have.length(8);
    const long = 'Я'.repeat(100_000);
    expect(compareField('firstName', long, `${long}x`)).to.equal('mismatch');
    expect(compareField('firstName', 'Щ'.repeat(400), 'SHCH'.repeat(99))).to.equal('mismatch');
  });
});
