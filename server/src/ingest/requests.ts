import {
  attempt,
  client,
  deviceType,
  documentType,
  extraValue,
  faceMatch,
  matchLevel,
  newIdentifier,
  photoKind,
  readableText,
  sex,
  spoofDetection,
} from 'kv-review/model';
import * as v from 'valibot';

import { isStorable } from '../store/storable.ts';

/** Text that PostgreSQL can store. */
const storable = v.check<string, string>(isStorable, 'contains a NUL or half a surrogate pair');

const text = (maxLength: number) => v.pipe(v.string(), v.maxLength(maxLength), storable);
const nullable = (maxLength: number) => v.nullable(text(maxLength));

/** An id that works in a path: a URL parser removes `.` and `..`. */
const ownId = v.pipe(
  newIdentifier,
  v.check((id) => id !== '.' && id !== '..', 'not an identifier'),
);

/** The client fields of one reading. */
const readClient = v.strictObject({
  ...client.entries,
  firstName: nullable(200),
  lastName: nullable(200),
  documentNumber: nullable(100),
  personalNumber: nullable(100),
  sex: v.nullable(sex),
  nationality: v.nullable(v.pipe(v.string(), v.regex(/^[A-Z]{1,3}$/))),
});

const brands = v.pipe(
  v.array(v.strictObject({ brand: text(200), version: text(100) })),
  v.maxLength(20),
);

/** As `navigator.userAgentData.getHighEntropyValues` answers. Further values are dropped. */
const usedClientHints = v.object({
  brands: v.exactOptional(brands),
  fullVersionList: v.exactOptional(brands),
  mobile: v.exactOptional(v.boolean()),
  model: v.exactOptional(text(200)),
  platform: v.exactOptional(text(100)),
  platformVersion: v.exactOptional(text(100)),
});

const usedDevice = v.strictObject({
  name: nullable(200),
  type: v.nullable(deviceType),
  browser: nullable(200),
  os: nullable(200),
  userAgent: nullable(2000),
  clientHints: v.exactOptional(usedClientHints),
});

const clientIp = v.nullable(v.pipe(text(64), v.ip()));

/** What the client entered in an extra field. It follows the rule for notes. */
const entered = v.pipe(readableText, v.maxLength(2000));

/** `POST /v1/sessions`. */
export const newSession = v.strictObject({
  /** The company's own id of the session. By default the server generates one. */
  id: v.exactOptional(ownId),
  extra: v.optional(
    v.pipe(
      v.array(v.strictObject({ ...extraValue.entries, key: text(200), value: entered })),
      v.maxLength(200),
    ),
    [],
  ),
});
export type NewSession = v.InferOutput<typeof newSession>;

/** `POST /v1/sessions/{id}/attempts`. */
export const newAttempt = v.strictObject({
  device: v.exactOptional(usedDevice),
  clientIp: v.optional(clientIp, null),
});
export type NewAttempt = v.InferOutput<typeof newAttempt>;

/**
 * `PUT /v1/sessions/{id}/attempts/{n}/evidence`: the part `evidence` of `multipart/form-data`.
 * The photos are separate parts, named after their kind.
 */
export const evidence = v.strictObject({
  documentType: v.nullable(documentType),
  /** The lines of the machine-readable zone, as read. */
  mrz: v.nullable(v.pipe(v.array(text(200)), v.maxLength(10))),
  front: v.nullable(readClient),
  back: v.nullable(readClient),
  /** The level is 0 below level 1, and `null` if no level was measured. */
  faceMatch: v.nullable(
    v.strictObject({
      ...faceMatch.entries,
      level: v.nullable(v.union([v.literal(0), matchLevel])),
    }),
  ),
  spoof: v.strictObject(spoofDetection.entries),
  livenessPassed: attempt.entries.livenessPassed,
  livenessFinished: v.boolean(),
  documentFinished: v.boolean(),
  device: v.exactOptional(usedDevice),
  clientIp: v.exactOptional(clientIp),
});
export type Evidence = v.InferOutput<typeof evidence>;

/** The most photos of one attempt. */
export const maxPhotos = 8;

export const photoKinds = photoKind.options;

/** The parts of the form: the evidence, and any number of photos of each kind. */
export const evidenceForm = v.strictObject({
  evidence,
  ...v.entriesFromList(photoKinds, v.exactOptional(v.array(v.blob()))),
});
