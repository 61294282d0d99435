import { describeCondition, ownLayoutText } from '../../i18n/conditions.js';
import { countryName } from '../../i18n/countries.js';
import type { Localizer } from '../../i18n/localizer.js';
import { listText } from '../../i18n/list-text.js';
import { levelText, withFar } from '../../i18n/match-level.js';
import { fieldText } from '../../i18n/field-values.js';
import {
  deviceTypeText,
  documentTypeText,
  photoText,
  sexText,
  statusText,
  verdictText,
  verifiedText,
} from '../../i18n/values.js';
import type { Open } from '../../model/known.js';
import { clientFields, type Client, type ClientField } from '../../model/client.js';
import type { Person } from '../../model/decision.js';
import { fieldEvidence } from '../../model/field-evidence.js';
import { arrangeExtraFields } from '../../model/extra-fields.js';
import { localize } from '../../model/localized.js';
import {
  isLowMatch,
  levelOf,
  type FaceMatch,
  type AnsweredLevel,
} from '../../model/match-level.js';
import { checkMrz } from '../../model/mrz.js';
import type { Photo } from '../../model/photo.js';
import { isDecided } from '../../model/permissions.js';
import { isJudgedInPart } from '../../model/policy/judged-in-part.js';
import { findUnanswered, openMatches, type ScreeningMatch } from '../../model/screening.js';
import { currentAttempt, type Attempt, type Device, type Session } from '../../model/session.js';
import { readDevice } from '../../model/user-agent.js';
import type { ExtraField } from '../../model/workspace.js';
import { isolate, plain } from './readable.js';

/** A label and the value below it. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

export interface Column {
  readonly title: string;
  /** The share of the page's width, relative to the other columns. */
  readonly share: number;
}

/** A part of the form, without its appearance. */
export type Block =
  | { readonly kind: 'section'; readonly title: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone: 'normal' | 'muted' | 'strong' }
  | { readonly kind: 'facts'; readonly facts: readonly Fact[]; readonly columns: number }
  | {
      /** All photos in small, or those of the documents in a size to read. */
      readonly kind: 'photos' | 'documents';
      readonly photos: readonly { readonly id: string; readonly caption: string }[];
    }
  | {
      readonly kind: 'table';
      readonly columns: readonly Column[];
      readonly rows: readonly (readonly string[])[];
    };

/** The content of the form. */
export interface Report {
  readonly title: string;
  readonly company: string;
  readonly clientName: string;
  readonly sessionId: string;
  readonly sessionIdLabel: string;
  readonly version: string;
  /** Marks each page of a session that is not decided: the mark, and the status with its time. */
  readonly notDecided: { readonly mark: string; readonly status: string } | undefined;
  readonly generated: string;
  readonly missingPhoto: string;
  readonly blocks: readonly Block[];
}

export interface ReportOptions {
  readonly localizer: Localizer;
  readonly now: Date;
  readonly timeZone: string | undefined;
  readonly company: string | undefined;
  readonly acceptanceLevel: AnsweredLevel | undefined;
  readonly extraFields: readonly ExtraField[];
}

/** Describes one session in words (spec X2). */
export class ReportWriter {
  readonly #session: Session;
  readonly #options: ReportOptions;
  readonly #localizer: Localizer;

  constructor(session: Session, options: ReportOptions) {
    this.#session = session;
    this.#options = options;
    this.#localizer = options.localizer;
  }

  write(): Report {
    const localizer = this.#localizer;
    const { id, version, client, companyName, status } = this.#session;
    const date = this.#instant(this.#options.now.toISOString());
    return {
      title: localizer.term('pdf.title'),
      company: plain(this.#options.company ?? companyName),
      clientName:
        plain([client.firstName, client.lastName].filter(Boolean).join(' ')) ||
        localizer.term('pdf.unnamed'),
      sessionId: plain(id),
      sessionIdLabel: localizer.term('details.sessionId'),
      version: `${localizer.term('pdf.version')}: ${plain(version)}`,
      notDecided: isDecided(this.#session)
        ? undefined
        : {
            mark: localizer.term('pdf.notDecided'),
            status: localizer.term('pdf.standing', {
              status: statusText(localizer, status, isolate),
              date: isolate(date),
            }),
          },
      generated: localizer.term('pdf.generated', { date }),
      missingPhoto: localizer.term('photo.missing'),
      blocks: [
        ...this.#outcome(),
        ...this.#photos(),
        ...this.#section('details.clientInformation', this.#clientInformation()),
        ...this.#section('details.sessionDetails', this.#sessionDetails()),
        ...this.#documents(),
        ...this.#section('details.mrz', this.#machineReadableZone()),
        ...this.#section('details.fieldEvidence', this.#evidence()),
        ...this.#section('pdf.changes', this.#changes()),
        ...this.#section('details.customerActivities', this.#activities()),
        ...this.#section('details.pepInfo', this.#screening()),
        ...this.#section('details.extraFields', this.#extra()),
        ...this.#section('details.notes', this.#notes()),
        ...this.#section('attempt.history', this.#attempts()),
      ],
    };
  }

  #section(title: Parameters<Localizer['term']>[0], blocks: readonly Block[]): Block[] {
    if (blocks.length === 0) return [];
    return [{ kind: 'section', title: this.#localizer.term(title) }, ...blocks];
  }

  #instant(iso: string): string {
    const { timeZone } = this.#options;
    return this.#localizer.instant(iso, {
      timeZoneName: true,
      ...(timeZone === undefined ? {} : { timeZone }),
    });
  }

  #yesNo(value: boolean | null, absent: 'notChecked' | 'unknown' = 'notChecked'): string {
    return this.#localizer.term(value === null ? absent : value ? 'yes' : 'no');
  }

  #known(text: string | null): string {
    return text ? plain(text) : this.#localizer.term('unknown');
  }

  #nameOf(person: Person | null): string {
    return person ? plain(person.name) : this.#localizer.term('notes.automatic');
  }

  #clientValue(client: Client | null, field: ClientField): string {
    const localizer = this.#localizer;
    const value = client?.[field] ?? null;
    if (!value) return localizer.term('notRead');
    return this.#fieldText(field, value);
  }

  /** A readable value of a field. The record may contain any text. */
  #fieldText(field: Open<ClientField>, value: string): string {
    const localizer = this.#localizer;
    switch (field) {
      case 'sex':
        return sexText(localizer, value, plain);
      case 'birthDate':
      case 'expirationDate':
        return plain(localizer.day(value));
      case 'nationality': {
        const name = countryName(localizer, value);
        return name === value ? plain(value) : `${name} (${plain(value)})`;
      }
      default:
        return plain(value);
    }
  }

  #outcome(): Block[] {
    const localizer = this.#localizer;
    const { status, createdAt, completedAt } = this.#session;
    const decision = isDecided(this.#session) ? this.#session.decision : null;
    const facts: Fact[] = [
      { label: localizer.term('pdf.result'), value: statusText(localizer, status, plain) },
      ...this.#authorship(),
      { label: localizer.term('activity.started'), value: this.#instant(createdAt) },
      {
        label: localizer.term('activity.finished'),
        value: completedAt ? this.#instant(completedAt) : localizer.term('activity.notFinished'),
      },
    ];
    if (decision) {
      facts.push({
        label: localizer.term('pdf.decision'),
        value: verdictText(localizer, decision.verdict, plain),
      });
    }
    // The policy gives conditions instead of reasons.
    const isManual = decision?.verdict === 'reject' && decision.by !== null;
    if (decision && (isManual || decision.reasons.length > 0)) {
      const reasons = decision.reasons.map(({ id, label }) =>
        plain(localize(label, localizer.locale, id)),
      );
      facts.push({
        label: localizer.term('details.attachedTags'),
        value: reasons.length > 0 ? reasons.join('\n') : localizer.term('details.noReasons'),
      });
    }
    return [{ kind: 'facts', facts, columns: 3 }, this.#listsInBrief(), ...this.#conditions()];
  }

  /** The names of the lists that did not answer, one a line; empty if all did. */
  #unanswered(): string {
    const lists = findUnanswered(this.#session.screening)?.lists ?? [];
    return lists.map((list) => listText(list, this.#localizer, plain)).join('\n');
  }

  /** Whether a list contains the client, on the first page: nobody must overlook an open match. */
  #listsInBrief(): Block {
    const localizer = this.#localizer;
    const { screening } = this.#session;
    const matches = openMatches(screening);
    const texts = {
      absent: localizer.term('screening.absent'),
      unknown: localizer.term('screening.unknown'),
      clear: localizer.term('pdf.noMatch'),
      match: localizer.term('screening.noOpenHint'),
    };
    const value =
      matches.length > 0
        ? [
            `${localizer.term('screening.found')}: ${localizer.term('screening.open', { count: matches.length })}`,
            ...matches.map(
              ({ name, list }) => `${isolate(name)} – ${listText(list, localizer, isolate)}`,
            ),
          ].join('\n')
        : texts[screening.status];
    const facts = [{ label: localizer.term('condition.screening'), value }];
    const unanswered = this.#unanswered();
    if (unanswered) {
      facts.push({ label: localizer.term('screening.unanswered'), value: unanswered });
    }
    return { kind: 'facts', facts, columns: 1 };
  }

  /** The failed conditions, and what they led to. */
  #conditions(): Block[] {
    const localizer = this.#localizer;
    const { decision, failedConditions } = this.#session;
    const isAutomatic = decision?.verdict === 'reject' && decision.by === null;
    if (failedConditions.length === 0) {
      if (!isAutomatic) return [];
      return [{ kind: 'text', tone: 'strong', text: localizer.term('pdf.noCondition') }];
    }
    const heading = !isDecided(this.#session)
      ? 'details.failedConditions'
      : isAutomatic
        ? 'pdf.rejectedBecause'
        : isJudgedInPart(this.#session)
          ? 'details.judgedInPart'
          : 'details.conditionsNotMet';
    return [
      { kind: 'text', tone: 'strong', text: localizer.term(heading) },
      {
        kind: 'table',
        columns: [
          { title: localizer.term('pdf.condition'), share: 4 },
          { title: localizer.term('pdf.observed'), share: 6 },
          { title: localizer.term('pdf.required'), share: 4 },
        ],
        rows: failedConditions
          .map((condition) => describeCondition(localizer, condition))
          .map(({ label, observed, required }) => [label, observed, required].map(plain)),
      },
    ];
  }

  /** Who decided and when. An adapter of a file may know neither. */
  #authorship(): Fact[] {
    const localizer = this.#localizer;
    const { decision } = this.#session;
    if (!isDecided(this.#session)) {
      return [{ label: localizer.term('pdf.decision'), value: localizer.term('pdf.notDecided') }];
    }
    const unknown = localizer.term('unknown');
    return [
      {
        label: localizer.term('pdf.decidedBy'),
        value: decision ? this.#nameOf(decision.by) : unknown,
      },
      {
        label: localizer.term('pdf.decidedAt'),
        value: decision ? this.#instant(decision.at) : unknown,
      },
    ];
  }

  #captioned(photos: readonly Photo[]): { id: string; caption: string }[] {
    return photos.map(({ id, kind }) => ({
      id,
      caption: photoText(this.#localizer, kind, plain),
    }));
  }

  #photos(): Block[] {
    const photos = currentAttempt(this.#session)?.photos ?? [];
    const { selfie } = this.#session;
    const shown = photos.length === 0 && selfie ? [selfie] : photos;
    if (shown.length === 0) {
      return [{ kind: 'text', tone: 'muted', text: this.#localizer.term('photo.none') }];
    }
    return [{ kind: 'photos', photos: this.#captioned(shown) }];
  }

  #documents(): Block[] {
    const photos = currentAttempt(this.#session)?.photos ?? [];
    const documents = photos.filter(({ kind }) => kind !== 'selfie');
    return [{ kind: 'documents', photos: this.#captioned(documents) }];
  }

  #clientInformation(): Block[] {
    const facts = clientFields.map((field) => ({
      label: this.#localizer.term(`client.${field}`),
      value: this.#clientValue(this.#session.client, field),
    }));
    return [{ kind: 'facts', facts, columns: 2 }];
  }

  #matchScore(match: FaceMatch | null): string {
    const localizer = this.#localizer;
    if (!match) return localizer.term('notChecked');
    const { level } = match;
    return withFar(localizer, levelText(localizer, level), level);
  }

  /** The score and, if the acceptance level is known, whether it suffices. */
  #scoreText(match: FaceMatch | null): string {
    const { acceptanceLevel } = this.#options;
    const score = this.#matchScore(match);
    if (levelOf(match) === null || acceptanceLevel === undefined) return score;
    const key = isLowMatch(match, acceptanceLevel) ? 'match.low' : 'match.accepted';
    const required = this.#localizer.term(key, { level: acceptanceLevel });
    return `${score}\n${withFar(this.#localizer, required, acceptanceLevel)}`;
  }

  #spoof({ idIsReal, fullIdDetected }: Session['spoof']): string {
    const localizer = this.#localizer;
    const findings = [
      idIsReal === null ? [] : [localizer.term(idIsReal ? 'spoof.real' : 'spoof.spoofed')],
      fullIdDetected === null
        ? []
        : [localizer.term(fullIdDetected ? 'spoof.full' : 'spoof.notFull')],
    ].flat();
    return findings.length > 0 ? findings.join('\n') : localizer.term('notChecked');
  }

  #sessionDetails(): Block[] {
    const localizer = this.#localizer;
    const { status, livenessPassed, documentValid, documentType, faceMatch, spoof, companyName } =
      this.#session;
    const confidence = faceMatch?.confidence ?? null;
    const verified = verifiedText(localizer, status, plain);
    const facts: Fact[] = [
      {
        label: localizer.term('details.verified'),
        value:
          status === 'rejected' ? `${verified} (${localizer.term('status.rejected')})` : verified,
      },
      { label: localizer.term('details.livenessPassed'), value: this.#yesNo(livenessPassed) },
      { label: localizer.term('details.documentValid'), value: this.#yesNo(documentValid) },
      {
        label: localizer.term('column.document'),
        value: documentType
          ? documentTypeText(localizer, documentType, plain)
          : localizer.term('unknown'),
      },
      { label: localizer.term('details.faceMatchScore'), value: this.#scoreText(faceMatch) },
      {
        label: localizer.term('details.matchConfidence'),
        value:
          confidence === null
            ? localizer.term('notChecked')
            : localizer.term('match.confidence', { confidence }),
      },
      { label: localizer.term('details.spoof'), value: this.#spoof(spoof) },
      { label: localizer.term('details.company'), value: plain(companyName) },
    ];
    return [{ kind: 'facts', facts, columns: 4 }];
  }

  #machineReadableZone(): Block[] {
    const localizer = this.#localizer;
    const lines = currentAttempt(this.#session)?.mrz ?? null;
    if (lines === null)
      return [{ kind: 'text', tone: 'muted', text: localizer.term('mrz.absent') }];
    const { now, timeZone } = this.#options;
    const report = checkMrz(lines, now, timeZone);
    const failed = report.ownLayout ? [] : report.checks.filter(({ ok }) => !ok);
    const passed = report.checks.length - failed.length;
    const { reading } = report.checks.find((check) => check.reading !== undefined) ?? {};
    return [
      { kind: 'text', tone: 'strong', text: report.lines.map(plain).join('\n') },
      {
        kind: 'text',
        tone: 'normal',
        text: report.ownLayout
          ? ownLayoutText(localizer, report.ownLayout)
          : failed.length > 0
            ? localizer.term('mrz.invalid', { count: failed.length })
            : localizer.term('mrz.valid', { count: passed }),
      },
      ...(reading
        ? ([
            {
              kind: 'text',
              tone: 'muted',
              text: `${localizer.term('mrz.category.Document number check digit')}: ${localizer.term(`mrz.reading.${reading}`)}`,
            },
          ] as const)
        : []),
      ...(failed.length > 0
        ? ([
            {
              kind: 'table',
              columns: [
                { title: localizer.term('mrz.category'), share: 2 },
                { title: localizer.term('mrz.error'), share: 5 },
              ],
              rows: failed.map(({ category, error }) => [
                localizer.term(`mrz.category.${category}`),
                plain(error ?? ''),
              ]),
            },
          ] as const)
        : []),
    ];
  }

  #evidence(): Block[] {
    const localizer = this.#localizer;
    if (this.#session.attempts.length === 0) return [];
    const text = (field: ClientField, value: string | null) =>
      value ? this.#fieldText(field, value) : localizer.term('notRead');
    return [
      {
        kind: 'table',
        columns: [
          { title: localizer.term('evidence.field'), share: 4 },
          { title: localizer.term('evidence.front'), share: 5 },
          { title: localizer.term('evidence.back'), share: 5 },
          { title: localizer.term('evidence.edit'), share: 5 },
          { title: localizer.term('evidence.comparison'), share: 4 },
        ],
        rows: fieldEvidence(this.#session).map(({ field, front, back, edit, comparison }) => [
          localizer.term(`client.${field}`),
          text(field, front),
          text(field, back),
          edit
            ? edit.value === null
              ? localizer.term('change.removed')
              : this.#fieldText(field, edit.value)
            : localizer.term('evidence.notEdited'),
          localizer.term(`evidence.${comparison}`),
        ]),
      },
    ];
  }

  #changes(): Block[] {
    const localizer = this.#localizer;
    const { changes } = this.#session;
    if (changes.length === 0) return [];
    const text = (
      field: Open<ClientField>,
      value: string | null,
      absent: 'notRead' | 'change.removed',
    ) => (value === null ? localizer.term(absent) : this.#fieldText(field, value));
    return [
      {
        kind: 'table',
        columns: [
          { title: localizer.term('evidence.field'), share: 4 },
          { title: localizer.term('change.before'), share: 5 },
          { title: localizer.term('change.after'), share: 5 },
          { title: localizer.term('pdf.by'), share: 4 },
          { title: localizer.term('column.date'), share: 5 },
        ],
        rows: changes.map(({ field, before, after, by, at }) => [
          fieldText(localizer, field, plain),
          text(field, before, 'notRead'),
          text(field, after, 'change.removed'),
          this.#nameOf(by),
          this.#instant(at),
        ]),
      },
    ];
  }

  #deviceType(type: Device['type']): string {
    return type ? deviceTypeText(this.#localizer, type, plain) : this.#localizer.term('unknown');
  }

  #activities(): Block[] {
    const localizer = this.#localizer;
    const { device, clientIp, livenessFinished, documentFinished, attemptCount } = this.#session;
    const read = readDevice(device);
    const facts: Fact[] = [
      {
        label: localizer.term('activity.name'),
        value: this.#known(device.name ?? read.name),
      },
      {
        label: localizer.term('activity.type'),
        value: this.#deviceType(device.type ?? read.type),
      },
      {
        label: localizer.term('activity.browser'),
        value: this.#known(device.browser ?? read.browser),
      },
      { label: localizer.term('activity.os'), value: this.#known(device.os ?? read.os) },
      { label: localizer.term('activity.clientIp'), value: this.#known(clientIp) },
      { label: localizer.term('activity.attempts'), value: localizer.number(attemptCount) },
      {
        label: localizer.term('activity.livenessFinished'),
        value: this.#yesNo(livenessFinished, 'unknown'),
      },
      {
        label: localizer.term('activity.documentFinished'),
        value: this.#yesNo(documentFinished, 'unknown'),
      },
    ];
    const raw = { label: localizer.term('activity.raw'), value: this.#known(device.userAgent) };
    return [
      { kind: 'facts', facts, columns: 2 },
      { kind: 'facts', facts: [raw], columns: 1 },
    ];
  }

  #screening(): Block[] {
    const localizer = this.#localizer;
    const { screening } = this.#session;
    if (screening.status === 'absent') {
      return [{ kind: 'text', tone: 'muted', text: localizer.term('screening.absent') }];
    }
    const isOpen = openMatches(screening).length > 0;
    const found = isOpen ? 'screening.found' : 'screening.noOpen';
    const reported = screening.status === 'unknown' ? screening.reported : undefined;
    const answer = { clear: 'no', match: found, unknown: 'unknown' } as const;
    const facts: Fact[] = [
      {
        label: localizer.term('screening.sanctioned'),
        value: reported === undefined ? localizer.term(answer[screening.status]) : plain(reported),
      },
      {
        label: localizer.term('screening.checkedAt'),
        value: screening.checkedAt
          ? this.#instant(screening.checkedAt)
          : localizer.term('notChecked'),
      },
    ];
    const unanswered = this.#unanswered();
    if (unanswered) {
      facts.push({ label: localizer.term('screening.unanswered'), value: unanswered });
    }
    const result: Block = { kind: 'facts', facts, columns: 2 };
    if (screening.status === 'unknown') {
      if (reported !== undefined) return [result];
      return [result, { kind: 'text', tone: 'normal', text: localizer.term('screening.unknown') }];
    }
    const lists = {
      label: localizer.term('screening.lists'),
      value: screening.lists.map(plain).join('\n') || localizer.term('unknown'),
    };
    const listed: Block = { kind: 'facts', facts: [lists], columns: 1 };
    if (screening.status === 'clear') return [result, listed];
    const matches = [...screening.matches].sort((a, b) => b.score - a.score);
    return [
      result,
      listed,
      {
        kind: 'text',
        tone: 'normal',
        text: localizer.term(isOpen ? 'screening.caution' : 'screening.noOpenHint'),
      },
      {
        kind: 'table',
        columns: [
          { title: localizer.term('screening.name'), share: 5 },
          { title: localizer.term('screening.alias'), share: 4 },
          { title: localizer.term('screening.list'), share: 5 },
          { title: localizer.term('screening.authority'), share: 5 },
          { title: localizer.term('screening.strength'), share: 3 },
          { title: localizer.term('pdf.assessment'), share: 3 },
        ],
        rows: matches.map(({ alias, list, authority, score, falsePositive, ...entry }) => [
          this.#entry(entry),
          alias ? plain(alias) : '–',
          plain(list),
          authority ? plain(authority) : '–',
          localizer.number(score, { style: 'percent', maximumFractionDigits: 1 }),
          localizer.term(falsePositive ? 'falsePositive.label' : 'pdf.openMatch'),
        ]),
      },
      ...this.#falsePositives(matches),
    ];
  }

  /** The name of an entry, with what tells it from a namesake. */
  #entry({
    name,
    birthDates = [],
    countries = [],
  }: Pick<ScreeningMatch, 'name' | 'birthDates' | 'countries'>): string {
    const line = (key: 'client.birthDate' | 'client.nationality', values: readonly string[]) =>
      values.length > 0 ? [`${this.#localizer.term(key)}: ${values.map(plain).join(', ')}`] : [];
    return [
      plain(name),
      ...line('client.birthDate', birthDates),
      ...line('client.nationality', countries),
    ].join('\n');
  }

  /** The false positives, with reason, author and time. */
  #falsePositives(matches: readonly ScreeningMatch[]): Block[] {
    const localizer = this.#localizer;
    const rows = matches.flatMap(({ name, falsePositive }) =>
      falsePositive
        ? [
            [
              plain(name),
              plain(falsePositive.reason),
              plain(falsePositive.by.name),
              this.#instant(falsePositive.at),
            ],
          ]
        : [],
    );
    if (rows.length === 0) return [];
    const columns = [
      { title: localizer.term('falsePositive.label'), share: 5 },
      { title: localizer.term('falsePositive.reason'), share: 9 },
      { title: localizer.term('pdf.by'), share: 5 },
      { title: localizer.term('column.date'), share: 6 },
    ];
    return [{ kind: 'table', columns, rows }];
  }

  #extra(): Block[] {
    const localizer = this.#localizer;
    const { extraFields } = this.#options;
    const lines = arrangeExtraFields(extraFields, this.#session.extra);
    const facts = lines.map(({ key, field, value }) => ({
      label: plain(localize(field?.label ?? {}, localizer.locale, key)),
      value: value ? plain(value) : localizer.term('extra.missing'),
    }));
    if (facts.length === 0) {
      return [{ kind: 'text', tone: 'muted', text: localizer.term('extra.none') }];
    }
    return [{ kind: 'facts', facts, columns: 2 }];
  }

  #notes(): Block[] {
    const localizer = this.#localizer;
    const { notes } = this.#session;
    if (notes.length === 0) {
      return [{ kind: 'text', tone: 'muted', text: localizer.term('notes.none') }];
    }
    return [
      {
        kind: 'table',
        columns: [
          { title: localizer.term('column.date'), share: 7 },
          { title: localizer.term('pdf.by'), share: 5.5 },
          { title: localizer.term('pdf.decision'), share: 3.5 },
          { title: localizer.term('decision.note'), share: 12 },
        ],
        rows: notes.map(({ at, by, verdict, text }) => [
          this.#instant(at),
          this.#nameOf(by),
          verdict ? verdictText(localizer, verdict, plain) : '–',
          plain(text),
        ]),
      },
    ];
  }

  #attempts(): Block[] {
    const localizer = this.#localizer;
    const { attempts } = this.#session;
    if (attempts.length === 0) {
      return [{ kind: 'text', tone: 'muted', text: localizer.term('attempt.none') }];
    }
    return [
      {
        kind: 'table',
        columns: [
          { title: localizer.term('pdf.number'), share: 2 },
          { title: localizer.term('pdf.startedFinished'), share: 12 },
          { title: localizer.term('column.document'), share: 6 },
          { title: localizer.term('details.livenessPassed'), share: 5 },
          { title: localizer.term('details.faceMatchScore'), share: 6 },
          { title: localizer.term('details.spoof'), share: 7 },
          { title: localizer.term('pdf.origin'), share: 7 },
        ],
        rows: attempts.map((attempt) => this.#attemptRow(attempt)),
      },
    ];
  }

  #attemptRow(attempt: Attempt): string[] {
    const localizer = this.#localizer;
    const { number, startedAt, finishedAt, documentType, documentValid, livenessPassed } = attempt;
    const validity = `${localizer.term('details.documentValid')}: ${this.#yesNo(documentValid)}`;
    const { name, browser, os } = attempt.device;
    const device = [name, browser, os].filter((part) => part !== null);
    return [
      localizer.number(number),
      `${this.#instant(startedAt)}\n${finishedAt ? this.#instant(finishedAt) : localizer.term('activity.notFinished')}`,
      [documentType ? documentTypeText(localizer, documentType, plain) : [], validity]
        .flat()
        .join('\n'),
      this.#yesNo(livenessPassed),
      this.#matchScore(attempt.faceMatch),
      this.#spoof(attempt.spoof),
      [this.#known(attempt.clientIp), ...device.map(plain)].join('\n'),
    ];
  }
}
