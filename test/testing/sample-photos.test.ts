import { expect } from '@open-wc/testing';
import { imageTypeOf, type Photo, type PhotoKind, type Session } from 'kv-review/model';
import {
  drawPhoto,
  edgeSessions,
  photoDimensions,
  samplePhoto,
  sampleSessions,
} from 'kv-review/testing';

const sessions = sampleSessions({ count: 300, seed: 3 });
const complete = sessions.filter(({ attempts }) => attempts.at(-1)?.photos.length === 3);

function find(session: Session, kind: PhotoKind): Photo {
  const photo = session.attempts.at(-1)?.photos.find((candidate) => candidate.kind === kind);
  if (!photo) throw new Error(`no ${kind}`);
  return photo;
}

function first(test: (session: Session) => boolean): Session {
  const session = complete.find(test);
  if (!session) throw new Error('no such session');
  return session;
}

async function pixels(session: Session, kind: PhotoKind): Promise<Uint8ClampedArray> {
  const photo = find(session, kind);
  const { width, height } = photoDimensions(kind, 'thumbnail');
  const context = new OffscreenCanvas(width, height).getContext('2d');
  if (!context) throw new Error('no context');
  drawPhoto(context, session, photo, { width, height });
  return context.getImageData(0, 0, width, height).data;
}

const difference = (one: Uint8ClampedArray, other: Uint8ClampedArray): number =>
  one.reduce((sum, value, index) => sum + Math.abs(value - (other[index] ?? 0)), 0) / one.length;

describe('samplePhoto', () => {
  const kinds: readonly PhotoKind[] = ['selfie', 'document-front', 'document-back'];
  for (const documentType of ['passport', 'id-card']) {
    for (const kind of kinds) {
      it(`returns a JPEG of the ${kind} of a session with a ${documentType}`, async () => {
        const session = first((candidate) => candidate.documentType === documentType);
        const blob = await samplePhoto(session, find(session, kind), 'full');
        expect(imageTypeOf(new Uint8Array(await blob.arrayBuffer()))).to.equal('image/jpeg');
        expect(blob.size).to.be.within(15_000, 250_000);
        const image = await createImageBitmap(blob);
        expect({ width: image.width, height: image.height }).to.deep.equal(
          photoDimensions(kind, 'full'),
        );
      });
    }
  }

  it('returns a thumbnail of a few kilobytes', async () => {
    const session = first(() => true);
    const blob = await samplePhoto(session, find(session, 'selfie'), 'thumbnail');
    const image = await createImageBitmap(blob);
    expect(Math.max(image.width, image.height)).to.equal(128);
    expect(blob.size).to.be.lessThan(10_000);
  });

  it('draws every edge session without an error', async () => {
    for (const session of edgeSessions()) {
      for (const photo of session.attempts.at(-1)?.photos ?? []) {
        expect((await samplePhoto(session, photo, 'full')).size).to.be.greaterThan(1000);
      }
    }
  });
});

describe('drawPhoto', () => {
  it('draws the same picture each time, and another one for another session', async () => {
    const [one, other] = complete;
    if (!one || !other) throw new Error('too few sessions');
    expect(difference(await pixels(one, 'selfie'), await pixels(one, 'selfie'))).to.equal(0);
    expect(
      difference(await pixels(one, 'selfie'), await pixels(other, 'selfie')),
    ).to.be.greaterThan(2);
  });

  it('draws another person in the selfie of a mismatch', async () => {
    const session = first(
      ({ faceMatch, decision }) => faceMatch?.level === 7 && decision?.reasons.length === 0,
    );
    const attempts = session.attempts.map((attempt) => ({
      ...attempt,
      faceMatch: { level: 0, confidence: 20 },
    }));
    const mismatch = { ...session, attempts };
    expect(
      difference(await pixels(session, 'selfie'), await pixels(mismatch, 'selfie')),
    ).to.be.greaterThan(2);
    expect(
      difference(await pixels(session, 'document-front'), await pixels(mismatch, 'document-front')),
    ).to.equal(0);
  });

  it('shows the defects of a document: a display, a cut edge, a zone that was not read', async () => {
    const session = first(
      ({ documentValid, attempts }) => documentValid === true && attempts.length === 1,
    );
    const sound = await pixels(session, 'document-back');
    const changed = (change: object) => ({
      ...session,
      attempts: session.attempts.map((attempt) => ({ ...attempt, ...change })),
    });
    for (const change of [
      { spoof: { idIsReal: false, fullIdDetected: true } },
      { spoof: { idIsReal: true, fullIdDetected: false } },
    ]) {
      expect(difference(sound, await pixels(changed(change), 'document-back'))).to.be.greaterThan(
        1,
      );
    }
    const card = first(
      ({ documentType, documentValid }) => documentType === 'id-card' && documentValid === true,
    );
    const unread = {
      ...card,
      attempts: card.attempts.map((attempt) => ({ ...attempt, mrz: null })),
    };
    expect(
      difference(await pixels(card, 'document-back'), await pixels(unread, 'document-back')),
    ).to.be.greaterThan(0.5);
  });
});
