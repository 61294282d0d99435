import { ReviewError } from 'kv-review/api';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';

export interface RateLimitSettings {
  /** Requests per minute for each user and each API key. `0` means no limit. */
  readonly perMinute: number;
  /** Refused credentials per minute for one address. Default 300, because expired tokens count too. */
  readonly guessesPerMinute?: number;
}

/** Counts within this process: with several processes behind a proxy, the limits multiply. */
export interface RateLimits {
  /**
   * Counts a request of an authenticated caller.
   * @returns the header fields of draft-ietf-httpapi-ratelimit-headers.
   * @throws ReviewError `rate-limited`.
   */
  take(name: string): Promise<Readonly<Record<string, string>>>;
  /** @throws ReviewError `rate-limited` when too many credentials of an address were refused. */
  checkGuesses(address: string): Promise<void>;
  countGuess(address: string): Promise<void>;
}

const seconds = 60;

const refused = (milliseconds: number): ReviewError =>
  new ReviewError('rate-limited', 'Too many requests.', { retryAfter: milliseconds });

export function createRateLimits(settings: RateLimitSettings): RateLimits {
  const { perMinute, guessesPerMinute = 300 } = settings;
  const requests = new RateLimiterMemory({ points: perMinute, duration: seconds });
  const guesses = new RateLimiterMemory({ points: guessesPerMinute, duration: seconds });

  return {
    async take(name) {
      if (perMinute === 0) return {};
      try {
        const { remainingPoints, msBeforeNext } = await requests.consume(name);
        return {
          'ratelimit-policy': `"user";q=${perMinute};w=${seconds}`,
          ratelimit: `"user";r=${remainingPoints};t=${Math.ceil(msBeforeNext / 1000)}`,
        };
      } catch (thrown) {
        throw thrown instanceof RateLimiterRes ? refused(thrown.msBeforeNext) : thrown;
      }
    },

    async checkGuesses(address) {
      const state = await guesses.get(address);
      if (state && state.consumedPoints >= guessesPerMinute) throw refused(state.msBeforeNext);
    },

    async countGuess(address) {
      await guesses.penalty(address);
    },
  };
}
