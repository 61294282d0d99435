import type { timelineTexts } from './en.timeline.js';
import type { Message } from './message.js';

type Own = Extract<keyof typeof timelineTexts, `timeline.${string}`>;

/** The Georgian texts of the timeline of a session. */
export const kaTimeline: Readonly<Record<Own, Message>> = {
  'timeline.order': 'თანმიმდევრობა',
  'timeline.order.newest': 'ჯერ უახლესი',
  'timeline.order.oldest': 'ჯერ უძველესი',
  'timeline.older': 'უფრო ძველის ჩვენება',
  'timeline.newer': 'უფრო ახლის ჩვენება',
  'timeline.moreFailed': 'დანარჩენი ჩანაწერები ვერ ჩაიტვირთა.',
  'timeline.more': { one: 'კიდევ {count} ჩანაწერი', other: 'კიდევ {count} ჩანაწერი' },
  'timeline.empty': 'ჯერ არაფერი მომხდარა',
  'timeline.unsupported': 'ქრონოლოგია აქ არ არის',

  'timeline.session-created': 'სესია შეიქმნა',
  'timeline.attempt-started': 'მცდელობა {number} დაიწყო',
  'timeline.attempt-finished': 'მცდელობა {number} დასრულდა',
  'timeline.screening': 'შემოწმდა სანქციების სიებში: {result}',
  'timeline.screening.clear': 'დამთხვევა არ არის',
  'timeline.screening.unknown': 'შედეგი არ არის',
  'timeline.screening.settled': 'ღია დამთხვევა არ არის',
  'timeline.judgement': 'ავტომატური შედეგი: {outcome}',
  'timeline.claim-made': 'აიღო სესია',
  'timeline.claim-released': 'გაათავისუფლა სესია',
  'timeline.claim-taken-over': 'გადაიბარა სესია',
  'timeline.claim-handed-over': 'სესია სხვას გადასცა',
  'timeline.claim-handed-over.to': 'სესია გადასცა: {name}',
  'timeline.claim-taken-over.from': 'გადაიბარა სესია. მანამდე ჰქონდა: {name}',
  'timeline.edit': 'შეცვალა კლიენტის მონაცემები',
  'timeline.note': 'დაამატა შენიშვნა',
  'timeline.false-positive-marked': 'მონიშნა დამთხვევა, როგორც ცრუ',
  'timeline.false-positive-taken-back': 'მოხსნა ცრუ დამთხვევის მონიშვნა',
  'timeline.download.pdf': 'შექმნა PDF',
  'timeline.download.csv': 'დააექსპორტა სესია CSV-ფაილად',
  'timeline.download.other': 'შექმნა ფაილი: {file}',
  'timeline.other': 'ამ გვერდს ამ ჩანაწერის აღწერა არ აქვს.',
};
