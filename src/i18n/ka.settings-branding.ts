import type { settingsBrandingTexts } from './en.settings-branding.js';
import type { Message } from './message.js';

/** The Georgian texts of the branding of a company. */
export const kaSettingsBranding = {
  'branding.introduction':
    'სახელი, ლოგო, აქცენტის ფერი, კუთხეები და შრიფტი, რომლებსაც აქ კომპანიის ყველა მომხმარებელი ხედავს.',
  'branding.name': 'სახელი',
  'branding.nameMeaning':
    'კომპანიის სახელი, როგორც მას მომხმარებლები ხედავენ. არაუმეტეს 100 სიმბოლოსი.',
  'branding.nameRule': 'შეიყვანეთ არაუმეტეს 100 ხილული სიმბოლო ან ველი ცარიელი დატოვეთ.',
  'branding.accentColor': 'აქცენტის ფერი',
  'branding.accentColorMeaning':
    'ბმულების, მთავარი ღილაკებისა და მონიშნულის ფერი: # და ექვსი ნიშანი 0-დან F-მდე. სტანდარტული ფერისთვის ველი ცარიელი დატოვეთ.',
  'branding.accentColorRule':
    'შეიყვანეთ # და ექვსი ნიშანი, მაგალითად #1d4ed8, ან ველი ცარიელი დატოვეთ.',
  'branding.accentColorPick': 'აქცენტის ფერის არჩევა',
  'branding.cornerRadius': 'კუთხის რადიუსი',
  'branding.cornerRadiusMeaning':
    'რამდენად მრგვალია კუთხეები: 0-დან 24 პიქსელამდე. სტანდარტული რადიუსისთვის ველი ცარიელი დატოვეთ.',
  'branding.cornerRadiusRule': 'შეიყვანეთ მთელი რიცხვი 0-დან 24-მდე ან ველი ცარიელი დატოვეთ.',
  'branding.pixels': 'პიქსელი',
  'branding.fontFamilies': 'შრიფტი',
  'branding.fontFamiliesMeaning':
    'არაუმეტეს ხუთი შრიფტის სახელი, მძიმეებით გამოყოფილი. სისტემის შრიფტისთვის ველი ცარიელი დატოვეთ.',
  'branding.fontFamiliesConsequence':
    'შრიფტი უნდა ჰქონდეს გვერდს ან მომხმარებლის სისტემას. თუ არცერთს აქვს, გამოიყენება შემდეგი. არაფერი ჩამოიტვირთება.',
  'branding.fontFamiliesRule':
    'შეიყვანეთ არაუმეტეს ხუთი სახელი, თითოეული არაუმეტეს 50 ასოთი, ციფრით, ინტერვალითა და დეფისით.',
  'branding.logo': 'ლოგო',
  'branding.logoMeaning': 'JPEG, PNG ან WebP ფაილი, არაუმეტეს {size} კბ. ის არჩევისთანავე ინახება.',
  'branding.logoChoose': 'ფაილის არჩევა',
  'branding.logoReplace': 'სხვა ფაილის არჩევა',
  'branding.logoDrop': 'ფაილის აქ ჩაგდებაც შეგიძლიათ.',
  'branding.logoRemove': 'ლოგოს წაშლა',
  'branding.logoRemoveAsk': 'წაიშალოს ლოგო ყველა მომხმარებლისთვის? მას აქედან ვერ აღადგენთ.',
  'branding.logoKeep': 'დატოვება',
  'branding.logoNone': 'ლოგო არ არის',
  'branding.logoSaving': 'ლოგო ინახება…',
  'branding.logoSaved': 'ლოგო შენახულია.',
  'branding.logoRemoved': 'ლოგო წაშლილია.',
  'branding.logoTooLarge':
    'ამ ფაილის ზომა {actual} კბ-ია. აირჩიეთ ფაილი, რომელიც {size} კბ-ს არ აღემატება. არაფერი შენახულა.',
  'branding.logoNotImage':
    'ეს ფაილი არ არის JPEG, PNG ან WebP სურათი. აირჩიეთ სხვა. არაფერი შენახულა.',
  'branding.logoFailed': 'ლოგო არ შენახულა. არჩეული ფაილი აქ რჩება: სცადეთ თავიდან.',
  'branding.logoNotRemoved': 'ლოგო არ წაშლილა. სცადეთ თავიდან.',
  'branding.logoUnknown':
    'კავშირი პასუხის მოსვლამდე გაწყდა, ამიტომ ლოგო შეიძლება შენახული იყოს. არჩეული ფაილი აქ რჩება. სცადეთ თავიდან: ჯერ შემოწმდება, რა არის ახლა შენახული.',
  'branding.logoRemoveUnknown':
    'კავშირი პასუხის მოსვლამდე გაწყდა, ამიტომ ლოგო შეიძლება წაშლილი იყოს. სცადეთ თავიდან: ჯერ შემოწმდება, რა არის ახლა შენახული.',
  'branding.logoCheck':
    'კავშირი პასუხის მოსვლამდე გაწყდა. ზემოთ ჩანს ლოგო, რომელიც ახლა შენახულია. თუ ეს თქვენი არჩეული ფაილი არ არის, შეინახეთ ის თავიდან.',
  'branding.logoConflict':
    'ლოგო სხვა მომხმარებელმა შეცვალა. თქვენი ფაილი არ შენახულა, მაგრამ აქ რჩება. აირჩიეთ, რომელი ლოგო დარჩეს.',
  'branding.logoRemoveConflict':
    'ლოგო სხვა მომხმარებელმა შეცვალა, ამიტომ ის არ წაშლილა. ზემოთ ჩანს ლოგო, რომელიც ახლა შენახულია.',
  'branding.logoMine': 'თქვენი ფაილი',
  'branding.logoSaveMine': 'ჩემი ფაილის შენახვა',
  'branding.logoKeepSaved': 'შენახული ლოგოს დატოვება',
  'branding.logoUnsupported': 'დაკავშირებული სისტემა ლოგოებს არ ინახავს.',
  'branding.contrast': 'კონტრასტი',
  'branding.contrastPassed': {
    one: 'ფერების წყვილი ღია ფონზე WCAG 2.2 AA-ს აკმაყოფილებს.',
    other: 'ფერების ყველა {count} წყვილი ღია ფონზე WCAG 2.2 AA-ს აკმაყოფილებს.',
  },
  'branding.contrastFailed': {
    one: 'ფერების {count} წყვილი ღია ფონზე WCAG 2.2 AA-ს არ აკმაყოფილებს:',
    other: 'ფერების {count} წყვილი ღია ფონზე WCAG 2.2 AA-ს არ აკმაყოფილებს:',
  },
  'branding.contrastPair': '{foreground} / {background}: {ratio}:1, საჭიროა მინიმუმ {required}:1',
  'branding.contrastNearest': '{color}-ის გამოყენება: უახლოესი ფერი, რომელიც აკმაყოფილებს',
  'branding.contrastDark':
    'მუქ ფონზე ამის ნაცვლად გამოიყენება {color}. ის ყველა წყვილში აკმაყოფილებს.',
  'branding.contrastDarkSame': 'მუქ ფონზე ფერი ყველა წყვილში აკმაყოფილებს.',
  'branding.contrastNone':
    'კონტრასტის შესამოწმებლად შეიყვანეთ ფერი. სტანდარტული ფერი აკმაყოფილებს.',
  'branding.contrastAll': 'ყველა წყვილი',
  'branding.token.accent': 'აქცენტი',
  'branding.token.accent-text': 'აქცენტი ტექსტად',
  'branding.token.accent-soft': 'რბილი აქცენტი',
  'branding.token.on-accent': 'ტექსტი აქცენტზე',
  'branding.token.focus': 'ფოკუსის ჩარჩო',
  'branding.token.surface': 'ზედაპირი',
  'branding.token.surface-raised': 'აწეული ზედაპირი',
  'branding.token.surface-sunken': 'ჩაღრმავებული ზედაპირი',
  'branding.token.hover': 'ზედაპირი მიმთითებლის ქვეშ',
  'branding.token.text': 'ტექსტი',
  'branding.token.text-muted': 'მკრთალი ტექსტი',
  'branding.preview': 'გადახედვა',
  'branding.previewHint': 'გამოგონილი სესიებით. იცვლება წერისას.',
  'branding.previewLight': 'ღია',
  'branding.previewDark': 'მუქი',
  'branding.previewButton': 'მთავარი ღილაკი',
  'branding.previewSecondary': 'ღილაკი',
  'branding.previewTag': 'იარლიყი',
} as const satisfies Record<keyof typeof settingsBrandingTexts, Message>;
