/* global $w */
import { getReviewCode } from 'backend/review.web';

let request;

/** Requests one code at a time, because a code that the element did not ask for signs the user in again. */
function passCode() {
  request ??= getReviewCode()
    .then((code) => {
      if (code) return $w('#console').setAttribute('code', code);
      $w('#console').hide();
      return $w('#noAccess').show();
    })
    .finally(() => (request = undefined));
  return request;
}

$w.onReady(() => {
  // The element asks when it starts, and again before its token expires.
  $w('#console').on('kv-token-request', passCode);
  // It may have asked before this code ran.
  return passCode();
});
