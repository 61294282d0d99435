/**
 * Fictional people. Their family names are words such as rainbow, cloud or hedgehog in the
 * language of their country, so nobody can mistake them for real people.
 */
export interface People {
  /** As in the machine-readable zone (ICAO Doc 9303-3, section 5): Germany is `D`. */
  state: string;
  /** The share of 100 sessions. */
  weight: number;
  /** The first two letters of its document numbers. */
  series: string;
  /** The number of digits of its personal number; 0 if its documents have none. */
  personalNumberLength: number;
  /** The share of identity cards among its documents. */
  cards: number;
  /** The country's name at the top of a document. */
  country: string;
  male: readonly Name[];
  female: readonly Name[];
  family: readonly FamilyName[];
}

/** A name in its own script, with the Latin spelling if it does not follow from the letters. */
export interface Name {
  own: string;
  latin?: string;
}

export interface FamilyName {
  male: Name;
  female: Name;
}

/** Names separated by commas; `own=latin` if the script omits the vowels. */
function names(list: string): Name[] {
  return list.split(',').map((entry) => {
    const [own = '', latin] = entry.trim().split('=');
    return latin === undefined ? { own } : { own, latin };
  });
}

/** Like `names`; `male/female` if the forms differ. */
function families(list: string): FamilyName[] {
  return list.split(',').map((entry) => {
    const [male, female = male] = entry.trim().split('/');
    const [maleName, femaleName] = names(`${male},${female}`);
    if (!maleName || !femaleName) throw new RangeError('an empty name');
    return { male: maleName, female: femaleName };
  });
}

export const peoples: readonly People[] = [
  {
    state: 'GEO',
    weight: 40,
    series: 'GX',
    personalNumberLength: 11,
    cards: 0.6,
    country: 'Georgia',
    male: names(
      'გიორგი, დავითი, ლუკა, ნიკა, ზურაბი, თორნიკე, ირაკლი, ბექა, ვახტანგი, ლევანი, შოთა, გურამი, ოთარი, რევაზი, ჯაბა, ჭიჭიკო, მიხეილი, საბა, დემეტრე, ერეკლე',
    ),
    female: names(
      'ნინო, მარიამი, თამარი, ანა, ქეთევანი, სოფიო, ეკატერინე, ელენე, ნათია, სალომე, თეონა, მაია, ლიკა, ხატია, ნუცა, ბარბარე, თეკლა, ფიქრია, ვარდო, ლელა',
    ),
    family: families(
      'მთვარელაძე, ვარსკვლავიშვილი, ღრუბელაძე, ცისარტყელაშვილი, ზღარბიშვილი, კუსაძე, ჭიამაიაშვილი, წვიმაძე, ქარიშხალაშვილი, ყინულაძე, ფიფქიძე, პეპელაშვილი, ჟოლოშვილი, თაფლიაშვილი, მზესუმზირაძე, ბუმბერაზიშვილი, ნისლაძე, ხომალდიძე, ტალღაძე, ჩიტუნიაშვილი',
    ),
  },
  {
    state: 'UKR',
    weight: 9,
    series: 'FX',
    personalNumberLength: 10,
    cards: 0.4,
    country: 'Ukraine',
    male: names(
      'Олексій, Тарас, Богдан, Дмитро, Назар, Юрій, Остап, Ігор, Андрій, Максим, Ярослав',
    ),
    female: names('Оксана, Леся, Соломія, Ганна, Юлія, Дарина, Христина, Вікторія, Зоряна, Іванна'),
    family: families(
      'Веселковський/Веселковська, Хмаринчук, Їжачківський/Їжачківська, Зорепадько, Снігуренчук, Щедровітренко, Місяцівський/Місяцівська, Капловодчук, Грозовенко, Ґудзикяненко',
    ),
  },
  {
    state: 'ARM',
    weight: 6,
    series: 'AX',
    personalNumberLength: 10,
    cards: 0.4,
    country: 'Armenia',
    male: names('Արմեն, Տիգրան, Նարեկ, Հայկ, Գևորգ, Վահագն, Դավիթ, Սարգիս'),
    female: names('Անի, Նարե, Լիլիթ, Սոնա, Մարիամ, Շուշան, Հասմիկ, Գայանե'),
    family: families(
      'Ծիածանյան, Ամպիկյան, Ոզնիկյան, Աստղափոշյան, Ձյունհատյան, Լուսնաքարյան, Թիթեռնիկյան',
    ),
  },
  {
    state: 'TUR',
    weight: 6,
    series: 'UX',
    personalNumberLength: 11,
    cards: 0.4,
    country: 'Türkiye',
    male: names('Çağlar, Doğan, İbrahim, Oğuzhan, Ömer, Şükrü, Emre, Işıl Can, Tuğrul, Barış'),
    female: names('Gülşen, Ayşe, Zeynep, Çiğdem, Özlem, Iraz, İpek, Şebnem, Buğlem, Ülkü'),
    family: families(
      'Gökkuşağıoğlu, Bulutçugil, Kirpioğlu, Yıldıztozu, Şimşekbulut, Çiğdamlası, Ayışığıoğlu, Üzümbağcıoğlu, Kışgüneşi, Öğleyağmuru',
    ),
  },
  {
    state: 'POL',
    weight: 5,
    series: 'EX',
    personalNumberLength: 11,
    cards: 0.6,
    country: 'Poland',
    male: names('Łukasz, Paweł, Święcisław, Michał, Grzegorz, Błażej, Józef, Mikołaj, Stanisław'),
    female: names('Małgorzata, Elżbieta, Zofia, Żaneta, Agnieszka, Bożena, Róża, Łucja'),
    family: families(
      'Tęczowski/Tęczowska, Jeżykowicz, Śnieżyński-Mróz/Śnieżyńska-Mróz, Gwiazdopylski/Gwiazdopylska, Żółwikowski/Żółwikowska, Chmurzyński/Chmurzyńska, Księżycowicz, Ćwierćdeszcz',
    ),
  },
  {
    state: 'D',
    weight: 4,
    series: 'CX',
    personalNumberLength: 0,
    cards: 0.6,
    country: 'Germany',
    male: names('Jürgen, Björn, Matthias, Götz, Sören, Karl-Heinz, Felix, Jörg'),
    female: names('Käthe, Änne, Grit, Marie-Luise, Jördis, Saskia, Dörte, Ursula'),
    family: families(
      'Regenbögner, Groß-Igelmann, Schäfchenwölk, von Sternstäubchen, Mondscheinig, Schneeflöckner, Blitzgescheitle, Düsterföhr',
    ),
  },
  {
    state: 'VNM',
    weight: 4,
    series: 'BX',
    personalNumberLength: 12,
    cards: 0,
    country: 'Viet Nam',
    male: names('Văn Cầu Vồng, Đức Sao Mai, Hữu Mặt Trăng, Quốc Đám Mây, Trọng Gió Mùa, Bảo Sấm'),
    female: names('Thị Hoa Sương, Ngọc Tuyết Rơi, Thị Giọt Nắng, Diệu Cánh Bướm, Ánh Sao Băng'),
    family: families('Nguyễn, Trần, Đặng, Phạm, Bùi, Đỗ, Huỳnh, Vũ'),
  },
  {
    state: 'ISL',
    weight: 2,
    series: 'IX',
    personalNumberLength: 10,
    cards: 0.3,
    country: 'Iceland',
    male: names('Þórður, Guðmundur, Sæmundur, Jökull, Ásgeir, Örn, Ævar'),
    female: names('Guðrún, Þórdís, Sóley, Æsa, Ásdís, Hrafnhildur, Björk'),
    family: families(
      'Regnbogason/Regnbogadóttir, Skýjason/Skýjadóttir, Norðurljósason/Norðurljósadóttir, Snjókornsson/Snjókornsdóttir, Þrumuson/Þrumudóttir, Æðarfuglsson/Æðarfuglsdóttir',
    ),
  },
  {
    state: 'GRC',
    weight: 4,
    series: 'HX',
    personalNumberLength: 0,
    cards: 0.4,
    country: 'Greece',
    male: names('Γιώργος, Ευάγγελος, Ιωάννης, Χρήστος, Ξενοφών, Αλέξανδρος, Παύλος, Θεόφιλος'),
    female: names('Ελένη, Κατερίνα, Ευτυχία, Ψηφιδωτή, Θεοδώρα, Ουρανία, Χαρά, Ζωή'),
    family: families(
      'Συννεφόπουλος/Συννεφοπούλου, Σκαντζοχοιρίδης/Σκαντζοχοιρίδου, Αστροσκονάκης/Αστροσκονάκη, Φεγγαράκης/Φεγγαράκη, Μπουρινόπουλος/Μπουρινοπούλου, Χιονονιφάδης/Χιονονιφάδη',
    ),
  },
  {
    state: 'ISR',
    weight: 3,
    series: 'ZX',
    personalNumberLength: 9,
    cards: 0,
    country: 'Israel',
    male: names('אורי=Uri, דוד=David, נועם=Noam, איתמר=Itamar, יונתן=Yonatan, אסף=Asaf'),
    female: names('נועה=Noa, תמר=Tamar, שירה=Shira, יעל=Yael, מיכל=Michal, הדס=Hadas'),
    family: families(
      'בן־קשת=Ben-Keshet, ענניאלי=Ananieli, קיפודי=Kipodi, אבק־כוכבים=Avak-Kochavim, ירחוני=Yarhoni, פתיתשלג=Ptitsheleg',
    ),
  },
  {
    state: 'EGY',
    weight: 4,
    series: 'AX',
    personalNumberLength: 14,
    cards: 0,
    country: 'Egypt',
    male: names('كريم=Karim, يوسف=Youssef, محمود=Mahmoud, طارق=Tarek, سامي=Samy, عمر=Omar'),
    female: names('ليلى=Laila, نور=Nour, هبة=Heba, سلمى=Salma, مريم=Mariam, ياسمين=Yasmin'),
    family: families(
      'قوس قزح=Qaws Quzah, أبو سحابة=Abou Sahaba, القنفذي=El Qonfozy, غبار النجوم=Ghobar El Negoum, ضوء القمر=Daw El Qamar, ندى الصباح=Nada El Sabah',
    ),
  },
  {
    state: 'JOR',
    weight: 2,
    series: 'JX',
    personalNumberLength: 10,
    cards: 0,
    country: 'Jordan',
    male: names('زيد=Zaid, حمزة=Hamzeh, ليث=Laith, فارس=Fares, رامي=Rami'),
    female: names('رنا=Rana, دانا=Dana, لين=Leen, جمانة=Jumana, تالا=Tala'),
    family: families(
      'الغيماني=Al Ghaimani, المطيراوي=Al Mutairawi, الفراشاتي=Al Farashati, السلحفاوي=Al Sulhafawi',
    ),
  },
  {
    state: 'AZE',
    weight: 3,
    series: 'CX',
    personalNumberLength: 7,
    cards: 0.4,
    country: 'Azerbaijan',
    male: names('Elçin, Rəşad, Tural, Fərid, Orxan, Şahin, Vüqar'),
    female: names('Günay, Aygün, Nərgiz, Sevinc, Lalə, Könül, Əsmər'),
    family: families(
      'Göyqurşağızadə, Buludov/Buludova, Kirpiyev/Kirpiyeva, Ulduztozlu, Ayişığızadə, Qarlıyev/Qarlıyeva',
    ),
  },
  {
    state: 'BGR',
    weight: 2,
    series: 'MX',
    personalNumberLength: 10,
    cards: 0.6,
    country: 'Bulgaria',
    male: names('Георги, Димитър, Светослав, Любомир, Пламен, Щерьо'),
    female: names('Цветана, Мария, Радостина, Йоана, Десислава, Златка'),
    family: families(
      'Дъгов/Дъгова, Облачков/Облачкова, Таралежков/Таралежкова, Звездопрашинов/Звездопрашинова, Снежинков/Снежинкова',
    ),
  },
  {
    state: 'KAZ',
    weight: 2,
    series: 'NX',
    personalNumberLength: 12,
    cards: 0.5,
    country: 'Kazakhstan',
    male: names('Нурлан, Ерлан, Арман, Тимур, Алихан'),
    female: names('Айгерим, Дана, Жанар, Асель, Камила'),
    family: families(
      'Кемпиркосаков/Кемпиркосакова, Булутов/Булутова, Жулдызшанов/Жулдызшанова, Кирпиев/Кирпиева',
    ),
  },
  {
    state: 'FRA',
    weight: 2,
    series: 'FX',
    personalNumberLength: 0,
    cards: 0.6,
    country: 'France',
    male: names('Rémi, François, Jérôme, Gaël, Benoît, Loïc'),
    female: names('Élodie, Chloé, Anaïs, Aurélie, Zoé, Noëlle'),
    family: families(
      'Arcenciel, de La Nuée, Hérissonnet, Poussièrétoile, Clairdelune, L’Averse, Flocondœuf',
    ),
  },
  {
    state: 'GBR',
    weight: 2,
    series: 'BX',
    personalNumberLength: 0,
    cards: 0,
    country: 'United Kingdom',
    male: names('Oliver, Rupert, Alfie James, Callum, Hugh'),
    female: names('Poppy, Imogen Grace, Beatrix, Fiona, Maisie'),
    family: families('Rainbowe, Hedgehogg, O’Cloudigan, Stardusty-Moone, Drizzlewick, Snowflaker'),
  },
];
