import type { claimDialogTexts } from './en.claim-dialogs.js';
import type { Message } from './message.js';

/** The Georgian texts of the dialogs that take a session over, and hand it over. */
export const kaClaimDialogs = {
  'claim.takeOverTitle': 'გადმოიღებთ ამ სესიას?',
  'claim.takeOverHint': '{name} შეიტყობს, რომ სესია გადმოიღეთ, და მიზეზსაც.',
  'claim.reason': 'მიზეზი',
  'claim.reasonMissing': 'შეიყვანეთ მიზეზი.',
  'claim.takeOverNow': 'გადმოღება',
  'claim.handOverTitle': 'გადასცემთ ამ სესიას?',
  'claim.handOverHint': 'კოლეგა სესიას მაშინვე მიიღებს, თქვენ კი გადაწყვეტილებას ვეღარ მიიღებთ.',
  'claim.receiver': 'კოლეგა',
  'claim.chooseReceiver': 'აირჩიეთ კოლეგა',
  'claim.receiverMissing': 'აირჩიეთ, ვის გადაეცემა სესია.',
  'claim.noReceivers': 'ბოლო 30 დღეში აქ არც ერთ კოლეგას არ უმუშავია.',
  'claim.receiversFailed': 'კოლეგების სია ვერ ჩაიტვირთა.',
  'claim.handOverNow': 'გადაცემა',
} as const satisfies Record<keyof typeof claimDialogTexts, Message>;
