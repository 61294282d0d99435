import type { Sex } from '../model/client.js';
import type { Verdict } from '../model/decision.js';
import { lookUp, type Open } from '../model/known.js';
import type { PhotoKind } from '../model/photo.js';
import type { DeviceType, DocumentType, SessionStatus } from '../model/session.js';
import { isolate } from './bidi.js';
import type { MessageKey } from './en.js';
import type { Localizer } from './localizer.js';

type Terms = Pick<Localizer, 'term'>;

/** The text of a known value. `show` renders an unknown value. */
type ValueText<Known extends string> = (
  terms: Terms,
  value: Open<Known>,
  show?: (value: string) => string,
) => string;

/** A function that returns the texts of known values. */
export const inWords =
  <Known extends string>(keys: Readonly<Record<Known, MessageKey>>): ValueText<Known> =>
  (terms, value, show = isolate) => {
    const key = lookUp(keys, value);
    return key === undefined ? show(value) : terms.term(key);
  };

/** The label of a status (spec T). */
export const statusText = /* @__PURE__ */ inWords<SessionStatus>({
  processing: 'status.processing',
  awaiting: 'status.awaiting',
  success: 'status.success',
  rejected: 'status.rejected',
});

/** The text of the column Verified for a status (spec T). */
export const verifiedText = /* @__PURE__ */ inWords<SessionStatus>({
  processing: 'verified.processing',
  awaiting: 'verified.awaiting',
  success: 'verified.success',
  rejected: 'verified.rejected',
});

export const documentTypeText = /* @__PURE__ */ inWords<DocumentType>({
  passport: 'documentType.passport',
  'id-card': 'documentType.id-card',
});

export const photoText = /* @__PURE__ */ inWords<PhotoKind>({
  selfie: 'photo.selfie',
  'document-front': 'photo.document-front',
  'document-back': 'photo.document-back',
});

export const verdictText = /* @__PURE__ */ inWords<Verdict>({
  verify: 'verdict.verify',
  reject: 'verdict.reject',
});

export const sexText = /* @__PURE__ */ inWords<Sex>({
  male: 'sex.male',
  female: 'sex.female',
  unspecified: 'sex.unspecified',
});

export const deviceTypeText = /* @__PURE__ */ inWords<DeviceType>({
  pc: 'activity.pc',
  mobile: 'activity.mobile',
});
